/** Returns a number with its noun, in the plural where the number asks for it: `1 hit`, `2,000 hits`. */
export function counted(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}
