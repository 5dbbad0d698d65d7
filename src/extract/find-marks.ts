import type { Document, DocumentMark, DocumentPortion } from '../domain/document.ts';
import { readPortions } from '../markings/read-portions.ts';
import type { AnyScheme } from '../markings/scheme-set.ts';
import { standardSchemes } from '../markings/standard-schemes.ts';
import { mayBeBanner, mayBeMarked, outerLines } from './may-bear-marks.ts';

/** In this order: what is read by the first is not tried with the next. */
const SCHEMES: readonly AnyScheme[] = ['us-capco', 'tlp', 'desk'].map((id) => standardSchemes.scheme(id));
/** So much of a neighbour that its list letter is seen. */
const NEIGHBOUR = 80;
/** So much of a portion that its whole mark is seen. */
const BEGINNING = 5000;

/** Returns the banner that a line holds and nothing else, with its scheme; undefined where it is an ordinary line. */
export function bannerIn(line: string, where: string): DocumentMark | undefined {
  const mark = line.trim();
  if (!mayBeBanner(mark)) return undefined;
  const scheme = SCHEMES.find((one) => readPortions(mark, one).banners.length > 0);
  return scheme && { mark, scheme: scheme.id, where };
}

/** Returns the document with the marks of its portions, and with the banners on its first and last line. */
export function withMarks(document: Document): Document {
  const { title, text, portions, marks = [] } = document;
  const [first, last] = outerLines(text);
  const banners = [
    // A first line that is a banner may have been taken for the title.
    bannerIn(title, 'first-line') ?? bannerIn(first, 'first-line'),
    bannerIn(last, 'last-line'),
  ].filter((banner) => banner !== undefined);
  const all = [...marks, ...banners].filter((mark, at, list) => at === list.findIndex((one) => isSame(one, mark)));
  return {
    ...document,
    ...(portions && { portions: portions.map((portion, at) => ({ ...portion, mark: markAt(text, portions, at) })) }),
    ...(all.length > 0 && { marks: all }),
  };
}

function isSame(one: DocumentMark, other: DocumentMark): boolean {
  return one.mark === other.mark && one.scheme === other.scheme && one.where === other.where;
}

function markAt(text: string, portions: readonly DocumentPortion[], at: number): string | null {
  const { start, end, mark } = portions[at]!;
  const words = text.slice(start, Math.min(end, start + BEGINNING));
  if (mark !== null || !mayBeMarked(words)) return mark;
  // With its neighbours: “(C)” between “(B)” and “(D)” is the letter of a list. Alone it could be taken for a banner.
  const before = `${beginningOf(text, portions[at - 1])}\n\n`;
  const after = `\n\n${beginningOf(text, portions[at + 1])}`;
  for (const scheme of SCHEMES) {
    const read = readPortions(`${before}${words}${after}`, scheme).portions;
    const span = read.find(
      (portion) => portion.span.start <= before.length && portion.span.end > before.length,
    )?.markSpan;
    if (span) return words.slice(span.start - before.length, span.end - before.length);
  }
  return null;
}

function beginningOf(text: string, portion: DocumentPortion | undefined): string {
  const line = portion ? text.slice(portion.start, Math.min(portion.end, portion.start + NEIGHBOUR)).trim() : '';
  return line.split('\n')[0] || 'x';
}
