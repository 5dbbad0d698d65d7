/** Cells of a slot: the hash of the id, and one more than its number; 0 where the slot is free. */
const SLOT = 2;
/**
 * Unknown to whoever names questions: ids cannot be made to fall into one row of the table. Nothing that is told of a
 * question depends on it.
 */
const SEED = (Math.random() * 2 ** 32) | 0;

function hashOf(id: string): number {
  let hash = SEED;
  for (let index = 0; index < id.length; index++) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}

/**
 * Which number does the question with an id have? One look where a `Map` needs three to replace what may be there, and a
 * third of its memory: an id stands in the row of ids alone.
 */
export class IdTable {
  /** By number: the id. A number that was taken out keeps its id until it is given again. */
  readonly ids: string[] = [];
  #slots = new Int32Array(SLOT << 6);
  #size = 0;

  /** How many ids have a number. */
  get size(): number {
    return this.#size;
  }

  /** Gives `id` a number and returns the one that it had, or -1. */
  put(id: string, number: number): number {
    if ((this.#size + 1) * SLOT * 4 > this.#slots.length * 3) this.#widen();
    const hash = hashOf(id);
    const at = this.#seek(id, hash);
    const before = this.#slots[at + 1]! - 1;
    this.ids[number] = id;
    this.#slots[at] = hash;
    this.#slots[at + 1] = number + 1;
    if (before < 0) this.#size++;
    return before;
  }

  /** Takes an id out and returns the number that it had, or -1. */
  take(id: string): number {
    const at = this.#seek(id, hashOf(id));
    const before = this.#slots[at + 1]! - 1;
    if (before < 0) return -1;
    this.#size--;
    this.#close(at);
    return before;
  }

  /** Returns where an id stands, or the free slot where it belongs. */
  #seek(id: string, hash: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let at = (hash * SLOT) & mask;
    while (slots[at + 1] !== 0 && (slots[at] !== hash || this.ids[slots[at + 1]! - 1] !== id)) at = (at + SLOT) & mask;
    return at;
  }

  /** Frees a slot and moves up what stands behind it and would not be found any more (Knuth, TAOCP 6.4, algorithm R). */
  #close(free: number): void {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let hole = free;
    for (let at = (hole + SLOT) & mask; slots[at + 1] !== 0; at = (at + SLOT) & mask) {
      const home = (slots[at]! * SLOT) & mask;
      // It may move where its home does not lie behind the hole, on the way round to where it stands.
      if (((at - home) & mask) < ((at - hole) & mask)) continue;
      slots[hole] = slots[at]!;
      slots[hole + 1] = slots[at + 1]!;
      hole = at;
    }
    slots[hole + 1] = 0;
  }

  #widen(): void {
    const old = this.#slots;
    const wider = new Int32Array(old.length * 2);
    const mask = wider.length - 1;
    for (let from = 0; from < old.length; from += SLOT) {
      if (old[from + 1] === 0) continue;
      let at = (old[from]! * SLOT) & mask;
      while (wider[at + 1] !== 0) at = (at + SLOT) & mask;
      wider[at] = old[from]!;
      wider[at + 1] = old[from + 1]!;
    }
    this.#slots = wider;
  }
}
