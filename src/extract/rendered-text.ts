import type { DocumentPortion } from '../domain/document.ts';
import {
  childrenOf,
  elementsIn,
  isElement,
  isText,
  type MarkupElement,
  type MarkupNode,
  nameOf,
} from './markup-tree.ts';
import { isTabular } from './tabular.ts';

const DROPPED = new Set(
  'script style title noscript template nav iframe object embed svg math canvas audio video button select datalist input textarea head dialog'.split(
    ' ',
  ),
);
const INLINE = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark meter output picture progress q rp rt ruby s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
const SPACE = /[ \t\n\f\r]+/g;
const NONE = 0;
const BLANK = 1;
const LINE = 2;
const PARAGRAPH = 3;
const BREAKS = ['', ' ', '\n', '\n\n'];

/** What elements of a page are as portions; what is in none of them is a paragraph. */
const KINDS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((name) => [name, 'heading'])),
  li: 'list-item',
  dt: 'list-item',
  dd: 'list-item',
  blockquote: 'quote',
  caption: 'caption',
  figcaption: 'caption',
  pre: 'code',
};

/** A text and its portions. */
export interface PortionedText {
  readonly text: string;
  readonly portions: readonly DocumentPortion[];
}

/** Collects words and breaks: breaks next to one another count once, the strongest. A paragraph break begins a portion. */
export class TextBuilder implements PortionedText {
  /** What the portion is that is begun next. */
  kind = 'paragraph';
  readonly #portions: { kind: string; mark: null; start: number; end: number }[] = [];
  #length = 0;
  #parts: string[] = [];
  #pending = NONE;
  #held = false;

  /** Whether the next words stay in the line of the last ones. */
  get holdsLine(): boolean {
    return this.#held;
  }

  get text(): string {
    return this.#parts.join('');
  }

  /** The portions of the text so far. */
  get portions(): readonly DocumentPortion[] {
    return this.#portions;
  }

  write(words: string): void {
    if (words === '') return;
    const gap = this.#length > 0 ? BREAKS[this.#pending]! : '';
    this.#parts.push(gap, words);
    const start = this.#length + gap.length;
    this.#length = start + words.length;
    if (start === 0 || this.#pending === PARAGRAPH) this.#portions.push({ kind: this.kind, mark: null, start, end: 0 });
    this.#portions.at(-1)!.end = this.#length;
    this.#pending = NONE;
    this.#held = false;
  }

  /** Keeps the next words in the line of the last ones, whatever breaks come between. */
  holdLine(): void {
    this.#pending = BLANK;
    this.#held = true;
  }

  space(): void {
    this.#pending = Math.max(this.#pending, BLANK);
  }

  /** Begins a line; asked for twice, it is still one. */
  newLine(): void {
    this.#pending = Math.max(this.#pending, LINE);
  }

  /** A second line break in a row leaves a line empty, and so begins a paragraph. */
  line(): void {
    this.#pending = this.#pending >= LINE ? PARAGRAPH : LINE;
  }

  paragraph(): void {
    this.#pending = PARAGRAPH;
  }

  /** Writes text in which white space counts once. */
  flow(text: string): void {
    const words = text.replace(SPACE, ' ');
    if (words.startsWith(' ')) this.space();
    this.write(words.replace(/^ | $/g, ''));
    if (words.length > 1 && words.endsWith(' ')) this.space();
  }
}

function isHidden(element: MarkupElement): boolean {
  if (element.getAttribute('hidden') !== null || element.getAttribute('aria-hidden') === 'true') return true;
  return /display\s*:\s*none/i.test(element.getAttribute('style') ?? '');
}

function renderElement(element: MarkupElement, into: TextBuilder, omit: ReadonlySet<MarkupNode>): void {
  const name = nameOf(element);
  if (omit.has(element) || DROPPED.has(name) || isHidden(element)) return;
  const outer = into.kind;
  into.kind = KINDS[name] ?? outer;
  if (name === 'br') into.line();
  else if (name === 'pre') {
    into.paragraph();
    into.write((element.textContent ?? '').replace(/^\s*\n/, '').trimEnd());
    into.paragraph();
  } else if (name === 'table' && isTabular(element)) renderTable(element, into, omit);
  else renderChildren(element, name, into, omit);
  into.kind = outer;
}

function renderChildren(element: MarkupElement, name: string, into: TextBuilder, omit: ReadonlySet<MarkupNode>): void {
  const block = !INLINE.has(name) && !name.includes('-');
  const cell = name === 'td' || name === 'th';
  if (cell) into.space();
  else if (block) into.paragraph();
  for (const child of childrenOf(element)) {
    if (isElement(child)) renderElement(child, into, omit);
    else if (isText(child)) into.flow(child.textContent ?? '');
  }
  if (cell) into.space();
  else if (block) into.paragraph();
}

/** Writes a table as one portion: a line for each row, its cells apart by tabs; the caption stands before it. */
function renderTable(table: MarkupElement, into: TextBuilder, omit: ReadonlySet<MarkupNode>): void {
  for (const caption of table.querySelectorAll('caption')) renderElement(caption, into, omit);
  const rows: string[] = [];
  for (const row of table.querySelectorAll('tr')) {
    if (omit.has(row) || isHidden(row)) continue;
    const cells = elementsIn(row).map((cell) => shownLine(cell, omit));
    if (cells.some((cell) => cell !== '')) rows.push(cells.join('\t').trimEnd());
  }
  into.paragraph();
  into.kind = 'table';
  into.write(rows.join('\n'));
  into.paragraph();
}

/**
 * Returns the text of an HTML element as a reader sees it, with its portions: every block is a paragraph after a blank
 * line, `br` a line break, a table of data has a line for each row with tabs between the cells; scripts, navigation,
 * forms and what is hidden are left out, as are the elements in `omit`. The depth of the tree is bounded by the parser.
 */
export function renderedParts(element: MarkupElement, omit: ReadonlySet<MarkupNode> = new Set()): PortionedText {
  const into = new TextBuilder();
  renderElement(element, into, omit);
  return { text: into.text, portions: into.portions };
}

/** Returns the text that `renderedParts` returns. */
export function renderedText(element: MarkupElement, omit: ReadonlySet<MarkupNode> = new Set()): string {
  return renderedParts(element, omit).text;
}

/** Returns the text that `renderedText` returns, in one line. */
export function shownLine(element: MarkupElement, omit?: ReadonlySet<MarkupNode>): string {
  return renderedText(element, omit).replace(/\s+/g, ' ').trim();
}
