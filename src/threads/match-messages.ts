import type { RateTable } from '../amounts/rates.ts';
import type { MatchDocument } from '../matcher/document.ts';
import type { MatchingCost } from '../matcher/matching.ts';
import type { IndexView } from '../matcher/questions/question-index.ts';

/** What a worker is started with. */
export interface WorkerStart {
  readonly view: IndexView;
  readonly rates: RateTable;
}

/** What a document has beside its words. */
export type Attributes = Omit<MatchDocument, 'id' | 'title' | 'text'>;

/** What is sent to a worker: the questions as they now are, or documents to be matched. */
export type ToWorker =
  | { readonly kind: 'use'; readonly view: IndexView }
  | {
      readonly kind: 'match';
      readonly batch: number;
      /** UTF-16 units of all titles and texts, one after the other. */
      readonly units: SharedArrayBuffer;
      /** For each document the length of its title and of its text, in units. */
      readonly lengths: Int32Array;
      /** Undefined where no document of the batch has any. */
      readonly attributes: readonly Attributes[] | undefined;
    };

/** What a worker sends back: for each document how many questions it matched, and the numbers of them in a row. */
export interface FromWorker {
  readonly batch: number;
  readonly counts: Int32Array;
  readonly numbers: Int32Array;
  readonly cost: MatchingCost;
}
