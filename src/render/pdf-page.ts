import type { IssuedCopy } from '../domain/copy.ts';
import { linesOnPaper } from './copy-style.ts';
import {
  type CopyView,
  type ViewBlock,
  type ViewInline,
  type ViewList,
  type ViewMarked,
  viewCopy,
} from './copy-view.ts';

/** Words of a page, or the break of a line. */
export interface PdfRun {
  readonly text: string;
  readonly isStrong: boolean;
  readonly isEmphasis: boolean;
  /** An address, or the name of a place of the page. */
  readonly link?: string;
  readonly target?: string;
  /** Instead of words: the end of a line, or of a paragraph. */
  readonly ends?: 'line' | 'paragraph';
}

interface PdfMarked {
  readonly mark: string;
  readonly runs: readonly PdfRun[];
  readonly about: string;
}

export type PdfBlock =
  | ({ readonly kind: 'heading'; readonly level: number; readonly number: string; readonly target: string } & PdfMarked)
  | ({ readonly kind: 'paragraph' | 'quote' } & PdfMarked)
  | ({ readonly kind: 'item'; readonly depth: number; readonly sign: string } & PdfMarked)
  | ({
      readonly kind: 'table';
      readonly name: string;
      readonly target: string;
      readonly columns: number;
      /** Whether it has more columns than fit on the width of a page. */
      readonly isWide: boolean;
      readonly header: readonly (readonly PdfRun[])[];
      readonly rows: readonly { readonly mark: string; readonly cells: readonly (readonly PdfRun[])[] }[];
    } & PdfMarked);

/** What the template of `pdf-template.ts` makes pages of: plain values, of which it takes every text as text. */
export interface PdfPage {
  readonly language: string;
  /** Of the properties of the document. */
  readonly documentName: string;
  readonly head: readonly string[];
  /** How many lines it takes, at most: the margins leave room for them. */
  readonly headLines: number;
  readonly warning: string;
  readonly titleMark: string;
  readonly title: string;
  readonly released: string;
  readonly colon: string;
  readonly cut: string;
  readonly unshown: string;
  readonly blocks: readonly PdfBlock[];
  readonly sourcesName: string;
  readonly sources: readonly {
    readonly target: string;
    readonly sign: string;
    readonly mark: string;
    readonly title: string;
    readonly details: string;
    readonly quotation: readonly PdfRun[];
    readonly address: string;
    /** Where the address leads; empty where it cannot be followed. */
    readonly link: string;
    readonly grade: string;
    /** Whether it fits on a page, and is kept together. */
    readonly isShort: boolean;
  }[];
}

/** Signs of a source that is not parted by the end of a page. */
const LONGEST_TOGETHER = 2_500;

export function pageOf(issued: IssuedCopy): PdfPage {
  return withTexts(plainPageOf(issued), (text) => breakable(text));
}

/** Letters behind which a long word may be broken. */
const PIECE = 12;
/** In a table: letters of small type on the width of a page, shared out among its columns. */
const ACROSS = 90;
const MOST_COLUMNS = 10;

/** Returns the text with places inside its long words where a line may end: what ran over the edge would be lost. */
function breakable(text: string, piece = PIECE, longest = 2 * PIECE): string {
  return text.replace(/[^\s\u200b]+/gu, (word) => {
    if (word.length <= longest) return word;
    return word.match(new RegExp(`(?:\\P{M}\\p{M}*|\\p{M}+){1,${piece}}`, 'gu'))!.join('\u200b');
  });
}

function plainPageOf(issued: IssuedCopy): PdfPage {
  const view = viewCopy(issued);
  const { language, notice, banner, title, warning, released, cut, words } = view;
  const head = [notice, banner, ...(banner === undefined ? [] : [notice])].filter((line) => line !== undefined);
  return {
    language,
    documentName: [notice, title.text].filter((part) => part !== undefined).join(' · '),
    head,
    headLines: linesOnPaper(head),
    warning: warning ?? '',
    titleMark: title.mark ?? '',
    title: title.text,
    released,
    colon: words.colon,
    cut: cut ?? '',
    unshown: '',
    blocks: view.blocks.flatMap(blocksOf),
    sourcesName: words.sources,
    sources: sourcesOf(view),
  };
}

