/** Does work in lanes side by side, so much of one lane at a time, in the order in which it came. The work never throws. */
export class HostLanes {
  readonly #atOnce: (name: string) => number;
  readonly #lanes = new Map<string, Lane>();
  #size = 0;

  constructor(atOnce: (name: string) => number) {
    this.#atOnce = atOnce;
  }

  /** How much is being done or waits for its turn. */
  get size(): number {
    return this.#size;
  }

  /** The same by lane. */
  counts(): ReadonlyMap<string, number> {
    return new Map([...this.#lanes].map(([name, { running, waiting }]) => [name, running.size + waiting.length]));
  }

  add(name: string, work: () => Promise<void>): void {
    const lane = this.#lanes.get(name) ?? { running: new Set(), waiting: [] };
    this.#lanes.set(name, lane);
    lane.waiting.push(work);
    this.#size++;
    this.#goOn(name, lane);
  }

  /** Waits until all that was added is done. */
  async empty(): Promise<void> {
    while (this.#size > 0) await Promise.all([...this.#lanes.values()].flatMap(({ running }) => [...running]));
  }

  #goOn(name: string, lane: Lane): void {
    while (lane.running.size < this.#atOnce(name)) {
      const work = lane.waiting.shift();
      if (!work) break;
      const done = work().finally(() => {
        lane.running.delete(done);
        this.#size--;
        this.#goOn(name, lane);
        if (lane.running.size === 0) this.#lanes.delete(name);
      });
      lane.running.add(done);
    }
  }
}

interface Lane {
  readonly running: Set<Promise<void>>;
  readonly waiting: (() => Promise<void>)[];
}
