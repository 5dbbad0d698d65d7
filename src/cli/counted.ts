/** Returns a number with its noun, in the plural where the number asks for it: `1 hit`, `2,000 hits`. */
export function counted(number: number, noun: string): string {
  return `${figures(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** Returns a whole number with a comma between thousands. */
export function figures(number: number): string {
  // By hand: the first use of a locale takes longer than a small file does.
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
