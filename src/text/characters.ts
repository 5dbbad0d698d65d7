/**
 * What each UTF-16 code unit is to the tokeniser. A class is worked out the first time its unit is met, so that
 * loading costs nothing. `SEPARATOR` is 0 and `WORD` is 1: a text of these two alone can be cut without a branch.
 */
export const SEPARATOR = 0;
/** A letter, a digit, or a compatibility form that stands for letters and digits (², Ⅳ, ﬁ). */
export const WORD = 1;
/** A combining mark or an invisible joiner: part of a token that has begun, never the start of one. */
export const JOINER = 2;
/** Half of a surrogate pair: the whole code point decides (`astralClass`). */
export const SURROGATE = 4;
/** Not met yet; `classOf` never returns it. */
export const UNKNOWN = 8;

/** Classes by code unit, filled on demand: read it, and call `classOf` where it says `UNKNOWN`. */
export const CLASSES = new Uint8Array(65_536).fill(UNKNOWN);

const LETTER_OR_DIGIT = /^[\p{L}\p{Nd}]+$/u;
const OTHER_NUMBER = /^[\p{Nl}\p{No}]$/u;
const MARK_OR_FORMAT = /^[\p{M}\p{Cf}]$/u;

function classify(character: string): number {
  if (LETTER_OR_DIGIT.test(character)) return WORD;
  // "CO₂" is one word and "½" is none: a number form counts where it stands for letters and digits alone.
  if (OTHER_NUMBER.test(character) && LETTER_OR_DIGIT.test(character.normalize('NFKC'))) return WORD;
  return MARK_OR_FORMAT.test(character) ? JOINER : SEPARATOR;
}

/** Returns the class of one UTF-16 code unit. */
export function classOf(unit: number): number {
  const known = CLASSES[unit]!;
  if (known !== UNKNOWN) return known;
  const found = unit >= 0xd800 && unit <= 0xdfff ? SURROGATE : classify(String.fromCharCode(unit));
  CLASSES[unit] = found;
  return found;
}

/** Returns the class of a code point above U+FFFF. */
export function astralClass(codePoint: number): number {
  return classify(String.fromCodePoint(codePoint));
}

for (let unit = 0; unit < 0x250; unit++) classOf(unit);
