/**
 * Asks one question at a time, however many want to know, and keeps the answer for a while. What fails is told to all who
 * wait for it, and is not kept.
 */
export class KeptAnswer<T> {
  readonly #ask: () => Promise<T>;
  readonly #now: () => number;
  readonly #milliseconds: number;
  #asking: Promise<T> | undefined;
  #kept: { readonly answer: T; readonly at: number } | undefined;

  constructor(ask: () => Promise<T>, now: () => number, milliseconds: number) {
    this.#ask = ask;
    this.#now = now;
    this.#milliseconds = milliseconds;
  }

  get(): Promise<T> {
    const age = this.#kept ? this.#now() - this.#kept.at : Number.POSITIVE_INFINITY;
    // A clock that was set back would keep it for ever.
    if (this.#kept && age >= 0 && age < this.#milliseconds) return Promise.resolve(this.#kept.answer);
    this.#asking ??= this.#askAnew();
    return this.#asking;
  }

  async #askAnew(): Promise<T> {
    try {
      const answer = await this.#ask();
      this.#kept = { answer, at: this.#now() };
      return answer;
    } finally {
      this.#asking = undefined;
    }
  }
}
