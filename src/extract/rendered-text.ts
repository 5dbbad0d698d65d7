import { childrenOf, isElement, isText, type MarkupElement, type MarkupNode, nameOf } from './markup-tree.ts';

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

/** Collects words and breaks: breaks next to one another count once, the strongest. */
export class TextBuilder {
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

  write(words: string): void {
    if (words === '') return;
    if (this.#parts.length > 0) this.#parts.push(BREAKS[this.#pending]!);
    this.#parts.push(words);
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
  if (name === 'br') into.line();
  else if (name === 'pre') {
    into.paragraph();
    into.write((element.textContent ?? '').replace(/^\s*\n/, '').trimEnd());
    into.paragraph();
  } else renderChildren(element, name, into, omit);
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

/**
 * Returns the text of an HTML element as a reader sees it: every block is a paragraph after a blank line, `br` a line
 * break, the cells of a row stand in one line; scripts, navigation, forms and what is hidden are left out, as are the
 * elements in `omit`. The depth of the tree is bounded by the parser.
 */
export function renderedText(element: MarkupElement, omit: ReadonlySet<MarkupNode> = new Set()): string {
  const into = new TextBuilder();
  renderElement(element, into, omit);
  return into.text;
}
