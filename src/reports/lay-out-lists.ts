import { countedAnew, signFamily } from './list-numbers.ts';
import type { CodeBlock, ListItem, ListSign, Paragraph, ReportBlock } from './report.ts';

/** Where a block of a cut stands: its column, and the sign before it where it is a list item. */
export interface Place {
  readonly column: number;
  readonly sign: string;
}

interface Entry {
  readonly sign: ListSign;
  readonly parent: Entry | undefined;
  /** Of the same column as the list that it stands below: 1. 2. under A., not indented. */
  readonly isFlush: boolean;
  printed: string;
}

interface OpenList {
  readonly indent: number;
  readonly family: string;
  readonly parent: Entry | undefined;
  readonly isFlush: boolean;
  readonly entries: Entry[];
}

type InsetBlock = ListItem | Paragraph | CodeBlock;

/**
 * Finds the lists among blocks that follow each other, counts each anew, and says where each block stands. It looks at
 * the blocks that are left only: an item whose parent went moves to where it would stand without that parent.
 */
export class ListLayout {
  readonly #lists: OpenList[] = [];
  readonly #placed: { readonly entry: Entry | undefined; readonly isItem: boolean }[] = [];
  #open: OpenList[] = [];
  #quotes = 0;

  /** Ends all lists: a heading or a table stands between. */
  end(): void {
    this.#open = [];
  }

  add(block: InsetBlock): void {
    if (block.quotes !== this.#quotes) this.end();
    this.#quotes = block.quotes;
    if (block.kind === 'item') this.#placed.push({ entry: this.#item(block), isItem: true });
    else {
      this.#open = this.#open.filter(({ indent }) => indent < block.indent);
      this.#placed.push({ entry: this.#open.at(-1)?.entries.at(-1), isItem: false });
    }
  }

  #item({ indent, sign }: ListItem): Entry {
    const family = signFamily(sign);
    const same = this.#open.findIndex((list) => list.indent === indent && list.family === family);
    if (same >= 0) this.#open.length = same + 1;
    else this.#begin(indent, family);
    const list = this.#open.at(-1)!;
    const entry = { sign, parent: list.parent, isFlush: list.isFlush, printed: '' };
    list.entries.push(entry);
    return entry;
  }

  #begin(indent: number, family: string): void {
    this.#open = this.#open.filter((list) => list.indent <= indent);
    const above = this.#open.at(-1);
    const list = { indent, family, parent: above?.entries.at(-1), isFlush: above?.indent === indent, entries: [] };
    this.#open.push(list);
    this.#lists.push(list);
  }

  /** The signs of each list. */
  get lists(): readonly (readonly ListSign[])[] {
    return this.#lists.map(({ entries }) => entries.map(({ sign }) => sign));
  }

  /** Returns the place of each block, in the order in which they were added. */
  places(): Place[] {
    for (const { entries } of this.#lists) {
      const signs = countedAnew(entries.map(({ sign }) => sign));
      entries.forEach((entry, index) => {
        entry.printed = signs[index]!;
      });
    }
    return this.#placed.map(({ entry, isItem }) => {
      if (!entry) return { column: 0, sign: '' };
      return isItem ? { column: columnOf(entry), sign: entry.printed } : { column: behind(entry), sign: '' };
    });
  }
}

/** Finds the lists among all blocks of a report, or of what is left of it. */
export function listsAmong(blocks: readonly ReportBlock[]): ListLayout {
  const layout = new ListLayout();
  for (const block of blocks) {
    if (isInset(block)) layout.add(block);
    else if (block.kind !== 'footnote') layout.end();
  }
  return layout;
}

export function isInset(block: ReportBlock): block is InsetBlock {
  return block.kind === 'item' || block.kind === 'paragraph' || block.kind === 'code';
}

function columnOf({ parent, isFlush }: Entry): number {
  if (!parent) return 0;
  return isFlush ? columnOf(parent) : behind(parent);
}

function behind(entry: Entry): number {
  return columnOf(entry) + entry.printed.length + 1;
}
