/** Stretches of a document by their first and last position, in the order of the first (then of the last), each once. */
export interface PlaceList {
  readonly firsts: Int32Array;
  readonly lasts: Int32Array;
}

export const NOWHERE: PlaceList = { firsts: new Int32Array(0), lasts: new Int32Array(0) };

/** How far a NEAR reaches, in words, and whether its left side must come first. */
export interface Reach {
  readonly distance: number;
  readonly ordered: boolean;
}

/** A NEAR inside a NEAR is followed over so many stretches of one document at the most; the language's page says so. */
const MOST_STRETCHES = 1 << 22;
/** A stretch as one number that sorts by first, then by last. */
const FACTOR = 2 ** 26;

/** Returns the index of the first cell that is at least `least`; `cells` ascend. */
export function indexFrom(cells: Int32Array, least: number): number {
  let low = 0;
  let high = cells.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cells[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Returns whether a list whose stretches do not hold each other has one between two positions. */
export function standsBetween({ firsts, lasts }: PlaceList, first: number, last: number): boolean {
  const index = indexFrom(firsts, first);
  return index < firsts.length && lasts[index]! <= last;
}

/** Returns the part of such a list between two positions, without a copy. */
export function between({ firsts, lasts }: PlaceList, first: number, last: number): PlaceList {
  const from = indexFrom(firsts, first);
  const to = indexFrom(lasts, last + 1);
  return from >= to ? NOWHERE : { firsts: firsts.subarray(from, to), lasts: lasts.subarray(from, to) };
}

/** Returns all stretches of some lists. */
export function union(lists: readonly PlaceList[]): PlaceList {
  const filled = lists.filter(({ firsts }) => firsts.length > 0);
  if (filled.length <= 1) return filled[0] ?? NOWHERE;
  const keys = new StretchKeys();
  for (const { firsts, lasts } of filled) for (let at = 0; at < firsts.length; at++) keys.add(firsts[at]!, lasts[at]!);
  return keys.list();
}

/** Returns whether a stretch of one list stands near one of the other. */
export function standNear(left: PlaceList, right: PlaceList, { distance, ordered }: Reach): boolean {
  return isFollowed(left, right, distance) || (!ordered && isFollowed(right, left, distance));
}

function isFollowed(left: PlaceList, right: PlaceList, distance: number): boolean {
  const { lasts } = left;
  const { firsts } = right;
  for (let at = 0; at < lasts.length; at++) {
    const next = indexFrom(firsts, lasts[at]! + 1);
    if (next < firsts.length && firsts[next]! - lasts[at]! <= distance) return true;
  }
  return false;
}

/** Returns the stretches from the beginning of the one to the end of the other, for all that stand near each other. */
export function joinNear(left: PlaceList, right: PlaceList, { distance, ordered }: Reach): PlaceList {
  const keys = new StretchKeys();
  follow(left, right, distance, keys);
  if (!ordered) follow(right, left, distance, keys);
  return keys.list();
}

function follow(left: PlaceList, right: PlaceList, distance: number, keys: StretchKeys): void {
  for (let at = 0; at < left.lasts.length && !keys.isFull; at++) {
    const end = left.lasts[at]!;
    for (let next = indexFrom(right.firsts, end + 1); next < right.firsts.length; next++) {
      if (right.firsts[next]! - end > distance) break;
      keys.add(left.firsts[at]!, right.lasts[next]!);
    }
  }
}

/** Gathers stretches in any order, doubles among them. */
class StretchKeys {
  isFull = false;
  #keys = new Float64Array(64);
  #count = 0;

  add(first: number, last: number): void {
    if (this.#count === this.#keys.length) this.#makeRoom();
    if (!this.isFull) this.#keys[this.#count++] = first * FACTOR + last;
  }

  list(): PlaceList {
    this.#settle();
    const firsts = new Int32Array(this.#count);
    const lasts = new Int32Array(this.#count);
    for (let at = 0; at < this.#count; at++) {
      firsts[at] = Math.floor(this.#keys[at]! / FACTOR);
      lasts[at] = this.#keys[at]! % FACTOR;
    }
    return { firsts, lasts };
  }

  /** Sorts, and drops the doubles. */
  #settle(): void {
    const keys = this.#keys.subarray(0, this.#count).sort();
    let kept = 0;
    for (let at = 0; at < keys.length; at++) if (at === 0 || keys[at] !== keys[at - 1]) keys[kept++] = keys[at]!;
    this.#count = kept;
  }

  /** Doubles are dropped before more memory is taken. */
  #makeRoom(): void {
    this.#settle();
    if (this.#count * 2 <= this.#keys.length) return;
    this.isFull = this.#count >= MOST_STRETCHES;
    if (this.isFull) return;
    const wider = new Float64Array(this.#keys.length * 2);
    wider.set(this.#keys.subarray(0, this.#count));
    this.#keys = wider;
  }
}
