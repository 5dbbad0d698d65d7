import { Worker } from 'node:worker_threads';
import type { RateTable } from '../amounts/rates.ts';
import type { MatchDocument } from '../matcher/document.ts';
import type { QuestionIndex } from '../matcher/questions/question-index.ts';
import type { BatchMessage, BatchName, FromWorker, ToWorker, WorkerStart } from './match-messages.ts';
import { Parcel } from './parcel.ts';
import { workerFile } from './pool-threads.ts';

/** Batches that a thread may have at hand, so that it never waits for the next. */
const AHEAD = 2;

/** A place in the pool. */
export interface Member {
  /** Batches that it may have at hand. */
  readonly ahead: number;
  /** Gives it the documents from `from` up to `to`. Where it throws, nothing of them was given. */
  give(job: number, documents: readonly MatchDocument[], from: number, to: number): void;
  close(): Promise<void>;
}

export interface MemberOptions {
  readonly index: QuestionIndex;
  readonly rates: RateTable;
  /** Called once for each batch that is answered, when its parcel is free again. */
  readonly answered: (member: Member, answer: FromWorker) => void;
  /** Called when the thread has ended and reads nothing any more, with `lost` batches that will not be answered. */
  readonly ended: (lost: number, error: Error) => void;
}

interface Sent extends BatchName {
  readonly parcel: Parcel;
}

/**
 * One place in the pool, and the thread that fills it. Where the thread has ended, another one is started with the
 * next batch and not before, so that a thread that cannot even start is not started for ever.
 */
export class PoolMember implements Member {
  readonly ahead = AHEAD;
  readonly #options: MemberOptions;
  /** Parcels that are not on their way. */
  readonly #parcels = Array.from({ length: AHEAD }, (_, number) => new Parcel(number));
  readonly #sent: Sent[] = [];
  /** By number of the parcel: the memory that the thread has of it. */
  #known: (SharedArrayBuffer | undefined)[] = [];
  #worker: Worker | undefined;
  /** The version of the questions that the thread was last sent. */
  #version: number | undefined;

  constructor(options: MemberOptions) {
    this.#options = options;
    this.#worker = this.#start();
  }

  /**
   * Gives the thread the documents from `from` up to `to`, and before them the questions where they changed; at most
   * `AHEAD` batches may be unanswered. Where it throws, nothing of the batch was given.
   */
  give(job: number, documents: readonly MatchDocument[], from: number, to: number): void {
    const parcel = this.#parcels.pop()!;
    try {
      const packed = parcel.pack(documents, from, to);
      this.#worker ??= this.#start();
      this.#sendQuestions(this.#worker);
      this.#sendMemory(this.#worker, parcel);
      this.#worker.postMessage({ kind: 'match', job, batch: from, ...packed } satisfies BatchMessage);
    } catch (error) {
      this.#parcels.push(parcel);
      throw error;
    }
    this.#sent.push({ job, batch: from, parcel });
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const { index, rates } = this.#options;
    const worker = new Worker(workerFile('match-worker'), {
      workerData: { view: index.view, rates } satisfies WorkerStart,
    });
    this.#version = index.version;
    this.#known = [];
    let cause: unknown;
    worker.on('message', (answer: FromWorker) => this.#receive(answer));
    worker.on('error', (error) => {
      cause = error;
    });
    worker.on('messageerror', (error) => {
      cause = error;
      void worker.terminate();
    });
    // Comes after every answer and every error of the thread.
    worker.on('exit', (code) => this.#end(code, cause));
    return worker;
  }

  #sendQuestions(worker: Worker): void {
    const { index } = this.#options;
    if (this.#version === index.version) return;
    worker.postMessage({ kind: 'use', view: index.view } satisfies ToWorker);
    this.#version = index.version;
  }

  #sendMemory(worker: Worker, { number, units }: Parcel): void {
    if (this.#known[number] === units) return;
    worker.postMessage({ kind: 'memory', parcel: number, units } satisfies ToWorker);
    this.#known[number] = units;
  }

  #receive(answer: FromWorker): void {
    const at = this.#sent.findIndex(({ job, batch }) => job === answer.job && batch === answer.batch);
    if (at < 0) return;
    this.#parcels.push(this.#sent.splice(at, 1)[0]!.parcel);
    this.#options.answered(this, answer);
  }

  #end(code: number, cause: unknown): void {
    this.#worker = undefined;
    const lost = this.#sent.splice(0);
    for (const { parcel } of lost) this.#parcels.push(parcel);
    const reason = cause instanceof Error ? cause.message : `exit code ${code}`;
    this.#options.ended(
      lost.length,
      new Error(`A matching thread ended before its work was done: ${reason}`, { cause }),
    );
  }
}
