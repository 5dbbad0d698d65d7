import { FLAGS, type LeafView } from './leaf-table.ts';
import type { VocabularyView } from './vocabulary.ts';
import { leavesOfToken, type WordFormsView } from './word-forms.ts';

/** What reading a document needs to know of the questions. */
export interface ScanView {
  readonly vocabulary: VocabularyView;
  readonly forms: WordFormsView;
  readonly leaves: LeafView;
  readonly leafCount: number;
}

/**
 * Cells of an entry. A short token is its own key: `[its last four units, the four before, shape, value]`;
 * of a longer one `[hash, place of the spelling, shape, value]`. The value is a leaf, or the place of the leaves.
 */
const ENTRY = 4;
/** Bits of the shape: 8 for the length, then these, then 16 for the version of the vocabulary. */
const ONE_LEAF = 1 << 8;
const MORE_LEAVES = 1 << 9;
const EXACT_FIRST = 1 << 10;
const LONG = 1 << 11;
const PAIR_FIRST = 1 << 12;
const PAIR_SECOND = 1 << 13;
/** What tells the token, and that its entry is up to date. */
const IDENTITY = LONG | 0xff;
const FRESHNESS = 0xffff0000 | 0;

const MOST_WORDS = 1 << 17;
const MOST_LEAVES = 1 << 20;

export const SHAPE = { oneLeaf: ONE_LEAF, moreLeaves: MORE_LEAVES, exactFirst: EXACT_FIRST, pairFirst: PAIR_FIRST, pairSecond: PAIR_SECOND } as const;

/** The most units of a short token; each must be below 256. */
export const SHORT = 8;
/** The longest token that the memo takes; a longer one is no word of any language. */
export const LONGEST_MEMO_TOKEN = 255;

function slotOf(first: number, second: number, mask: number): number {
  const mixed = Math.imul(first ^ Math.imul(second, 0x9e3779b1), 0x85ebca6b);
  return ((mixed ^ (mixed >>> 15)) * ENTRY) & mask;
}

/**
 * Leads from a token as it stands in the text to its leaves, without folding it again or making a string.
 * Bounded: past its size it is emptied and fills again. A token is told by its spelling, not by a hash alone.
 */
export class TokenMemo {
  entries = new Int32Array(ENTRY << 12);
  leaves = new Int32Array(1 << 12);
  #letters = new Uint16Array(1 << 14);
  #words = 0;
  #lettersUsed = 0;
  #leavesUsed = 0;
  #version = 0;
  /** The version as it stands in the shape of an entry that is up to date. */
  #fresh = 0;
  #view: ScanView;

  constructor(view: ScanView) {
    this.#view = view;
    this.use(view);
  }

