import { SourceFailure } from '../source-failure.ts';

/** Waits so many milliseconds, and rejects with the reason of `signal` as soon as that is aborted. */
export type Wait = (ms: number, signal?: AbortSignal) => Promise<void>;

interface Host {
  /** Settles when the last one in the queue is done. */
  tail: Promise<void>;
  waiting: number;
  /** When the last request ended. */
  ended: number;
  /** Until when the host asked to be left alone. */
  notBefore: number;
}

/** Hosts that are remembered; above it those at which nothing waits are forgotten. */
const MOST_HOSTS = 10_000;

/**
 * Whose turn it is: one request to a host at a time, with a gap after it, and so many requests at once in all. Instants
 * are milliseconds since 1970.
 */
export class HostTurns {
  readonly #most: number;
  readonly #now: () => number;
  readonly #wait: Wait;
  readonly #hosts = new Map<string, Host>();
  readonly #queue: (() => void)[] = [];
  #running = 0;

  constructor(most: number, now: () => number, wait: Wait) {
    this.#most = most;
    this.#now = now;
    this.#wait = wait;
  }

  /**
   * Waits until `host` may be asked, not before `gapMs` after its last answer. What it returns must be called when the
   * answer is there. Throws `SourceFailure` (`fetch-retry-later`) while the host asks to be left alone.
   */
  async take(host: string, gapMs: number, signal?: AbortSignal): Promise<() => void> {
    const state = this.#stateOf(host);
    const before = state.tail;
    let leave = () => {};
    state.tail = new Promise<void>((resolve) => {
      leave = resolve;
    });
    state.waiting++;
    const end = () => {
      state.waiting--;
      leave();
    };
    try {
      await raced(before, signal);
      this.#refusePaused(host, state);
      const rest = state.ended + gapMs - this.#now();
      if (rest > 0) await this.#wait(Math.min(rest, gapMs), signal);
      await this.#slot(signal);
    } catch (error) {
      // Whoever stands behind must still wait for the one before.
      void before.then(end);
      throw error;
    }
    return () => {
      state.ended = this.#now();
      this.#freeSlot();
      end();
    };
  }

  /** Leaves `host` alone for so many seconds, as it asked. */
  pause(host: string, seconds: number): void {
    const state = this.#stateOf(host);
    state.notBefore = Math.max(state.notBefore, this.#now() + seconds * 1000);
  }

  #stateOf(host: string): Host {
    const known = this.#hosts.get(host);
    if (known) return known;
    if (this.#hosts.size >= MOST_HOSTS) this.#forgetIdle();
    const state = { tail: Promise.resolve(), waiting: 0, ended: Number.NEGATIVE_INFINITY, notBefore: 0 };
    this.#hosts.set(host, state);
    return state;
  }

  #forgetIdle(): void {
    const now = this.#now();
    for (const [host, { waiting, notBefore }] of this.#hosts) {
      if (waiting === 0 && notBefore <= now) this.#hosts.delete(host);
    }
  }

  #refusePaused(host: string, { notBefore }: Host): void {
    const seconds = Math.ceil((notBefore - this.#now()) / 1000);
    if (seconds <= 0) return;
    const message = `The host ${host} asked to be left alone for another ${seconds} seconds.`;
    throw new SourceFailure('fetch-retry-later', message, seconds);
  }

  async #slot(signal?: AbortSignal): Promise<void> {
    if (this.#running < this.#most) {
      this.#running++;
      return;
    }
    let mine = () => {};
    const turn = new Promise<void>((resolve) => {
      mine = resolve;
    });
    this.#queue.push(mine);
    try {
      await raced(turn, signal);
    } catch (error) {
      const at = this.#queue.indexOf(mine);
      if (at >= 0) this.#queue.splice(at, 1);
      else this.#freeSlot();
      throw error;
    }
  }

  /** Hands the slot on to the next in the queue, or gives it back. */
  #freeSlot(): void {
    const next = this.#queue.shift();
    if (next) next();
    else this.#running--;
  }
}

function raced(turn: Promise<void>, signal?: AbortSignal): Promise<void> {
  if (!signal) return turn;
  return new Promise((resolve, reject) => {
    const give = () => reject(signal.reason as Error);
    if (signal.aborted) give();
    signal.addEventListener('abort', give, { once: true });
    void turn.then(() => {
      signal.removeEventListener('abort', give);
      resolve();
    });
  });
}
