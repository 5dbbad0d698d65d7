import type { RateTable } from '../amounts/rates.ts';
import type { MatchDocument } from '../matcher/document.ts';
import type { QuestionIndex } from '../matcher/questions/question-index.ts';
import { BatchMatching } from './batch-matching.ts';
import type { FromWorker } from './match-messages.ts';
import { checkedDocument } from './parcel.ts';
import type { Member } from './pool-member.ts';

/** Documents that are matched before whatever else this thread has to do: some tenths of a millisecond. */
const SLICE = 16;

export interface OwnThreadOptions {
  readonly index: QuestionIndex;
  readonly rates: RateTable;
  /** Called once for each batch. */
  readonly answered: (member: Member, answer: FromWorker) => void;
}

interface Batch {
  readonly job: number;
  readonly documents: readonly MatchDocument[];
  /** The place of the first document in its job. */
  readonly batch: number;
  readonly to: number;
}

/**
 * The thread of the caller as one of those that match: nothing has to be sent to it. It matches a few documents at a time and
 * lets everything else happen in between.
 */
export class OwnThread implements Member {
  readonly ahead = 1;
  readonly #options: OwnThreadOptions;
  readonly #matching: BatchMatching;
  readonly #waiting: Batch[] = [];
  #version: number;
  /** The next document of the first batch. */
  #next = 0;

  constructor(options: OwnThreadOptions) {
    this.#options = options;
    this.#matching = new BatchMatching(options.index.view, options.rates);
    this.#version = options.index.version;
  }

  /** Takes the documents from `from` up to `to`. Throws where one has no title or no text. */
  give(job: number, documents: readonly MatchDocument[], from: number, to: number): void {
    for (let index = from; index < to; index++) checkedDocument(documents[index], index);
    this.#waiting.push({ job, documents, batch: from, to });
    if (this.#waiting.length === 1) this.#begin();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #begin(): void {
    const batch = this.#waiting[0]!;
    const { index } = this.#options;
    if (this.#version !== index.version) this.#matching.use(index.view);
    this.#version = index.version;
    this.#next = batch.batch;
    this.#matching.begin(batch.to - batch.batch);
    setImmediate(() => this.#goOn(batch));
  }

  #goOn(batch: Batch): void {
    const end = Math.min(this.#next + SLICE, batch.to);
    let answer: FromWorker | undefined;
    try {
      for (; this.#next < end; this.#next++) this.#matching.match(batch.documents[this.#next]!);
      if (end === batch.to) answer = this.#matching.found(batch);
    } catch (error) {
      answer = this.#matching.failed(batch, error);
    }
    if (!answer) {
      setImmediate(() => this.#goOn(batch));
      return;
    }
    this.#waiting.shift();
    if (this.#waiting.length > 0) this.#begin();
    this.#options.answered(this, answer);
  }
}
