import { Refusal } from '../errors.ts';
import type { Reliability } from './source.ts';
import type { StatedMarking } from './stated-marking.ts';

export const REPORT_STATUSES = ['draft', 'review', 'approved', 'released', 'superseded', 'recalled'] as const;
export type ReportStatus = (typeof REPORT_STATUSES)[number];

/** The languages that a report can be written in: what Vigie itself says in a copy is said in them. */
export const REPORT_LANGUAGES = ['en', 'fr'] as const;
export type ReportLanguage = (typeof REPORT_LANGUAGES)[number];

/** How sure the desk is of a judgement, by the quality of what it rests on (ICD 203, D.6.e(2)(b)). */
export const CONFIDENCES = ['low', 'moderate', 'high'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** How likely something is, from 1–5 % to 95–99 % (ICD 203, D.6.e(2)(a)). */
export const LIKELIHOODS = [
  'almost-no-chance',
  'very-unlikely',
  'unlikely',
  'even-chance',
  'likely',
  'very-likely',
  'almost-certain',
] as const;
export type Likelihood = (typeof LIKELIHOODS)[number];

const LINK = /^(?:https?:\/\/|mailto:)[^\s<>"\\^`{|}]+$/i;

/** Whether a link may lead there: an address of the web or of mail, without a sign that an address must not hold (RFC 3986). */
export function isLink(address: string): boolean {
  return LINK.test(address);
}

/** Words with how they look. */
export interface InlineText {
  readonly kind: 'text';
  readonly text: string;
  readonly strong?: true | undefined;
  readonly emphasis?: true | undefined;
  /** An address that begins with `https:`, `http:` or `mailto:`. */
  readonly link?: string | undefined;
}

/** Words, or a sign that points to a source or to another portion of the report. */
export type Inline =
  | InlineText
  /** `id` is that of a citation of the report. */
  | { readonly kind: 'citation'; readonly id: string }
  /** `id` is that of a heading or a table of the report. */
  | { readonly kind: 'reference'; readonly id: string };

interface MarkedPortion {
  /** A UUID by which the report itself calls it; no copy holds it. */
  readonly id: string;
  /** The portion mark as written, without parentheses, such as `S//NF`; empty while it is not marked yet. */
  readonly mark: string;
  readonly confidence?: Confidence | undefined;
  readonly likelihood?: Likelihood | undefined;
}

/** A row is shown whole or not at all. */
export interface ReportRow {
  readonly mark: string;
  readonly cells: readonly (readonly Inline[])[];
}

export const PORTION_KINDS = ['heading', 'paragraph', 'quote', 'item', 'table'] as const;
export type PortionKind = (typeof PORTION_KINDS)[number];

/** The smallest marked unit of a report, but for the rows of a table, which are marked one by one. */
export type ReportPortion = MarkedPortion &
  (
    | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly content: readonly Inline[] }
    | { readonly kind: 'paragraph' | 'quote'; readonly content: readonly Inline[] }
    | {
        readonly kind: 'item';
        /** 0 for an item that stands in no other. */
        readonly depth: number;
        readonly isNumbered: boolean;
        readonly content: readonly Inline[];
      }
    | {
        readonly kind: 'table';
        /** The caption, which is marked with the header by the portion's own mark. */
        readonly content: readonly Inline[];
        readonly header: readonly (readonly Inline[])[];
        readonly rows: readonly ReportRow[];
      }
  );

/** What a portion rests on, as whoever writes it judges it. */
export interface Citation {
  /** A UUID by which the report itself calls it. */
  readonly id: string;
  readonly documentId: string;
  readonly hitId?: string | undefined;
  /** Words of the document, as they stand there. */
  readonly quotation?: string | undefined;
  /** Of the source, A to F, and of what it says here, 1 to 6, when it was cited. */
  readonly reliability: Reliability | null;
  readonly credibility: number | null;
}

/** That a portion answers a question of an order, wholly or in part. */
export interface Answer {
  readonly portionId: string;
  readonly questionId: string;
  readonly isWhole: boolean;
}

/** A banner above what the portions come to, since together they tell more than each (rule P7), with the reason. */
export interface RaisedBanner {
  readonly marking: string;
  readonly reason: string;
}

/** A report as somebody writes it. */
export interface WrittenReport {
  readonly title: string;
  readonly titleMark: string;
  readonly language: ReportLanguage;
  /**
   * What the draft is handled as while it is written, at least: so is what is not marked yet. Bare lists of release in portion
   * marks (`S//REL`) mean its list. Copies are marked by their portions, not by it.
   */
  readonly handling: StatedMarking;
  readonly raised?: RaisedBanner | undefined;
  /** Whether each copy says that it is cut to what its reader may read; all say it, or none. */
  readonly saysCut: boolean;
  readonly portions: readonly ReportPortion[];
  readonly citations: readonly Citation[];
  readonly answers: readonly Answer[];
}

/** Returns all words of a portion in which something can be cited or referred to. */
export function inlinesOf(portion: ReportPortion): readonly Inline[] {
  if (portion.kind !== 'table') return portion.content;
  return [...portion.content, ...portion.header.flat(), ...portion.rows.flatMap(({ cells }) => cells.flat())];
}

/** Returns the marks of a portion as they are written: its own, then those of its rows. */
export function marksOf(portion: ReportPortion): readonly string[] {
  return portion.kind === 'table' ? [portion.mark, ...portion.rows.map(({ mark }) => mark)] : [portion.mark];
}

/** What a person does with a report as a whole; releases and recalls move it too. */
export type ReportMove = 'submit' | 'return' | 'approve' | 'release' | 'recall' | 'supersede';

const MOVES: Readonly<Record<ReportMove, { from: readonly ReportStatus[]; to: ReportStatus }>> = {
  submit: { from: ['draft'], to: 'review' },
  return: { from: ['review', 'approved'], to: 'draft' },
  approve: { from: ['review'], to: 'approved' },
  // More recipients may get what was released already.
  release: { from: ['approved', 'released'], to: 'released' },
  recall: { from: ['released', 'superseded'], to: 'recalled' },
  supersede: { from: ['released'], to: 'superseded' },
};

/** Returns what can be done with a report of a status. */
export function legalMoves(status: ReportStatus): readonly ReportMove[] {
  return (Object.keys(MOVES) as ReportMove[]).filter((move) => MOVES[move].from.includes(status));
}

/** Returns the status after a move; refused with `report-illegal-move` where the status does not allow it. */
export function moveStatus(status: ReportStatus, move: ReportMove): ReportStatus {
  const { from, to } = MOVES[move];
  if (from.includes(status)) return to;
  const possible = legalMoves(status).join(', ') || 'nothing more';
  const message = `A report that is ${status} cannot ${move}; possible: ${possible}.`;
  throw new Refusal('conflict', 'report-illegal-move', message);
}
