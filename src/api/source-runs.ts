import type { Actor } from '../actions/actor.ts';
import type { SourceWork, TriedSource } from '../actions/source-work.ts';
import { Refusal } from '../errors.ts';

/** Readings and trials that go on at a time, for all who ask. */
const MOST = 4;
/** A trial is for somebody who waits. */
const LONGEST_TRIAL = 30_000;
/** For so long whoever asked for a reading waits; it goes on behind that. */
const LONGEST_LOOK = 15_000;

/** Reads sources for people who ask, a few at a time. */
export class SourceRuns {
  readonly #work: SourceWork | undefined;
  readonly #failed: (what: string, error: unknown) => void;
  readonly #closing = new AbortController();
  readonly #running = new Set<Promise<unknown>>();
  readonly #reading = new Map<string, Promise<void>>();

  constructor(work: SourceWork | undefined, failed: (what: string, error: unknown) => void) {
    this.#work = work;
    this.#failed = failed;
  }

  /** What reads and writes lists of subscriptions; refused with `source-work-none` where this process reads no sources. */
  get work(): SourceWork {
    if (this.#work) return this.#work;
    throw new Refusal('conflict', 'source-work-none', 'Sources are not read here; “vigie serve” reads them.');
  }

  try(work: (signal: AbortSignal) => Promise<TriedSource>): Promise<TriedSource> {
    return this.#run(() => work(AbortSignal.any([this.#closing.signal, AbortSignal.timeout(LONGEST_TRIAL)])));
  }

  /** Reads a source, once however often somebody asks meanwhile; tells whether it was read while they would wait. */
  async read(actor: Actor, id: string): Promise<boolean> {
    // By who asks, too: what one may read, another may not.
    const key = `${actor.id} ${id}`;
    const reading =
      this.#reading.get(key) ?? this.#begin(key, () => this.work.readNow(actor, id, this.#closing.signal));
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<false>((done) => {
      timer = setTimeout(() => done(false), LONGEST_LOOK);
    });
    const isDone = await Promise.race([reading.then(() => true), tooLong]).finally(() => clearTimeout(timer));
    if (!isDone) reading.catch((error: unknown) => this.#failed(`reading ${id}`, error));
    return isDone;
  }

  #begin(key: string, work: () => Promise<void>): Promise<void> {
    const reading = this.#run(work).finally(() => this.#reading.delete(key));
    this.#reading.set(key, reading);
    return reading;
  }

  async #run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running.size >= MOST) {
      throw new Refusal(
        'conflict',
        'source-work-busy',
        'Other sources are being read just now; ask again in a moment.',
      );
    }
    const running = work();
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled(this.#running);
  }
}
