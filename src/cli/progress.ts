import type { Terminal } from './terminal.ts';

const LOOK_EVERY = 64;
const SHOW_AFTER_MS = 300;
const CLEAR = '\r\u001b[K';

/** A line on standard error that tells how far long work is; only where a person sees it, and never in their way. */
export class Progress {
  readonly #terminal: Terminal;
  #since = Date.now();
  #calls = 0;
  #isShown = false;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  /** To be called often; `line` is asked only when there is something to show. */
  tick(line: () => string): void {
    if (!this.#terminal.showsProgress || this.#calls++ % LOOK_EVERY !== 0) return;
    const now = Date.now();
    if (now - this.#since < SHOW_AFTER_MS) return;
    this.#since = now;
    this.#isShown = true;
    this.#terminal.error(`${CLEAR}${line()}`);
  }

  /** Takes the line away, before anything else is printed. */
  clear(): void {
    if (this.#isShown) this.#terminal.error(CLEAR);
    this.#isShown = false;
  }
}
