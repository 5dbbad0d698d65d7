/** Returns a number with its noun, in the plural where the number asks for it: `1 hit`, `2,000 hits`. */
export function counted(number: number, noun: string): string {
  // By hand: the first use of a locale takes longer than a small file does.
  const figures = String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
  return `${figures} ${noun}${number === 1 ? '' : 's'}`;
}
