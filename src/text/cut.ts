import { astralClass, CLASSES, classOf, JOINER, SEPARATOR, SURROGATE, UNKNOWN, WORD } from './characters.ts';

/**
 * Returns the class of the character at `index` and writes nothing: WORD, JOINER or SEPARATOR.
 * A surrogate pair is judged as a whole, at its first half and at its second half alike.
 */
export function characterClass(text: string, index: number): number {
  const unit = text.charCodeAt(index);
  const known = CLASSES[unit]!;
  const found = known === UNKNOWN ? classOf(unit) : known;
  if (found !== SURROGATE) return found;
  const first = unit >= 0xdc00 ? index - 1 : index;
  const codePoint = first >= 0 ? (text.codePointAt(first) ?? 0) : 0;
  return codePoint > 0xffff ? astralClass(codePoint) : SEPARATOR;
}

/**
 * Cuts `text` into tokens and calls `visit` with the span of each, in order.
 * A token is a maximal run of letters and digits; combining marks and invisible joiners (soft hyphen,
 * zero-width joiner) belong to the token they follow; apostrophes and hyphens separate.
 */
export function cut(text: string, visit: (start: number, end: number) => void): void {
  const length = text.length;
  let start = -1;
  for (let index = 0; index < length; index++) {
    const found = characterClass(text, index);
    if (found === WORD) {
      if (start < 0) start = index;
    } else if (found !== JOINER && start >= 0) {
      visit(start, index);
      start = -1;
    }
  }
  if (start >= 0) visit(start, length);
}

/** Returns the tokens of `text` as they stand in it. */
export function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  cut(text, (start, end) => tokens.push(text.slice(start, end)));
  return tokens;
}
