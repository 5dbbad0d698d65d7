import { FLAGS, type LeafView } from '../questions/leaf-table.ts';
import type { PostingsView } from '../questions/postings.ts';
import type { VocabularyView } from '../questions/vocabulary.ts';
import { leavesOfToken, type WordFormsView } from '../questions/word-forms.ts';
import * as keys from './token-keys.ts';

/** What reading a document needs to know of the questions. */
export interface ScanView {
  readonly vocabulary: VocabularyView;
  readonly forms: WordFormsView;
  readonly leaves: LeafView;
  readonly leafCount: number;
  readonly postings: Pick<PostingsView, 'merges' | 'starts'>;
}

/**
 * Cells of an entry. A short token is its own key: `[its last four units, the four before, shape, value]`; of a
 * longer one `[hash, place of the spelling, shape, value]`. The value is a leaf, or the place of the leaves.
 */
const ENTRY = 4;
/** Bits of the shape: 8 for the length, then these, then 16 for the version of the vocabulary. */
const SOME_LEAF = 1 << 8;
// As constants of this module: what comes from another is looked up at each use.
const { HIGHS, IDENTITIES, LONG, LONGEST, LOWS, UNITS } = keys;
const MORE_LEAVES = 1 << 9;
const EXACT_FIRST = 1 << 10;
const PAIR_FIRST_BIT = 13;
const PAIR_SECOND_BIT = 14;
/** What tells the token, and that its entry is up to date. */
const IDENTITY = LONG | 0xff;
const FRESHNESS = 0xffff0000 | 0;
const KNOWN = FRESHNESS | IDENTITY;

const MOST_WORDS = 1 << 17;
const MOST_LEAVES = 1 << 20;
/** A table that one document made larger than this is not kept. */
const LARGEST_KEPT = MOST_WORDS * ENTRY * 2 + ENTRY;
/**
 * Unknown to whoever writes documents: words cannot be made to fall into one row of the table, each slower to find
 * than the one before. Answers do not depend on it.
 */
const SEED = (Math.random() * 2 ** 32) | 0;

/**
 * What the shape of an entry tells. The value is the leaf where there is one, -1 where there is none, and otherwise
 * (`moreLeaves`) the place of the leaves: how many, then each. `exactFirst`: the (first) leaf is the exact word.
 */
export const SHAPE = {
  someLeafBit: 8,
  moreLeaves: MORE_LEAVES,
  exactFirst: EXACT_FIRST,
  pairFirstBit: PAIR_FIRST_BIT,
  pairSecondBit: PAIR_SECOND_BIT,
} as const;

function slotOf(first: number, second: number, mask: number): number {
  let mixed = Math.imul(first ^ SEED, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15) ^ second, 0x85ebca6b);
  return ((mixed ^ (mixed >>> 13)) * ENTRY) & mask;
}

/**
 * Leads from a token as it stands in the text to its leaves, without folding it again or making a string.
 * Bounded: past its size it is emptied and fills again. A token is told by its spelling, not by a hash alone.
 */
export class TokenMemo {
  /** The table, and behind it one entry for a token that is too long to be kept. */
  entries = new Int32Array((ENTRY << 12) + ENTRY);
  #mask = (ENTRY << 12) - 1;
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

  /** How many words it holds. */
  get size(): number {
    return this.#words;
  }

  /** Empties the memo where it is past its size: between documents, since entries are noted within one. */
  tidy(): void {
    if (this.#words >= MOST_WORDS || this.#leavesUsed >= MOST_LEAVES) this.clear();
  }

  clear(): void {
    if (this.entries.length > LARGEST_KEPT) this.#reset();
    else this.entries.fill(0);
    if (this.leaves.length > MOST_LEAVES * 2) this.leaves = new Int32Array(1 << 12);
    this.#words = 0;
    this.#lettersUsed = 0;
    this.#leavesUsed = 0;
  }

  #reset(): void {
    this.entries = new Int32Array((ENTRY << 12) + ENTRY);
    this.#mask = (ENTRY << 12) - 1;
    this.#letters = new Uint16Array(1 << 14);
  }

  /**
   * Returns where the entry of a token of the stretch cut last stands in `entries`, or -1 where `find` must look it up.
   */
  findKnown(index: number): number {
    const { entries } = this;
    const mask = this.#mask;
    const identity = IDENTITIES[index]!;
    const first = LOWS[index]!;
    const second = HIGHS[index]!;
    const wanted = this.#fresh | identity;
    if (identity < LONG) {
      const at = slotOf(first, second, mask);
      const up = entries[at] === first && entries[at + 1] === second && (entries[at + 2]! & KNOWN) === wanted;
      return up ? at : -1;
    }
    const at = slotOf(first, identity & 0xff, mask);
    if (entries[at] !== first || (entries[at + 2]! & KNOWN) !== wanted) return -1;
    return this.#isSpelt(entries[at + 1]!, second, identity & 0xff) ? at : -1;
  }

