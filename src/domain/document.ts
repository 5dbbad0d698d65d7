import type { StatedAmount } from '../amounts/amount.ts';

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
}
