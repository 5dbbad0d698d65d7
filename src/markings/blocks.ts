import type { Span } from './finding.ts';

/** What a block of a text is. */
export type BlockKind = 'heading' | 'paragraph' | 'list-item' | 'quote' | 'cell' | 'code';

/** A part of a text that may carry a mark of its own, without its list letter or heading sign. */
export interface Block {
  readonly kind: BlockKind;
  /** The whole block, and its words behind `# `, `A. `, `- ` or `> `. */
  readonly span: Span;
  readonly body: Span;
  /** What stands before the words: a list letter or sign; empty where nothing does. */
  readonly lead: string;
}

/** List letters and numbers, bullets, heading and quotation signs, and emphasis that opens before a mark. */
const LEAD =
  /^[\s\u200b-\u200f\ufeff]*(?:(?:#{1,6}|>+|[-*+•◦▪·–—]|o(?=\t)|\d{1,3}(?:\.\d{1,3}){1,5}\.?|(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})[.)]|\((?:\d{1,3}|[a-z]|[ivx]{1,4})\)|\[\^[^\]\s]{1,32}\]:)[\s\u200b-\u200f\ufeff]+|<\/?[a-zA-Z][^<>\n]{0,80}>(?!\s))*(?:\*{1,3}|_{1,3})?/;
const LINE_END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const TABLE = /^[ \t]*\|.*\|[ \t]*$/;
/** The last bar is written as a sign: then this is no row of a table. */
const ESCAPED_END = /\\\|[ \t]*$/;
const TABLE_RULE = /^[ \t]*\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*$/;

interface Line {
  readonly text: string;
  readonly start: number;
}

/**
 * Cuts a text, Markdown or plain, into blocks: paragraphs at empty lines, and each heading, list item, quotation and
 * table cell by itself. `opens` says whether a line begins with a mark, which begins a block too.
 */
export function cutBlocks(text: string, opens: (line: string) => boolean): Block[] {
  const cutter = new Cutter(text, opens);
  let start = 0;
  for (const match of text.matchAll(LINE_END)) {
    cutter.take({ text: text.slice(start, match.index), start });
    start = match.index + match[0].length;
  }
  cutter.take({ text: text.slice(start), start });
  cutter.close();
  return cutter.blocks;
}

class Cutter {
  readonly blocks: Block[] = [];
  readonly #text: string;
  readonly #opens: (line: string) => boolean;
  #open: { kind: BlockKind; start: number; end: number; lead: string } | undefined;
  #fence: string | undefined;

  constructor(text: string, opens: (line: string) => boolean) {
    this.#text = text;
    this.#opens = opens;
  }

  take(line: Line): void {
    const fence = FENCE.exec(line.text)?.[1];
    if (this.#fence !== undefined) {
      this.#extend(line);
      if (fence?.startsWith(this.#fence)) this.#endFence();
      return;
    }
    if (fence !== undefined) {
      this.close();
      this.#fence = fence;
      this.#begin('code', line, '');
      return;
    }
    if (line.text.trim() === '') {
      this.close();
      return;
    }
    if (TABLE.test(line.text) && !ESCAPED_END.test(line.text)) {
      this.close();
      if (!TABLE_RULE.test(line.text)) this.#cells(line);
      return;
    }
    this.#prose(line);
  }

  #endFence(): void {
    this.#fence = undefined;
    this.close();
  }

  #prose(line: Line): void {
    const lead = LEAD.exec(line.text)?.[0] ?? '';
    const kind = kindOf(lead);
    const begins =
      !this.#open || kind === 'heading' || kind === 'list-item' || (kind === 'quote') !== (this.#open.kind === 'quote');
    if (begins || this.#opens(line.text.slice(lead.length))) {
      this.close();
      this.#begin(kind, line, lead);
      if (kind === 'heading') this.close();
    } else {
      this.#extend(line);
    }
  }

  #cells({ text, start }: Line): void {
    for (const match of text.matchAll(/(?<=\|)(?:[^|\\]|\\.)+(?=\|)/g)) {
      const from = start + match.index;
      const lead = /^[ \t]*(?:\*{1,3}|_{1,3})?/.exec(match[0])?.[0] ?? '';
      const words = match[0].trimEnd();
      if (words.trim() === '') continue;
      const span = { start: from, end: from + match[0].length };
      this.blocks.push({ kind: 'cell', span, body: { start: from + lead.length, end: from + words.length }, lead: '' });
    }
  }

  #begin(kind: BlockKind, { text, start }: Line, lead: string): void {
    this.#open = { kind, start, end: start + text.length, lead };
  }

  #extend({ text, start }: Line): void {
    if (this.#open) this.#open.end = start + text.length;
  }

  close(): void {
    const open = this.#open;
    this.#open = undefined;
    if (!open) return;
    const words = this.#text.slice(open.start, open.end).trimEnd();
    const end = open.start + words.length;
    const body = { start: Math.min(open.start + open.lead.length, end), end };
    this.blocks.push({ kind: open.kind, span: { start: open.start, end }, body, lead: open.lead });
  }
}

function kindOf(lead: string): BlockKind {
  if (/^[ \t]*#/.test(lead)) return 'heading';
  if (/^[ \t]*>/.test(lead)) return 'quote';
  return /[^\s*_]|^[ \t]*[*][ \t]/.test(lead) ? 'list-item' : 'paragraph';
}
