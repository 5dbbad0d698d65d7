import type { PortionedText } from './rendered-text.ts';
import { joinBlocks, type TextBlock } from './text-blocks.ts';

const PARAGRAPH = 'paragraph';
const ESCAPED = /\\([!-/:-@[-`{-~])/g;
const CODE_SPAN = /(?<!`)(`{1,8})(?!`)([^`]+)\1(?!`)/g;
const PUNCTUATION = /[!-/:-@[-`{-~]/g;
// Where protected punctuation waits: noncharacters and private characters that no text uses.
const SHELF = 0x10ff00;
const ON_SHELF = /[\u{10ff21}-\u{10ff7e}]/gu;
const IMAGE = /!\[([^[\]]*)\]\([^()]*(?:\([^()]*\)[^()]*)?\)/g;
const LINK = /\[([^[\]]*)\]\([^()]*(?:\([^()]*\)[^()]*)?\)/g;
const REFERENCE = /!?\[([^[\]]+)\]\[[^[\]]*\]/g;
const FOOTNOTE_MARK = /\[\^[^[\]\s]+\]/g;
const AUTOLINK = /<((?:https?:\/\/|mailto:)[^<>\s]+)>/g;
const TAG = /<\/?[a-z][^<>]*>/gi;
const STARS = /(\*{1,3})(?=[^\s*])([^*]*[^\s*])\1/g;
const LOWLINES = /(?<![\p{L}\p{N}_])(_{1,3})(?=[^\s_])([^_]*[^\s_])\1(?![\p{L}\p{N}_])/gu;
const STRUCK = /~~(?=[^\s~])([^~]*[^\s~])~~/g;

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const HEADING = /^ {0,3}#{1,6}(?:\s+(.*))?$/;
const UNDERLINE = /^ {0,3}(?:=+|-{2,})$/;
const RULE = /^(?:\*{3,}|-{3,}|_{3,})$/;
const DEFINITION = /^ {0,3}\[(?!\^)[^[\]]+\]:\s*\S/;
const FOOTNOTE = /^ {0,3}\[\^[^[\]\s]+\]:\s*/;
const QUOTE = /^\s{0,3}>\s?/;
const ITEM = /^\s*(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?/;
/** The text of Markdown without its markup, its portions, and its first heading. */
export interface MarkdownText extends PortionedText {
  readonly heading: string;
}

/** Cuts out `<!-- -->`; a comment without an end is text. */
function withoutComments(source: string): string {
  const parts: string[] = [];
  let at = 0;
  for (;;) {
    const start = source.indexOf('<!--', at);
    const end = start < 0 ? -1 : source.indexOf('-->', start + 4);
    if (end < 0) break;
    parts.push(source.slice(at, start));
    at = end + 3;
  }
  return parts.join('') + source.slice(at);
}

function shelved(text: string): string {
  return text.replace(PUNCTUATION, (mark) => String.fromCodePoint(SHELF + mark.charCodeAt(0)));
}

function unshelved(text: string): string {
  return text.replace(ON_SHELF, (mark) => String.fromCharCode(mark.codePointAt(0)! - SHELF));
}

/** Removes the markup inside a paragraph. Every pattern is linear in the length of the paragraph. */
function inlineText(source: string): string {
  let text = source
    .replace(ESCAPED, (_, mark: string) => shelved(mark))
    .replace(CODE_SPAN, (_, _ticks: string, code: string) => shelved(code.trim()))
    .replace(AUTOLINK, (_, address: string) => shelved(address))
    .replace(IMAGE, '$1')
    .replace(LINK, '$1')
    .replace(REFERENCE, '$1')
    .replace(FOOTNOTE_MARK, '')
    .replace(TAG, '')
    .replace(STRUCK, '$1');
  // Emphasis inside emphasis takes a round for each level.
  for (let round = 0; round < 2; round++) text = text.replace(STARS, '$2').replace(LOWLINES, '$2');
  return unshelved(text).trim();
}

/** A heading may end as it began: "## Title ##". */
function withoutClosingMarks(heading: string): string {
  let end = heading.length;
  while (end > 0 && heading[end - 1] === '#') end--;
  return end === 0 || /\s/.test(heading[end - 1]!) ? heading.slice(0, end).trimEnd() : heading;
}

/** A line across the page, or the line below the heads of a table. */
function isRule(line: string): boolean {
  if (RULE.test(line.replace(/\s+/g, ''))) return true;
  return /^[\s:|-]+$/.test(line) && line.includes('-') && line.includes('|');
}

/** Goes through the lines and gathers blocks: a heading, a list item, a row, a run of lines. */
class BlockReader {
  readonly #blocks: TextBlock[] = [];
  #lines: string[] = [];
  #fence = '';
  /** What the lines that are gathered are. */
  #kind = PARAGRAPH;
  heading = '';

  /** The text so far, with its portions. */
  get parts(): PortionedText {
    this.#flush();
    return joinBlocks(this.#blocks.filter(({ text }) => text !== ''));
  }

  read(line: string): void {
    const fence = FENCE.exec(line)?.[1];
    if (this.#fence !== '') this.#readCode(line, fence);
    else if (fence !== undefined) {
      this.#flush();
      this.#fence = fence;
    } else {
      const isQuote = QUOTE.test(line);
      // A quotation begins and ends with its signs, but for a paragraph in it that runs on without.
      if (isQuote && this.#kind !== 'quote') this.#flush();
      if (isQuote) this.#kind = 'quote';
      this.#readProse(line.trimEnd().replace(QUOTE, '').replace(QUOTE, ''));
    }
  }

  #readCode(line: string, fence: string | undefined): void {
    if (!fence?.startsWith(this.#fence)) {
      this.#lines.push(line);
      return;
    }
    this.#blocks.push({ kind: 'code', text: this.#lines.join('\n').trimEnd() });
    this.#lines = [];
    this.#fence = '';
  }

  #readProse(line: string): void {
    const heading = HEADING.exec(line);
    if (heading) {
      this.#flush();
      this.#pushHeading(withoutClosingMarks(heading[1] ?? ''));
    } else if (UNDERLINE.test(line) && this.#lines.length > 0) this.#underline();
    else if (line.trim() === '' || isRule(line)) this.#flush();
    else if (DEFINITION.test(line) && this.#lines.length === 0) this.#flush();
    else this.#readLine(line.replace(FOOTNOTE, ''));
  }

  #readLine(line: string): void {
    const trimmed = line.trim();
    if (trimmed.startsWith('|') && trimmed.endsWith('|') && trimmed.length > 1) {
      this.#flush();
      const cells = trimmed.slice(1, -1).split('|');
      this.#blocks.push({ kind: 'table', text: cells.map((cell) => inlineText(cell.trim())).join('\t') });
      return;
    }
    if (ITEM.test(line)) {
      this.#flush();
      this.#kind = 'list-item';
    }
    this.#lines.push(line.replace(ITEM, '').trim());
  }

  #underline(): void {
    const title = this.#lines.pop()!;
    this.#flush();
    this.#pushHeading(title);
  }

  #pushHeading(source: string): void {
    const text = inlineText(source);
    if (this.heading === '') this.heading = text;
    this.#blocks.push({ kind: 'heading', text });
  }

  #flush(): void {
    if (this.#lines.length > 0) {
      const source = this.#lines.join('\n');
      const isProse = this.#fence === '';
      this.#blocks.push({ kind: isProse ? this.#kind : 'code', text: isProse ? inlineText(source) : source.trimEnd() });
    }
    this.#lines = [];
    this.#kind = PARAGRAPH;
  }
}

/** Returns the text of Markdown: paragraphs, headings, list items and rows stand apart by blank lines; code stays as it is. */
export function markdownText(source: string): MarkdownText {
  const reader = new BlockReader();
  for (const line of withoutComments(source).split('\n')) reader.read(line);
  const parts = reader.parts;
  return { heading: reader.heading, ...parts };
}
