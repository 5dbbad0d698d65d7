/** What is written before a list item: `A.`, `(a)`, `1)`; of a bullet the sign itself. */
export interface ListSign {
  readonly open: '' | '(';
  readonly label: string;
  readonly close: '' | '.' | ')';
  /** The letters are Roman numerals, since those of its list begin with `i`. */
  readonly isRoman?: boolean;
}

/** Words with the mark that stands before them. The mark has its lists, even where the source left them to the banner. */
export interface MarkedText {
  readonly mark: unknown;
  /** Without list letters, quotation signs and indentation; lines are parted by line feeds. */
  readonly text: string;
  /** Line of the source, from 1. */
  readonly line: number;
}

/** How far a block is indented, in columns of the source, and in how many quotations it stands. */
export interface Inset {
  readonly indent: number;
  readonly quotes: number;
}

export interface Heading extends MarkedText {
  readonly kind: 'heading';
  readonly level: number;
  readonly sign: ListSign | undefined;
}

export interface Paragraph extends MarkedText, Inset {
  readonly kind: 'paragraph';
}

export interface ListItem extends MarkedText, Inset {
  readonly kind: 'item';
  readonly sign: ListSign;
}

/** A block between fences; its mark begins its first line. */
export interface CodeBlock extends MarkedText, Inset {
  readonly kind: 'code';
  /** The opening fence with the words behind it. */
  readonly fence: string;
}

export interface Footnote extends MarkedText {
  readonly kind: 'footnote';
  readonly id: string;
}

/** Cells that hold nothing are absent. */
export type TableRow = readonly (MarkedText | undefined)[];

export interface Table {
  readonly kind: 'table';
  /** How each column is aligned, as in the line below the header: `:--`. */
  readonly columns: readonly string[];
  readonly header: TableRow;
  readonly rows: readonly TableRow[];
}

/**
 * A part of a report, as its source has it. Nothing in it depends on what stands before or behind it, but for whether
 * letters are numerals.
 */
export type ReportBlock = Heading | Paragraph | ListItem | CodeBlock | Footnote | Table;

/** Something to say about the source of a report; line and column from 1. */
export interface ReportFinding {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** A line that cut reports of a scheme without a configured authority carry above and below their banner. */
export const NOT_CLASSIFIED = 'REPLAY – NOT CLASSIFIED';

/** Returns what stands above and below what is marked by these schemes: in a US scheme, that it is a replay. Null where nothing does. */
export function replayNotice(schemes: readonly string[]): string | null {
  return schemes.some((scheme) => scheme.startsWith('us-')) ? NOT_CLASSIFIED : null;
}

/** Why a reader gets nothing who may read every part. */
export const TOGETHER_TOO_MUCH =
  'This reader may read each part that would be left, and not what they come to together; take parts out, or mark them so that one list of readers may have them all.';

/** Returns every marked text of a block. */
export function textsOf(block: ReportBlock): readonly MarkedText[] {
  if (block.kind !== 'table') return [block];
  return [block.header, ...block.rows].flat().filter((cell) => cell !== undefined);
}
