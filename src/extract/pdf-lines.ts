import type { DocumentMark } from '../domain/document.ts';

/** A piece of text as the PDF places it: the last two of `transform` are its left end and its baseline, in points. */
export interface PdfPiece {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
  /** Whether a line ends behind it. */
  readonly hasEOL: boolean;
}

/** A line of a page. Lengths are in points, `y` grows upwards. */
export interface PdfLine {
  readonly text: string;
  readonly page: number;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  /** Of its largest letters. */
  readonly size: number;
}

/** Size of a heading, in the usual size of the text. */
export const LARGE = 1.15;
/** Lines at the top and at the bottom of a page that may belong to every page. */
const OUTER = 2;
const LEAST_PAGES = 3;
/** Share of the pages on which a line stands that belongs to all of them; chapters have their own. */
const MOST_PAGES_SHARE = 0.5;
const PAGE_NUMBER = /^(?:page|p\.|seite)?[\s–—-]*\d{1,4}(?:\s*(?:\/|of|sur|von|de)\s*\d{1,4})?[\s–—-]*$/i;
// Letters that are printed as one, which the fonts of many files do not take apart.
const LIGATURES = /[\ufb00-\ufb06]/g;

/** Returns the lines of a page in the order in which the file has them, which is the order of reading in most. */
export function linesOfPage(pieces: readonly PdfPiece[], page: number): PdfLine[] {
  const lines: PdfLine[] = [];
  let line: PdfPiece[] = [];
  for (const piece of pieces) {
    line.push(piece);
    if (!piece.hasEOL) continue;
    lines.push(...lineOf(line, page));
    line = [];
  }
  lines.push(...lineOf(line, page));
  return lines;
}

function lineOf(pieces: readonly PdfPiece[], page: number): PdfLine[] {
  const text = pieces
    .map(({ str }) => str)
    .join('')
    .replace(LIGATURES, (ligature) => ligature.normalize('NFKC'))
    .replace(/[\s\0]+/g, ' ')
    .trim();
  const shown = pieces.filter(({ str }) => str.trim() !== '');
  if (text === '' || shown.length === 0) return [];
  const left = Math.min(...shown.map(({ transform }) => transform[4] ?? 0));
  const right = Math.max(...shown.map(({ transform, width }) => (transform[4] ?? 0) + width));
  const size = Math.max(...shown.map(({ height }) => height));
  return [{ text, page, left, right, y: shown[0]!.transform[5] ?? 0, size }];
}

/** The lines of a document without those that belong to its pages, and the marks among the latter. */
export interface PdfBody {
  readonly lines: readonly PdfLine[];
  readonly marks: readonly DocumentMark[];
}

/**
 * Takes out what is printed on each page: banners, running titles, page numbers. `bannerIn` says whether a line is a
 * banner, which counts on a single page too.
 */
export function withoutPageLines(
  lines: readonly PdfLine[],
  bannerIn: (line: string, where: string) => DocumentMark | undefined,
): PdfBody {
  const pages = new Map<number, PdfLine[]>();
  for (const line of lines) {
    const page = pages.get(line.page);
    if (page) page.push(line);
    else pages.set(line.page, [line]);
  }
  const outer = [...pages.values()].flatMap(outerLinesOf);
  const counts = new Map<string, number>();
  for (const { key } of outer) counts.set(key, (counts.get(key) ?? 0) + 1);
  const least = Math.max(LEAST_PAGES, pages.size * MOST_PAGES_SHARE);
  const usual = quantileOf(lines.map(({ size }) => size));
  const gone = new Set<PdfLine>();
  const marks = new Map<string, DocumentMark>();
  for (const { line, key, isTop } of outer) {
    const banner = bannerIn(line.text, isTop ? 'page-header' : 'page-footer');
    if (banner) marks.set(`${banner.where} ${banner.mark}`, banner);
    const isNumber = pages.size > 1 && PAGE_NUMBER.test(line.text);
    // The title on the first page is the running title of the others, in larger letters.
    const isTitle = line.page === 1 && line.size >= usual * LARGE;
    if (banner || isNumber || ((counts.get(key) ?? 0) >= least && !isTitle)) gone.add(line);
  }
  return { lines: lines.filter((line) => !gone.has(line)), marks: [...marks.values()] };
}

/** Returns the value below which that share of the values lies, the middle where none is said; 0 of none. */
export function quantileOf(values: readonly number[], share = 0.5): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length * share)] ?? 0;
}

function outerLinesOf(page: readonly PdfLine[]): { line: PdfLine; key: string; isTop: boolean }[] {
  const sorted = [...page].sort((one, other) => other.y - one.y);
  const top = sorted.slice(0, OUTER);
  const bottom = sorted.slice(Math.max(OUTER, sorted.length - OUTER));
  const keyed = (isTop: boolean) => (line: PdfLine) => {
    return { line, key: line.text.replace(/\d+/g, '#'), isTop };
  };
  return [...top.map(keyed(true)), ...bottom.map(keyed(false))];
}