/** Returns the page with every text of it rewritten. */
export function withTexts(page: PdfPage, rewrite: (text: string) => string): PdfPage {
  return JSON.parse(JSON.stringify(page), (key, value: unknown) =>
    typeof value === 'string' && !AS_IT_IS.has(key) ? rewrite(value) : value,
  ) as PdfPage;
}

const AS_IT_IS: ReadonlySet<string> = new Set(['kind', 'target', 'link', 'language', 'documentName']);

function blocksOf(block: ViewBlock): PdfBlock[] {
  switch (block.kind) {
    case 'heading': {
      const { kind, level, number, target } = block;
      return [{ kind, level: Math.min(level, 4), number, target, ...marked(block) }];
    }
    case 'paragraph':
    case 'quote':
      return [{ kind: block.kind, ...marked(block) }];
    case 'list':
      return itemsOf(block, 0);
    case 'table': {
      const { kind, name, target, header, rows } = block;
      const columns = Math.max(header.length, ...rows.map(({ cells }) => cells.length), 1);
      const filled = (cells: readonly (readonly ViewInline[])[]): (readonly PdfRun[])[] =>
        Array.from({ length: columns }, (_, index) => runsOf(cells[index] ?? []).map(fitted));
      const piece = Math.max(4, Math.floor(ACROSS / columns));
      const fitted = (run: PdfRun): PdfRun => (isWide ? run : { ...run, text: breakable(run.text, piece, piece) });
      const isWide = columns > MOST_COLUMNS;
      const body = rows.map(({ mark, cells }) => ({ mark, cells: filled(cells) }));
      return [{ kind, name, target, columns, isWide, header: filled(header), rows: body, ...marked(block) }];
    }
  }
}

function itemsOf({ items }: ViewList, depth: number): PdfBlock[] {
  return items.flatMap((item) => [
    { kind: 'item', depth, sign: item.sign, ...marked(item) },
    ...item.lists.flatMap((list) => itemsOf(list, depth + 1)),
  ]);
}

function marked({ mark, content, about }: ViewMarked): PdfMarked {
  return { mark, runs: runsOf(content), about: about.join(' ') };
}

function runsOf(inlines: readonly ViewInline[]): PdfRun[] {
  return inlines.flatMap((inline): PdfRun[] => {
    if (inline.kind !== 'text') {
      const { text, target } = inline;
      return [{ text, isStrong: false, isEmphasis: false, ...(target !== undefined && { target }) }];
    }
    const { text, isStrong, isEmphasis, link } = inline;
    return linesOf(text).map((line) => ({
      ...line,
      isStrong,
      isEmphasis,
      ...(link !== undefined && { link }),
    }));
  });
}

/** The lines of a text; one that is very long is parted into paragraphs, since the time of laying one out grows with its square. */
function linesOf(text: string): Pick<PdfRun, 'text' | 'ends'>[] {
  const lines = text.split('\n').flatMap((line, index): Pick<PdfRun, 'text' | 'ends'>[] => {
    const pieces = line.length <= LONGEST_PIECE ? [line] : line.match(PIECE_OF_LINE)!;
    const parted = pieces.flatMap((piece, at) => (at === 0 ? [{ text: piece }] : [PARAGRAPH_END, { text: piece }]));
    // Where there are many lines, each so many are a paragraph.
    const end = index % LINES_TOGETHER === 0 ? PARAGRAPH_END : LINE_END;
    return index === 0 ? parted : [end, ...parted];
  });
  return lines;
}

const LONGEST_PIECE = 4_000;
const PIECE_OF_LINE = /.{1,4000}/gsu;
const LINES_TOGETHER = 100;
const LINE_END = { text: '', ends: 'line' } as const;
const PARAGRAPH_END = { text: '', ends: 'paragraph' } as const;

function sourcesOf({ sources }: CopyView): PdfPage['sources'] {
  return sources.map(
    ({ number, target, mark = '', title, details, quotation = '', address = '', isWeb, grade = '' }) => ({
      target,
      sign: `${number}.`,
      mark,
      title,
      details: details.map((detail) => `, ${detail}`).join(''),
      quotation: linesOf(quotation).map((line) => ({ ...line, isStrong: false, isEmphasis: false })),
      address,
      link: isWeb ? address : '',
      grade,
      isShort: title.length + quotation.length + address.length < LONGEST_TOGETHER && !quotation.includes('\n'),
    }),
  );
}
