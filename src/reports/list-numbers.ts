import { letters, romanNumeral } from '../domain/numerals.ts';
import type { ListSign } from './report.ts';

/** Kinds of signs; letters may turn out to be Roman numerals. */
type SignKind = 'bullet' | 'digits' | 'lower' | 'upper';

export function isBullet({ open, close }: ListSign): boolean {
  return open === '' && close === '';
}

/** Returns what two signs of one list have in common: `A.` and `B.`, but not `1.` or `(a)`. */
export function signFamily(sign: ListSign): string {
  const kind = kindOf(sign);
  return JSON.stringify([kind, sign.open, sign.close, kind === 'bullet' ? sign.label : '', sign.isRoman ?? false]);
}

/**
 * Whether the letters of a list are Roman numerals: by the first sign of the whole list. By those that a reader may see
 * it could not be told, and a lone “i.” would look like the ninth of a list.
 */
export function isRomanList([first]: readonly ListSign[]): boolean {
  return first !== undefined && /^(?:i|[ivx]{2,})$/i.test(first.label);
}

/** Returns the signs of one list counted from its beginning. */
export function countedAnew(signs: readonly ListSign[]): string[] {
  return signs.map((sign, index) => {
    const kind = kindOf(sign);
    if (kind === 'bullet') return sign.label;
    const number = index + 1;
    const lower = kind === 'digits' ? String(number) : sign.isRoman ? romanNumeral(number) : letters(number);
    return `${sign.open}${kind === 'upper' ? lower.toUpperCase() : lower}${sign.close}`;
  });
}

function kindOf(sign: ListSign): SignKind {
  if (isBullet(sign)) return 'bullet';
  if (/^\d/.test(sign.label)) return 'digits';
  return sign.label === sign.label.toLowerCase() ? 'lower' : 'upper';
}
