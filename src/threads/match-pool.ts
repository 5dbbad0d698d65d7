import type { RateTable } from '../amounts/rates.ts';
import type { MatchDocument, StandingQuestion } from '../matcher/document.ts';
import type { MatchingCost } from '../matcher/matching.ts';
import type { QuestionIndex } from '../matcher/questions/question-index.ts';
import type { FailedMessage, FoundMessage, FromWorker } from './match-messages.ts';
import { OwnThread } from './own-thread.ts';
import { type Member, type MemberOptions, PoolMember } from './pool-member.ts';
import { checkThreads } from './pool-threads.ts';

export interface MatchPoolOptions {
  /** The questions; from here on they are changed through the pool alone. */
  readonly index: QuestionIndex;
  readonly rates: RateTable;
  /** How many threads match: an integer, 1 or more. */
  readonly threads: number;
  /**
   * Whether the thread of the caller is one of them: fastest where it has little else to do. What it does have to do waits for
   * some documents at a time.
   */
  readonly withOwn?: boolean | undefined;
}

/** Documents in one message: enough that messages cost little; fewer towards the end, so that the threads end together. */
const BATCH = { most: 128, least: 8 };
/** Batches that each thread is to have yet of what is left. */
const PARTS = 4;

/** One call of `match`. */
interface Job {
  readonly number: number;
  readonly documents: readonly MatchDocument[];
  readonly results: string[][];
  /** The first document that no thread was given. */
  next: number;
  /** Batches given and not answered: the job ends when there are none. */
  open: number;
  /** The first thing that went wrong: from then on no more batches are given. */
  failure: { readonly error: unknown } | undefined;
  readonly drained: () => void;
}

/**
 * Matches documents in several threads over one copy of the questions. Documents are dealt out in batches; results
 * come in the order of the documents. Changes of questions wait for the documents before them, and take effect for
 * those after. A call that fails rejects alone, when no thread works for it any more; the calls after it go on, and
 * a thread that ended is replaced.
 */
export class MatchPool {
  readonly #index: QuestionIndex;
  readonly #members: Member[] = [];
  readonly #cost: MatchingCost = { documents: 0, records: 0, notes: 0, candidates: 0, steps: 0, matches: 0 };
  #turn: Promise<unknown> = Promise.resolve();
  #closed: Promise<void> | undefined;
  #jobs = 0;
  #job: Job | undefined;

  constructor({ index, rates, threads, withOwn = false }: MatchPoolOptions) {
    checkThreads(threads);
    this.#index = index;
    const options: MemberOptions = {
      index,
      rates,
      answered: (member, answer) => this.#receive(member, answer),
      ended: (lost, error) => this.#lose(lost, error),
    };
    try {
      if (withOwn) this.#members.push(new OwnThread(options));
      while (this.#members.length < threads) this.#members.push(new PoolMember(options));
    } catch (error) {
      void this.close();
      throw error;
    }
  }

  /** What all threads together did so far, without the batches that failed. */
  get cost(): MatchingCost {
    return { ...this.#cost };
  }

  /**
   * Returns, for each document in order, the ids of the questions that it matches. Rejects where a document cannot
   * be sent, where matching one throws, or where a thread ends before its work is done.
   */
  match(documents: readonly MatchDocument[]): Promise<string[][]> {
    return this.#inTurn(() => this.#run(documents));
  }

  /** Adds or replaces a question, for all documents given after. Rejects where the index refuses it. */
  set(question: StandingQuestion): Promise<void> {
    return this.#inTurn(() => this.#index.set(question));
  }

  /** Takes a question out, for all documents given after; resolves to whether it was there. */
  remove(id: string): Promise<boolean> {
    return this.#inTurn(() => this.#index.remove(id));
  }

  /** Ends the threads, after what was asked before; what is asked after is rejected. May be called again. */
  close(): Promise<void> {
    this.#closed ??= this.#inTurn(async () => {
      await Promise.all(this.#members.map((member) => member.close()));
    });
    return this.#closed;
  }

  /** The arrays of the questions are shared: they change only while no thread reads them. */
  #inTurn<T>(work: () => T | Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new Error('The pool is closed.'));
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  async #run(documents: readonly MatchDocument[]): Promise<string[][]> {
    if (documents.length === 0) return [];
    const job = await this.#work(documents);
    if (job.failure) throw job.failure.error;
    return job.results;
  }

  /** Resolves to the job when no thread works for it any more, be it done or failed. */
  async #work(documents: readonly MatchDocument[]): Promise<Job> {
    const job = await new Promise<Job>((resolve) => {
      const begun: Job = {
        number: ++this.#jobs,
        documents,
        results: new Array(documents.length),
        next: 0,
        open: 0,
        failure: undefined,
        drained: () => resolve(begun),
      };
      this.#job = begun;
      const most = Math.max(...this.#members.map(({ ahead }) => ahead));
      for (let round = 0; round < most; round++) {
        for (const member of this.#members) if (round < member.ahead) this.#deal(member, begun);
      }
      if (begun.open === 0) begun.drained();
    });
    this.#job = undefined;
    return job;
  }

  /** Gives a thread the next batch where there is one. */
  #deal(member: Member, job: Job): void {
    if (job.failure || job.next >= job.documents.length) return;
    const from = job.next;
    const part = Math.ceil((job.documents.length - from) / (this.#members.length * PARTS));
    job.next = Math.min(from + Math.max(BATCH.least, Math.min(part, BATCH.most)), job.documents.length);
    try {
      member.give(job.number, job.documents, from, job.next);
      job.open++;
    } catch (error) {
      job.failure = { error };
    }
  }

  #receive(member: Member, answer: FromWorker): void {
    const job = this.#job;
    if (job?.number !== answer.job) return;
    job.open--;
    if (answer.kind === 'failed') {
      job.failure ??= { error: failureOf(answer, job) };
    } else {
      this.#deal(member, job);
      this.#collect(answer, job);
    }
    if (job.open === 0) job.drained();
  }

  #collect({ batch, counts, numbers, cost }: FoundMessage, job: Job): void {
    let at = 0;
    counts.forEach((count, index) => {
      const ids: string[] = new Array(count);
      for (let place = 0; place < count; place++) ids[place] = this.#index.idOf(numbers[at++]!);
      job.results[batch + index] = ids;
    });
    for (const key of Object.keys(cost) as (keyof MatchingCost)[]) this.#cost[key] += cost[key];
  }

  /** Notes that a thread ended; one that had nothing to do is missed by nobody. */
  #lose(batches: number, error: Error): void {
    const job = this.#job;
    if (!job || batches === 0) return;
    job.open -= batches;
    job.failure ??= { error };
    if (job.open === 0) job.drained();
  }
}

function failureOf({ batch, at, message, stack }: FailedMessage, { documents }: Job): Error {
  const id = documents[batch + at]?.id;
  return new Error(`Matching document ${batch + at} (id ${String(id)}) failed in a thread: ${message}`, {
    cause: stack,
  });
}
