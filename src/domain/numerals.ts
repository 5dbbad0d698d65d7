/** Returns a number from 1 as `a` to `z`, then `aa`. */
export function letters(number: number): string {
  const rest = (number - 1) % 26;
  const before = (number - 1 - rest) / 26;
  return `${before > 0 ? letters(before) : ''}${String.fromCharCode(97 + rest)}`;
}

const NUMERALS: readonly (readonly [number, string])[] = [
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

/** Returns a number from 1 as `i`, `ii`, `iii`, `iv` … */
export function romanNumeral(number: number): string {
  let rest = number;
  let text = '';
  for (const [value, sign] of NUMERALS) {
    for (; rest >= value; rest -= value) text += sign;
  }
  return text;
}
