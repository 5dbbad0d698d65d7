import { setTimeout as pause } from 'node:timers/promises';

export interface LoopOptions {
  /** Does something; returns how long to wait before the next time, in milliseconds, at most. */
  readonly step: () => Promise<number>;
  /** Told of what went wrong; the loop goes on. */
  readonly failed: (error: unknown) => void;
}

const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;

/** Does something over and over until it is stopped. What fails is done again, less and less often. */
export class Loop {
  readonly #options: LoopOptions;
  readonly #ended: Promise<void>;
  #stopping = false;
  #waiting = new AbortController();
  #woken = false;

  constructor(options: LoopOptions) {
    this.#options = options;
    this.#ended = this.#run();
  }

  /** Lets the next step begin at once. */
  wake(): void {
    this.#woken = true;
    this.#waiting.abort();
  }

  /** Ends after the step that is being done. */
  stop(): Promise<void> {
    this.#stopping = true;
    this.#waiting.abort();
    return this.#ended;
  }

  async #run(): Promise<void> {
    let failures = 0;
    while (!this.#stopping) {
      this.#woken = false;
      let wait: number;
      try {
        wait = await this.#options.step();
        failures = 0;
      } catch (error) {
        wait = Math.min(FIRST_WAIT * 2 ** failures++, LONGEST_WAIT);
        this.#options.failed(error);
      }
      await this.#wait(wait, failures === 0);
    }
  }

  async #wait(milliseconds: number, mayWake: boolean): Promise<void> {
    if (this.#stopping || milliseconds <= 0 || (mayWake && this.#woken)) return;
    this.#waiting = new AbortController();
    await pause(milliseconds, undefined, { signal: this.#waiting.signal }).catch(() => undefined);
  }
}
