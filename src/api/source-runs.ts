import type { Actor } from '../actions/actor.ts';
import type { SourceWork, TriedSource } from '../actions/source-work.ts';
import { Refusal } from '../errors.ts';
import { RunPool } from './run-pool.ts';

/** A trial is for somebody who waits. */
const LONGEST_TRIAL = 30_000;
/** For so long whoever asked for a reading waits; it goes on behind that. */
const LONGEST_LOOK = 15_000;
/** A source that never comes to an end gives its place back. */
const LONGEST_READING = 10 * 60_000;

/** Reads sources for people who ask, a few at a time: slow readings take no place from trials. */
export class SourceRuns {
  readonly #work: SourceWork | undefined;
  readonly #failed: (what: string, error: unknown) => void;
  readonly #closing = new AbortController();
  readonly #trials = new RunPool();
  readonly #readings = new RunPool();
  readonly #reading = new Map<string, Promise<void>>();
  readonly #longestReading: number;

  constructor(
    work: SourceWork | undefined,
    failed: (what: string, error: unknown) => void,
    { longestReading = LONGEST_READING }: { readonly longestReading?: number } = {},
  ) {
    this.#work = work;
    this.#failed = failed;
    this.#longestReading = longestReading;
  }

  /** What reads and writes lists of subscriptions; refused with `source-work-none` where this process reads no sources. */
  get work(): SourceWork {
    if (this.#work) return this.#work;
    throw new Refusal('conflict', 'source-work-none', 'Sources are not read here; “vigie serve” reads them.');
  }

  /** Tries a source until `gone` says that nobody waits any more; refused with `source-trial-stopped` where it did not end. */
  async try(
    actor: Actor,
    gone: AbortSignal,
    work: (signal: AbortSignal) => Promise<TriedSource>,
  ): Promise<TriedSource> {
    const signal = AbortSignal.any([this.#closing.signal, gone, AbortSignal.timeout(LONGEST_TRIAL)]);
    try {
      return await this.#trials.run(actor.id, () => work(signal));
    } catch (error) {
      if (!signal.aborted || error instanceof Refusal) throw error;
      const message = 'The trial took longer than anybody would wait, and was stopped.';
      throw new Refusal('conflict', 'source-trial-stopped', message, { cause: error });
    }
  }

  /** Reads a source, once however often somebody asks meanwhile; tells whether it was read while they would wait. */
  async read(actor: Actor, id: string): Promise<boolean> {
    // By who asks, too: what one may read, another may not.
    const key = `${actor.id} ${id}`;
    const reading = this.#reading.get(key) ?? this.#begin(key, actor, id);
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<false>((done) => {
      timer = setTimeout(() => done(false), LONGEST_LOOK);
    });
    const isDone = await Promise.race([reading.then(() => true), tooLong]).finally(() => clearTimeout(timer));
    if (!isDone) reading.catch((error: unknown) => this.#failed(`reading ${id}`, error));
    return isDone;
  }

  #begin(key: string, actor: Actor, id: string): Promise<void> {
    const signal = AbortSignal.any([this.#closing.signal, AbortSignal.timeout(this.#longestReading)]);
    const reading = this.#readings
      .run(actor.id, () => this.work.readNow(actor, id, signal))
      .finally(() => this.#reading.delete(key));
    this.#reading.set(key, reading);
    return reading;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all([this.#trials.settled(), this.#readings.settled()]);
  }
}
