import type { RateTable } from '../amounts/rates.ts';
import type { MatchDocument } from '../matcher/document.ts';
import type { MatchingCost } from '../matcher/matching.ts';
import type { IndexView } from '../matcher/questions/question-index.ts';

/** What a worker is started with. */
export interface WorkerStart {
  readonly view: IndexView;
  readonly rates: RateTable;
}

/** What a document has beside its words: nothing else of it is sent. */
export type Attributes = Pick<MatchDocument, 'lang' | 'date' | 'source' | 'stage' | 'country' | 'amounts'>;

/** The documents of one batch, packed. */
export interface Packed {
  /** The parcel whose memory holds the UTF-16 units of all titles and texts, each from a word of memory on (`stretchAfter`). */
  readonly parcel: number;
  /** For each document the length of its title and of its text, in units. */
  readonly lengths: Int32Array;
  /** The different sets of attributes in the batch, and for each document the number of its set or -1. */
  readonly attributes: readonly Attributes[];
  readonly attributesAt: Int32Array;
}

/** Names a batch: the number of its job, and the place of its first document in it. The answer repeats both. */
export interface BatchName {
  readonly job: number;
  readonly batch: number;
}

export interface BatchMessage extends BatchName, Packed {
  readonly kind: 'match';
}

/** The memory of a parcel. Sent once and not with each batch: to take shared memory in is as dear as some matching. */
export interface MemoryMessage {
  readonly kind: 'memory';
  readonly parcel: number;
  readonly units: SharedArrayBuffer;
}

/** What is sent to a worker: the questions as they now are, memory, or documents to be matched. */
export type ToWorker = { readonly kind: 'use'; readonly view: IndexView } | MemoryMessage | BatchMessage;

/** For each document of a batch how many questions it matched, and the numbers of them in a row. */
export interface FoundMessage extends BatchName {
  readonly kind: 'found';
  readonly counts: Int32Array;
  readonly numbers: Int32Array;
  /** What this batch cost. */
  readonly cost: MatchingCost;
}

/** An exception ended the matching of a batch; the worker is ready for the next. */
export interface FailedMessage extends BatchName {
  readonly kind: 'failed';
  /** The place in the batch of the document that was being matched. */
  readonly at: number;
  readonly message: string;
  readonly stack: string | undefined;
}

/** What a worker sends back: one answer to each batch, in their order. */
export type FromWorker = FoundMessage | FailedMessage;
