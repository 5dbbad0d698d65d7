import { LARGE, type PdfLine, quantileOf } from './pdf-lines.ts';
import type { TextBlock } from './text-blocks.ts';

/** Spaces between lines, in the usual space of the text, from which on a new paragraph begins. */
const WIDE = 1.3;
const LONGEST_HEADING = 200;
/** Share of the width of a page at which a line ends that is not full. */
const FULL = 0.85;
/** Indentation of the first line of a paragraph, in sizes of its letters. */
const INDENT = 0.8;
const BULLET = /^(?:[•◦▪‣●○■–—*]|-(?=\s)|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\)?(?=\s))/;
const MARKED = /^[([][A-Z][A-Z/, -]*[)\]]/;
const ENDS_SENTENCE = /[.!?:;…]["»”’)\]]*$/;
const HYPHEN = /(\p{L}+)[-\u2010]$/u;
const SOFT_HYPHEN = '\u00ad';

/** A part of the text of a PDF file. */
export interface PdfBlock extends TextBlock {
  readonly page: number;
  /** Of its letters, in points. */
  readonly size: number;
}

/** Returns the paragraphs, headings and list items that lines come to, put together where they were only broken. */
export function paragraphsOf(lines: readonly PdfLine[]): PdfBlock[] {
  if (lines.length === 0) return [];
  const usual = usualOf(lines);
  const words = new Set(lines.flatMap(({ text }) => text.toLowerCase().match(/\p{L}+(?:[-\u2010]\p{L}+)*/gu) ?? []));
  const blocks: PdfBlock[] = [];
  let open: PdfLine[] = [];
  const close = () => {
    const [first] = open;
    if (first) {
      blocks.push({ kind: kindOf(open, usual), text: joined(open, words), page: first.page, size: first.size });
    }
    open = [];
  };
  for (const line of lines) {
    const last = open.at(-1);
    if (last && begins(line, last, open, usual)) close();
    open.push(line);
  }
  close();
  return blocks;
}

interface Usual {
  readonly size: number;
  /** From one baseline to the next. */
  readonly space: number;
  readonly right: number;
  readonly width: number;
}

function usualOf(lines: readonly PdfLine[]): Usual {
  const spaces = lines.flatMap((line, at) => {
    const before = lines[at - 1];
    const space = before?.page === line.page ? before.y - line.y : 0;
    return space > 0 ? [space] : [];
  });
  const size = quantileOf(lines.map((line) => line.size));
  // Where most of the longest lines end.
  const right = quantileOf(
    lines.map((line) => line.right),
    0.9,
  );
  return {
    size,
    // Twice the size is as far apart as the lines of one text are ever set.
    space: quantileOf(spaces.filter((space) => space < size * 3)) || size * 1.2,
    right,
    width: right - Math.min(...lines.slice(0, 5000).map(({ left }) => left)),
  };
}

/** Whether `line` begins a part of its own behind `last`, which is the last line of `open`. */
function begins(line: PdfLine, last: PdfLine, open: readonly PdfLine[], usual: Usual): boolean {
  if (BULLET.test(line.text) || MARKED.test(line.text)) return true;
  if (Math.abs(line.size - last.size) > usual.size * (LARGE - 1)) return true;
  const isFull = last.right >= usual.right - usual.width * (1 - FULL);
  const isEnd = ENDS_SENTENCE.test(last.text);
  if (line.page !== last.page || line.y > last.y) {
    // On the next page or in the next column only a sentence that goes on goes on.
    return isEnd || !/^\p{Ll}/u.test(line.text);
  }
  if (last.y - line.y > usual.space * WIDE) return true;
  const isIndented = line.left > last.left + line.size * INDENT && open.length > 1;
  return isEnd && (!isFull || isIndented);
}

function kindOf(lines: readonly PdfLine[], usual: Usual): string {
  const length = lines.reduce((sum, { text }) => sum + text.length, 0);
  if (lines[0]!.size >= usual.size * LARGE && length <= LONGEST_HEADING) return 'heading';
  return BULLET.test(lines[0]!.text) ? 'list-item' : 'paragraph';
}

function joined(lines: readonly PdfLine[], words: ReadonlySet<string>): string {
  let text = '';
  for (const line of lines) text = text === '' ? line.text : joinedTo(text, line.text, words);
  return text.replaceAll(SOFT_HYPHEN, '');
}

/** A word that was parted at the end of its line loses its hyphen, unless it is written with one. */
function joinedTo(text: string, next: string, words: ReadonlySet<string>): string {
  if (text.endsWith(SOFT_HYPHEN)) return text.slice(0, -1) + next;
  const head = HYPHEN.exec(text)?.[1];
  const tail = /^\p{L}+/u.exec(next)?.[0];
  if (head === undefined || tail === undefined) return /[-\u2010/]$/.test(text) ? text + next : `${text} ${next}`;
  const [one, other] = [head.toLowerCase(), tail.toLowerCase()];
  const keepsHyphen = !/^\p{Ll}/u.test(tail) || (words.has(`${one}-${other}`) && !words.has(one + other));
  return keepsHyphen ? text + next : text.slice(0, -1) + next;
}
