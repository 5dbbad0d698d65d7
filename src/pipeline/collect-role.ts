import { dueSources, type ReadableSource } from '../store/source-items.ts';
import { type Collected, type CollectingParts, collect } from './collecting.ts';

/** Sources that are read at a time; the guard sees to it that no host is asked too often. */
const AT_ONCE = 8;
const IDLE = 1000;

export interface CollectRoleParts extends CollectingParts {
  readonly collected?: ((collected: Collected) => void) | undefined;
  /** Told of a fault of ours; the source is read again later. */
  readonly failed: (error: unknown, source: ReadableSource) => void;
}

/** Reads the sources that are due, several at a time, each by itself. */
export class CollectRole {
  readonly #parts: CollectRoleParts;
  readonly #reading = new Map<string, Promise<void>>();
  /** Sources whose reading failed by a fault of ours: not before that instant again. */
  readonly #resting = new Map<string, number>();

  constructor(parts: CollectRoleParts) {
    this.#parts = parts;
  }

  async step(): Promise<number> {
    const { desk } = this.#parts;
    const now = desk.now();
    for (const [id, until] of this.#resting) if (until <= now) this.#resting.delete(id);
    const most = AT_ONCE - this.#reading.size;
    if (most > 0) {
      const without = [...this.#reading.keys(), ...this.#resting.keys()];
      for (const source of await dueSources(desk.database.work, { now: new Date(now), most, without })) {
        this.#reading.set(source.id, this.#read(source));
      }
    }
    if (this.#reading.size < AT_ONCE) return IDLE;
    await Promise.race(this.#reading.values());
    return 0;
  }

  /** Waits for what is being read. */
  async settle(): Promise<void> {
    await Promise.all(this.#reading.values());
  }

  async #read(source: ReadableSource): Promise<void> {
    try {
      this.#parts.collected?.(await collect(this.#parts, source));
    } catch (error) {
      this.#resting.set(source.id, this.#parts.desk.now() + 60_000);
      this.#parts.failed(error, source);
    } finally {
      this.#reading.delete(source.id);
    }
  }
}