  /** Returns where the entry of a token stands in `entries`, looking it up where it is new. */
  find(index: number): number {
    const identity = IDENTITIES[index]!;
    let at = this.#seek(index);
    if (at >= 0 && at <= this.#mask && (this.entries[at + 2]! & KNOWN) === (this.#fresh | identity)) return at;
    if (at < 0) {
      if ((this.#words + 1) * ENTRY * 2 > this.#mask) this.#widen();
      const second = identity & LONG ? this.#spell(index) : HIGHS[index]!;
      at = this.#place(this.entries, this.#mask, { first: LOWS[index]!, second, identity });
      this.#words++;
    }
    this.#resolve(at, keys.spellingAt(index));
    return at;
  }

  /** Where the token's entry is, up to date or not; the spare one for a token too long to be kept; else -1. */
  #seek(index: number): number {
    const { entries } = this;
    const mask = this.#mask;
    const identity = IDENTITIES[index]!;
    if ((identity & 0xff) === LONGEST) {
      entries[mask + 3] = identity;
      return mask + 1;
    }
    const first = LOWS[index]!;
    const second = HIGHS[index]!;
    const long = (identity & LONG) !== 0;
    for (
      let at = slotOf(first, long ? identity & 0xff : second, mask);
      entries[at + 2] !== 0;
      at = (at + ENTRY) & mask
    ) {
      if (entries[at] !== first || (entries[at + 2]! & IDENTITY) !== identity) continue;
      if (long ? this.#isSpelt(entries[at + 1]!, second, identity & 0xff) : entries[at + 1] === second) return at;
    }
    return -1;
  }

  #isSpelt(spelling: number, start: number, length: number): boolean {
    const letters = this.#letters;
    for (let index = 0; index < length; index++) if (letters[spelling + index] !== UNITS[start + index]) return false;
    return true;
  }

  /** Puts a key into the first free slot of its row. */
  #place(entries: Int32Array, mask: number, key: { first: number; second: number; identity: number }): number {
    const { first, second, identity } = key;
    let at = slotOf(first, identity & LONG ? identity & 0xff : second, mask);
    while (entries[at + 2] !== 0) at = (at + ENTRY) & mask;
    entries[at] = first;
    entries[at + 1] = second;
    entries[at + 2] = identity;
    return at;
  }

  #spell(index: number): number {
    const start = HIGHS[index]!;
    const length = IDENTITIES[index]! & 0xff;
    const offset = this.#lettersUsed;
    this.#lettersUsed += length;
    if (this.#lettersUsed > this.#letters.length) {
      const larger = new Uint16Array(this.#lettersUsed * 2);
      larger.set(this.#letters);
      this.#letters = larger;
    }
    this.#letters.set(UNITS.subarray(start, start + length), offset);
    return offset;
  }

  #resolve(at: number, token: string): void {
    const [exact = -1, ...others] = leavesOfToken(token, this.#view.forms, this.#view.vocabulary);
    const leaves = exact >= 0 ? [exact, ...others] : others;
    let shape = this.#fresh | (this.entries[at + 2]! & IDENTITY);
    if (exact >= 0) {
      const flags = this.#view.leaves.flags[exact]!;
      shape |= EXACT_FIRST;
      if (flags & FLAGS.pairFirst) shape |= 1 << PAIR_FIRST_BIT;
      if (flags & FLAGS.pairSecond) shape |= 1 << PAIR_SECOND_BIT;
    }
    if (leaves.length > 0) shape |= SOME_LEAF;
    if (leaves.length > 1) shape |= MORE_LEAVES;
    this.entries[at + 3] = leaves.length > 1 ? this.#keep(leaves) : (leaves[0] ?? -1);
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
    const mask = (this.#mask + 1) * 2 - 1;
    const wider = new Int32Array(mask + 1 + ENTRY);
    for (let from = 0; from <= this.#mask; from += ENTRY) {
      const shape = old[from + 2]!;
      if (shape === 0) continue;
      const at = this.#place(wider, mask, { first: old[from]!, second: old[from + 1]!, identity: shape & IDENTITY });
      wider[at + 2] = shape;
      wider[at + 3] = old[from + 3]!;
    }
    this.entries = wider;
    this.#mask = mask;
  }
}
