import { MOST_TRIES } from '../links/link-memory.ts';

/** More than that are not kept in mind: then the server gives hardly anything, and is left alone. */
const MOST = 100;

/** The mails of a folder that were asked for and did not come, by their numbers, with how often they were asked for. */
export class MissingMails {
  readonly #tries: Map<number, number>;
  /** Those that did not come in this reading. */
  readonly #now = new Set<number>();

  /** `kept` is what `kept` gave before; anything else is nothing. */
  constructor(kept: unknown) {
    this.#tries = new Map(Array.isArray(kept) ? kept.filter(isTried).slice(0, MOST) : []);
  }

  get size(): number {
    return this.#tries.size;
  }

  get isFull(): boolean {
    return this.#tries.size >= MOST;
  }

  /** Those that were asked for least often first: one that breaks the connection off holds up no other. */
  get uids(): readonly number[] {
    return [...this.#tries].sort(([one, few], [other, many]) => few - many || one - other).map(([uid]) => uid);
  }

  miss(uid: number): void {
    this.#tries.set(uid, (this.#tries.get(uid) ?? 0) + 1);
    this.#now.add(uid);
  }

  /** It came, or it is no more. */
  settle(uid: number): void {
    this.#tries.delete(uid);
  }

  /** Forgets those that did not come in five readings, the last of them this one; returns how many. */
  passBy(): number {
    const tired = [...this.#now].filter((uid) => (this.#tries.get(uid) ?? 0) >= MOST_TRIES);
    for (const uid of tired) this.#tries.delete(uid);
    return tired.length;
  }

  get kept(): readonly (readonly [number, number])[] {
    return [...this.#tries];
  }
}

function isTried(entry: unknown): entry is readonly [number, number] {
  return Array.isArray(entry) && entry.length === 2 && entry.every((one) => Number.isSafeInteger(one) && one > 0);
}
