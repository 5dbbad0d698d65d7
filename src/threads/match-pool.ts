import { Worker } from 'node:worker_threads';
import type { RateTable } from '../amounts/rates.ts';
import type { MatchDocument, StandingQuestion } from '../matcher/document.ts';
import type { MatchingCost } from '../matcher/matching.ts';
import type { QuestionIndex } from '../matcher/questions/question-index.ts';
import type { Attributes, FromWorker, ToWorker, WorkerStart } from './match-messages.ts';

export interface MatchPoolOptions {
  /** The questions; from here on they are changed through the pool alone. */
  readonly index: QuestionIndex;
  readonly rates: RateTable;
  /** Worker threads, 1 or more. */
  readonly threads: number;
}

/** Documents in one message: enough that messages cost little, few enough that the threads end together. */
const BATCH = 128;
/** Batches that a worker has at hand, so that it never waits for the next. */
const AHEAD = 2;

interface Member {
  readonly worker: Worker;
  /** The version of the questions that it was last sent. */
  version: number;
  /** Parcels that are not on their way. */
  readonly parcels: Parcel[];
  /** Parcels on their way, in the order in which they were sent and come back. */
  readonly sent: Parcel[];
  cost: MatchingCost;
}

interface Job {
  readonly documents: readonly MatchDocument[];
  readonly results: string[][];
  next: number;
  open: number;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** Worker threads run built files: beside a source file stands its twin in `dist`. */
function workerFile(): URL {
  const here = import.meta.url;
  if (!here.endsWith('.ts')) return new URL('./match-worker.js', here);
  return new URL(here.replace(/\/src\/threads\/[^/]*$/, '/dist/src/threads/match-worker.js'));
}

/**
 * Matches documents in several threads over one copy of the questions. Documents are dealt out in batches; results
 * come in the order of the documents. Changes of questions wait for the documents before them, and take effect for
 * those after.
 */
export class MatchPool {
  readonly #index: QuestionIndex;
  readonly #members: Member[];
  #turn: Promise<unknown> = Promise.resolve();
  #job: Job | undefined;
  #broken: unknown;

  constructor({ index, rates, threads }: MatchPoolOptions) {
    this.#index = index;
    const start: WorkerStart = { view: index.view, rates };
    this.#members = Array.from({ length: threads }, () => this.#enlist(start));
  }

  /** What all threads together did so far. */
  get cost(): MatchingCost {
    const total: MatchingCost = { documents: 0, records: 0, candidates: 0, matches: 0 };
    for (const { cost } of this.#members) {
      total.documents += cost.documents;
      total.records += cost.records;
      total.candidates += cost.candidates;
      total.matches += cost.matches;
    }
    return total;
  }

  /** Returns, for each document in order, the ids of the questions that it matches. */
  match(documents: readonly MatchDocument[]): Promise<string[][]> {
    return this.#inTurn(() => this.#run(documents));
  }

  /** Adds or replaces a question, for all documents given after. */
  set(question: StandingQuestion): Promise<void> {
    return this.#inTurn(() => this.#index.set(question));
  }

  /** Takes a question out, for all documents given after; resolves to whether it was there. */
  remove(id: string): Promise<boolean> {
    return this.#inTurn(() => this.#index.remove(id));
  }

  /** Ends the threads, after what was asked before. */
  close(): Promise<void> {
    return this.#inTurn(async () => {
      await Promise.all(this.#members.map(({ worker }) => worker.terminate()));
    });
  }

  /** The arrays of the questions are shared: they change only while no thread reads them. */
  #inTurn<T>(work: () => T | Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  #enlist(start: WorkerStart): Member {
    const worker = new Worker(workerFile(), { workerData: start });
    const member: Member = {
      worker,
      version: this.#index.version,
      parcels: Array.from({ length: AHEAD }, () => new Parcel()),
      sent: [],
      cost: { documents: 0, records: 0, candidates: 0, matches: 0 },
    };
    worker.on('message', (message: FromWorker) => this.#receive(member, message));
    worker.on('error', (error) => this.#fail(error));
    worker.on('exit', (code) => {
      if (this.#job) this.#fail(new Error(`A matching thread ended with exit code ${code} before its work was done.`));
    });
    return member;
  }

  async #run(documents: readonly MatchDocument[]): Promise<string[][]> {
    if (this.#broken) throw this.#broken;
    if (documents.length === 0) return [];
    const results: string[][] = new Array(documents.length);
    await new Promise<void>((done, failed) => {
      this.#job = { documents, results, next: 0, open: 0, done, failed };
      for (let round = 0; round < AHEAD; round++) for (const member of this.#members) this.#deal(member);
    });
    this.#job = undefined;
    return results;
  }

  /** Gives a worker the next batch, and before it the questions where they changed. */
  #deal(member: Member): void {
    const job = this.#job!;
    if (job.next >= job.documents.length) return;
    if (member.version !== this.#index.version) {
      member.version = this.#index.version;
      member.worker.postMessage({ kind: 'use', view: this.#index.view } satisfies ToWorker);
    }
    const from = job.next;
    job.next = Math.min(from + BATCH, job.documents.length);
    job.open++;
    const parcel = member.parcels.pop()!;
    member.sent.push(parcel);
    member.worker.postMessage(parcel.pack(job.documents, from, job.next));
  }

  #receive(member: Member, { batch, counts, numbers, cost }: FromWorker): void {
    const job = this.#job!;
    member.cost = cost;
    member.parcels.push(member.sent.shift()!);
    job.open--;
    this.#deal(member);
    let at = 0;
    counts.forEach((count, index) => {
      const ids: string[] = new Array(count);
      for (let place = 0; place < count; place++) ids[place] = this.#index.idOf(numbers[at++]!);
      job.results[batch + index] = ids;
    });
    if (job.open === 0) job.done();
  }

  #fail(error: unknown): void {
    this.#broken = error;
    this.#job?.failed(error);
    this.#job = undefined;
  }
}

/** The memory in which the documents of one batch go to a thread, used again when the batch is done. */
class Parcel {
  #units = new SharedArrayBuffer(1 << 20);
  #bytes = Buffer.from(this.#units);

  /** Packs the documents from `from` up to `to`. */
  pack(documents: readonly MatchDocument[], from: number, to: number): ToWorker {
    const lengths = new Int32Array((to - from) * 2);
    const attributes: Attributes[] = [];
    let any = false;
    let at = 0;
    for (let index = from; index < to; index++) {
      const { id: _, title, text, ...rest } = documents[index]!;
      this.#reserve(at + (title.length + text.length) * 2);
      if (title) at += this.#bytes.write(title, at, 'utf16le');
      at += this.#bytes.write(text, at, 'utf16le');
      lengths[(index - from) * 2] = title.length;
      lengths[(index - from) * 2 + 1] = text.length;
      attributes.push(rest);
      any ||= Object.keys(rest).length > 0;
    }
    return { kind: 'match', batch: from, units: this.#units, lengths, attributes: any ? attributes : undefined };
  }

  #reserve(bytes: number): void {
    if (bytes <= this.#units.byteLength) return;
    const larger = new SharedArrayBuffer(bytes * 2);
    const copy = Buffer.from(larger);
    this.#bytes.copy(copy);
    this.#units = larger;
    this.#bytes = copy;
  }
}
