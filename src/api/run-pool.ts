import { Refusal } from '../errors.ts';

/** At a time, for all who ask. */
const MOST = 4;
/** Of one who asks: nobody takes every place. */
const MOST_EACH = 2;

/** Does a few things at a time, and of each who asks fewer. */
export class RunPool {
  readonly #running = new Map<Promise<unknown>, string>();

  /** Refused with `source-work-busy` where too many run, of whoever asks or of all. */
  async run<T>(actorId: string, work: () => Promise<T>): Promise<T> {
    const own = [...this.#running.values()].filter((id) => id === actorId).length;
    if (own >= MOST_EACH || this.#running.size >= MOST) {
      throw new Refusal(
        'conflict',
        'source-work-busy',
        'Other sources are being read just now; ask again in a moment.',
      );
    }
    const running = work();
    this.#running.set(running, actorId);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }

  /** Waits until nothing runs. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#running.keys());
  }
}
