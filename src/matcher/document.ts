import type { StatedAmount } from '../amounts/amount.ts';
import type { Expression } from '../query/ast.ts';

/** What the matcher reads of a document. What is missing makes a condition on it false. */
export interface MatchDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** ISO 639-1 code. */
  readonly lang?: string | undefined;
  /** UTC day, `YYYY-MM-DD`; what follows the day is ignored. */
  readonly date?: string | undefined;
  readonly source?: string | undefined;
  /** Stage of a procurement or other procedure, such as `award`. */
  readonly stage?: string | undefined;
  /** ISO 3166-1 alpha-2 code of the place of publication: it decides which dollar a bare `$` is. */
  readonly country?: string | undefined;
  readonly amounts?: readonly StatedAmount[] | undefined;
}

/** One standing question as the matcher knows it. Its expression holds no targets any more. */
export interface StandingQuestion {
  readonly id: string;
  readonly expression: Expression;
  /** ISO 639-1 code of the language of its bare words; English where it is missing. */
  readonly language?: string | undefined;
}

/** Positions between the last word of the title and the first of the body: more than any NEAR may span. */
export const FIELD_GAP = 128;

/** Returns the UTC day of a document as `YYYY-MM-DD`, or undefined where it has no date. */
export function dayOf(document: MatchDocument): string | undefined {
  const day = document.date?.slice(0, 10);
  return day !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : undefined;
}
