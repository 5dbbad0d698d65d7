import type { Document } from '../domain/document.ts';

/** Characters of the longest line that is taken for a banner. */
const LONGEST_BANNER = 300;
/** How a portion with a mark begins: with a bracket, or with a label that is written without. */
const OPENING = /^[\s*_]*(?:\\?[([（﹙［]|TLP\s*:)/i;

/** Returns the first and the last line of a text that hold anything. */
export function outerLines(text: string): readonly [first: string, last: string] {
  const trimmed = text.trim();
  const end = trimmed.indexOf('\n');
  return [end < 0 ? trimmed : trimmed.slice(0, end), trimmed.slice(trimmed.lastIndexOf('\n') + 1)];
}

/** Returns whether a line could be a banner: it is short, and has letters but no small ones. */
export function mayBeBanner(line: string): boolean {
  return line.length > 0 && line.length <= LONGEST_BANNER && line === line.toUpperCase() && /\p{Lu}{2}/u.test(line);
}

/** Returns whether the words of a portion could begin with a mark. */
export function mayBeMarked(words: string): boolean {
  return OPENING.test(words);
}

/** Returns whether anything in the document could be a mark. Most documents have none, and need no rules of markings. */
export function mayBearMarks({ title, text, portions = [] }: Document): boolean {
  if ([title.trim(), ...outerLines(text)].some(mayBeBanner)) return true;
  return portions.some(({ start }) => mayBeMarked(text.slice(start, start + 40)));
}