  /** Reads another state of the questions: what was looked up in an older one is looked up again. */
  use(view: ScanView): void {
    const { version } = view.forms;
    // Entries keep sixteen bits of the version: where those come round again, none may be left.
    if (version >>> 16 !== this.#version >>> 16) this.clear();
    this.#fresh = (version & 0xffff) << 16;
    this.#version = version;
    this.#view = view;
  }

  clear(): void {
    this.entries.fill(0);
    this.#words = 0;
    this.#lettersUsed = 0;
    this.#leavesUsed = 0;
  }

  /**
   * Returns where the entry of a short token stands in `entries`; `low` holds its last four units, a byte each,
   * `high` those before.
   */
  findShort(low: number, high: number, length: number): number {
    const { entries } = this;
    const mask = entries.length - 1;
    for (let at = slotOf(low, high, mask); ; at = (at + ENTRY) & mask) {
      const shape = entries[at + 2]!;
      if (entries[at] === low && entries[at + 1] === high && (shape & IDENTITY) === length) {
        if ((shape & FRESHNESS) !== this.#fresh) this.#resolve(at, shortSpelling(low, high, length));
        return at;
      }
      if (shape === 0) {
        this.#makeRoom();
        return this.#add(low, high, length, shortSpelling(low, high, length));
      }
    }
  }

  /** Returns where the entry of any other token stands. */
  findLong(units: Uint16Array, start: number, end: number): number {
    const { entries } = this;
    const mask = entries.length - 1;
    const length = end - start;
    let hash = 0x811c9dc5 | 0;
    for (let index = start; index < end; index++) hash = Math.imul(hash ^ units[index]!, 0x01000193);
    for (let at = slotOf(hash, length, mask); ; at = (at + ENTRY) & mask) {
      const shape = entries[at + 2]!;
      if (entries[at] === hash && (shape & IDENTITY) === (length | LONG) && this.#isSpelt(entries[at + 1]!, units, start, end)) {
        if ((shape & FRESHNESS) !== this.#fresh) this.#resolve(at, spellingOf(units, start, end));
        return at;
      }
      if (shape === 0) {
        this.#makeRoom();
        return this.#add(hash, this.#spell(units, start, end), length | LONG, spellingOf(units, start, end));
      }
    }
  }

  #isSpelt(spelling: number, units: Uint16Array, start: number, end: number): boolean {
    const letters = this.#letters;
    let at = spelling;
    for (let index = start; index < end; index++) if (letters[at++] !== units[index]) return false;
    return true;
  }

  #makeRoom(): void {
    if (this.#words >= MOST_WORDS || this.#leavesUsed >= MOST_LEAVES) this.clear();
    if ((this.#words + 1) * ENTRY * 2 > this.entries.length) this.#widen();
  }

  #add(first: number, second: number, identity: number, token: string): number {
    this.#words++;
    const at = this.#place(this.entries, first, second, identity);
    this.#resolve(at, token);
    return at;
  }

  /** Puts a key into the first free slot of its row. */
  #place(entries: Int32Array, first: number, second: number, identity: number): number {
    const mask = entries.length - 1;
    let at = identity & LONG ? slotOf(first, identity & 0xff, mask) : slotOf(first, second, mask);
    while (entries[at + 2] !== 0) at = (at + ENTRY) & mask;
    entries[at] = first;
    entries[at + 1] = second;
    entries[at + 2] = identity;
    return at;
  }

  #spell(units: Uint16Array, start: number, end: number): number {
    const offset = this.#lettersUsed;
    this.#lettersUsed += end - start;
    if (this.#lettersUsed > this.#letters.length) {
      const larger = new Uint16Array(this.#lettersUsed * 2);
      larger.set(this.#letters);
      this.#letters = larger;
    }
    this.#letters.set(units.subarray(start, end), offset);
    return offset;
  }

  #resolve(at: number, token: string): void {
    const [exact = -1, ...others] = leavesOfToken(token, this.#view.forms, this.#view.vocabulary);
    const leaves = exact >= 0 ? [exact, ...others] : others;
    let shape = this.#fresh | (this.entries[at + 2]! & IDENTITY);
    if (exact >= 0) {
      const flags = this.#view.leaves.flags[exact]!;
      shape |= EXACT_FIRST;
      if (flags & FLAGS.pairFirst) shape |= PAIR_FIRST;
      if (flags & FLAGS.pairSecond) shape |= PAIR_SECOND;
    }
    if (leaves.length === 1) {
      shape |= ONE_LEAF;
      this.entries[at + 3] = leaves[0]!;
    } else if (leaves.length > 1) {
      shape |= MORE_LEAVES;
      this.entries[at + 3] = this.#keep(leaves);
    }
    this.entries[at + 2] = shape;
  }

  #keep(leaves: readonly number[]): number {
    const at = this.#leavesUsed;
    this.#leavesUsed += leaves.length + 1;
    if (this.#leavesUsed > this.leaves.length) {
      const larger = new Int32Array(this.#leavesUsed * 2);
      larger.set(this.leaves);
      this.leaves = larger;
    }
    this.leaves[at] = leaves.length;
    this.leaves.set(leaves, at + 1);
    return at;
  }

  #widen(): void {
    const old = this.entries;
    const wider = new Int32Array(old.length * 2);
    for (let from = 0; from < old.length; from += ENTRY) {
      const shape = old[from + 2]!;
      if (shape === 0) continue;
      const at = this.#place(wider, old[from]!, old[from + 1]!, shape & IDENTITY);
      wider[at + 2] = shape;
      wider[at + 3] = old[from + 3]!;
    }
    this.entries = wider;
  }
}

/** Returns the spelling of a short token from its key. */
function shortSpelling(low: number, high: number, length: number): string {
  let spelling = '';
  for (let index = length - 1; index >= 0; index--) {
    spelling += String.fromCharCode(index < 4 ? (low >>> (index * 8)) & 0xff : (high >>> (index * 8 - 32)) & 0xff);
  }
  return spelling;
}

/** Returns a stretch of UTF-16 units as a string. */
export function spellingOf(units: Uint16Array, start: number, end: number): string {
  return String.fromCharCode(...units.subarray(start, end));
}
