import type { RateTable } from '../amounts/rates.ts';
import type { MatchDocument } from '../matcher/document.ts';
import { Matching, type MatchingCost } from '../matcher/matching.ts';
import type { IndexView } from '../matcher/questions/question-index.ts';
import type { PackedText } from '../matcher/reading/document-scan.ts';
import { memoryCopier } from './copy-text.ts';
import type { BatchName, FailedMessage, FoundMessage } from './match-messages.ts';

/** Matches the documents of one batch after the other, one by one, and gathers what was found in one row. */
export class BatchMatching {
  readonly #rates: RateTable;
  #view: IndexView;
  #matching: Matching;
  #counts = new Int32Array(0);
  #numbers = new Int32Array(1 << 14);
  #used = 0;
  #done = 0;
  #before: MatchingCost;

  constructor(view: IndexView, rates: RateTable) {
    this.#view = view;
    this.#rates = rates;
    this.#matching = new Matching(view, rates, memoryCopier());
    this.#before = { ...this.#matching.cost };
  }

  /** Reads another state of the questions. */
  use(view: IndexView): void {
    this.#view = view;
    this.#matching.use(view);
  }

  /** Begins a batch of so many documents. */
  begin(documents: number): void {
    this.#counts = new Int32Array(documents);
    this.#used = 0;
    this.#done = 0;
    this.#before = { ...this.#matching.cost };
  }

  /** Matches the next document of the batch. */
  match(document: MatchDocument, packed?: PackedText): void {
    const count = this.#matching.match(document, packed);
    this.#counts[this.#done++] = count;
    if (this.#used + count > this.#numbers.length) {
      const wider = new Int32Array((this.#used + count) * 2);
      wider.set(this.#numbers.subarray(0, this.#used));
      this.#numbers = wider;
    }
    const { found } = this.#matching;
    for (let index = 0; index < count; index++) this.#numbers[this.#used + index] = found[index]!;
    this.#used += count;
  }

  /** Returns what the documents of the batch matched. */
  found({ job, batch }: BatchName): FoundMessage {
    const cost = { ...this.#matching.cost };
    for (const key of Object.keys(cost) as (keyof MatchingCost)[]) cost[key] -= this.#before[key];
    return { kind: 'found', job, batch, counts: this.#counts, numbers: this.#numbers.slice(0, this.#used), cost };
  }

  /** Tells of the exception, and begins afresh: a document may have been left half read. */
  failed({ job, batch }: BatchName, error: unknown): FailedMessage {
    this.#matching = new Matching(this.#view, this.#rates, memoryCopier());
    const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
    return { kind: 'failed', job, batch, at: this.#done, message, stack };
  }
}
