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
  /** Marks that were found in it: findings, which decide nothing by themselves. */
  readonly marks?: readonly DocumentMark[] | undefined;
}

/** A mark as it was found, and the scheme whose mark it is: `TLP:AMBER` of `tlp`. */
export interface DocumentMark {
  readonly mark: string;
  readonly scheme: string;
  /** `label` where a field of the format says it of the whole; else the part that bears it, in the words of the format. */
  readonly where?: string;
}

/** A part of a document as it was found, with the mark that it bore: a finding, which decides nothing by itself. */
export interface DocumentPortion {
  readonly kind: string;
  readonly mark: string | null;
  /** Where it stands in the body, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** Refuses portions that are of no kind, or that do not stand in the body (`document-portion`). */
export function checkPortions(portions: readonly DocumentPortion[], body: string): void {
  for (const { kind, start, end } of portions) {
    const stands = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end && end <= body.length;
    if (kind.trim() !== '' && stands) continue;
    const message = 'A portion of a document has a kind, and stands between two places of its body.';
    throw new Refusal('invalid', 'document-portion', message);
  }
}
