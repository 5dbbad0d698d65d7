import type { StatedAmount } from '../amounts/amount.ts';
import { Refusal } from '../errors.ts';

/** One received item. What is unknown is absent, never guessed. */
export interface Document {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** ISO 639-1 code. */
  readonly lang?: string | undefined;
  /** UTC day, `YYYY-MM-DD`. */
  readonly date?: string | undefined;
  readonly source?: string | undefined;
  /** Stage of a procurement or other procedure, such as `award`. */
  readonly stage?: string | undefined;
  /** ISO 3166-1 alpha-2 code of the place of publication. */
  readonly country?: string | undefined;
  readonly amounts?: readonly StatedAmount[] | undefined;
  /** Who wrote it, as it is said there, without "by". */
  readonly byline?: string | undefined;
  /** UTC day on which it was last changed, as it says itself; like `date`, so that the two compare. */
  readonly updated?: string | undefined;
  /** The address under which its publisher wants it known, `http` or `https`. */
  readonly address?: string | undefined;
  /** Its parts in their order, where its format says what they are. */
  readonly portions?: readonly DocumentPortion[] | undefined;
  /** Marks that were found in it: findings, which decide nothing by themselves. */
  readonly marks?: readonly DocumentMark[] | undefined;
}

/** A mark as it was found in a document. */
export interface DocumentMark {
  /** As it is written there: `SECRET//NOFORN`, `TLP:AMBER`. */
  readonly mark: string;
  /** The id of the scheme that it belongs to. */
  readonly scheme: string;
  /**
   * Where it was found: a line or a page, `label` where a field of the format says it of the whole, else the part that
   * bears it, in the words of the format.
   */
  readonly where?: string;
}

/** A part of a document as it was found, with the mark that it bore: a finding, which decides nothing by itself. */
export interface DocumentPortion {
  /** `heading`, `paragraph`, `list-item`, `quote`, `caption`, `table`, `code` or `footnote`. */
  readonly kind: string;
  /** With its parentheses, where it has them: `(S//NF)`. */
  readonly mark: string | null;
  /** Where it stands in the body, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** UTF-16 units of the title of a document that is kept, and of its text. */
export const LONGEST_TITLE = 10_000;
export const LONGEST_BODY = 5_000_000;

/** Refuses portions that are of no kind, or that do not stand in the body (`document-portion`). */
export function checkPortions(portions: readonly DocumentPortion[], body: string): void {
  for (const { kind, start, end } of portions) {
    const stands = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end && end <= body.length;
    if (kind.trim() !== '' && stands) continue;
    const message = 'A portion of a document has a kind, and stands between two places of its body.';
    throw new Refusal('invalid', 'document-portion', message);
  }
}
