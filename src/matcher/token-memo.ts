import { leavesOfToken, type WordFormsView } from './word-forms.ts';
import type { VocabularyView } from './vocabulary.ts';

/** Cells of an entry: hash, place of the spelling, shape, leaf or place of the leaves. */
const ENTRY = 4;
/** Bits of the shape: 8 for the length, then these, then 16 for the version of the vocabulary. */
const ONE_LEAF = 1 << 8;
const MORE_LEAVES = 1 << 9;
const EXACT_FIRST = 1 << 10;
const LONGEST = 255;
const MOST_WORDS = 1 << 17;
const MOST_LEAVES = 1 << 20;

export const SHAPE = { oneLeaf: ONE_LEAF, moreLeaves: MORE_LEAVES, exactFirst: EXACT_FIRST } as const;

/** The hash of a token begins with the seed and takes in each UTF-16 unit: `imul(hash ^ unit, HASH_FACTOR)`. */
export const HASH_SEED = 0x811c9dc5 | 0;
export const HASH_FACTOR = 0x01000193;

/**
 * Leads from a token as it stands in the text to its leaves, without folding it again or making a string.
 * Bounded: past its size it is emptied and fills again. Spellings are compared, so equal hashes do no harm.
 */
export class TokenMemo {
  entries = new Int32Array(ENTRY << 12);
  leaves = new Int32Array(1 << 12);
  letters = new Uint16Array(1 << 14);
  #words = 0;
  #lettersUsed = 0;
  #leavesUsed = 0;
  #version = 0;
  #forms: WordFormsView;
  #vocabulary: VocabularyView;

  constructor(forms: WordFormsView, vocabulary: VocabularyView) {
    this.#forms = forms;
    this.#vocabulary = vocabulary;
  }

  /** Reads another state of the vocabulary: what was looked up in an older one is looked up again. */
  use(forms: WordFormsView, vocabulary: VocabularyView): void {
    // Entries keep sixteen bits of the version: where those come round again, none may be left.
    if (forms.version >>> 16 !== this.#version >>> 16) this.clear();
    this.#version = forms.version;
    this.#forms = forms;
    this.#vocabulary = vocabulary;
  }

  clear(): void {
    this.entries.fill(0);
    this.#words = 0;
    this.#lettersUsed = 0;
    this.#leavesUsed = 0;
  }

  /** Returns where the entry of the token stands in `entries`. */
  find(text: string, start: number, end: number, hash: number): number {
    const { entries, letters } = this;
    const mask = entries.length - 1;
    const length = end - start;
    const shape = ((this.#version & 0xffff) << 16) | length;
    for (let at = (hash ^ (hash >>> 15)) * ENTRY & mask; ; at = (at + ENTRY) & mask) {
      const found = entries[at + 2]!;
      if (found === 0) return this.#add(text, start, end, hash);
      if (entries[at] !== hash || (found & 0xff) !== length) continue;
      const spelling = entries[at + 1]!;
      let index = 0;
      while (index < length && letters[spelling + index] === text.charCodeAt(start + index)) index++;
      if (index < length) continue;
      if ((found & 0xffff00ff) !== shape) this.#resolve(at, text.slice(start, end));
      return at;
    }
  }

  #add(text: string, start: number, end: number, hash: number): number {
    if (this.#words >= MOST_WORDS || this.#leavesUsed >= MOST_LEAVES) this.clear();
    if ((this.#words + 1) * ENTRY * 2 > this.entries.length) this.#widen();
    const { entries } = this;
    const mask = entries.length - 1;
    let at = ((hash ^ (hash >>> 15)) * ENTRY) & mask;
    while (entries[at + 2] !== 0) at = (at + ENTRY) & mask;
    this.#words++;
    entries[at] = hash;
    entries[at + 1] = this.#spell(text, start, end);
    entries[at + 2] = end - start;
    this.#resolve(at, text.slice(start, end));
    return at;
  }

  #spell(text: string, start: number, end: number): number {
    const offset = this.#lettersUsed;
    this.#lettersUsed += end - start;
    if (this.#lettersUsed > this.letters.length) {
      const larger = new Uint16Array(this.#lettersUsed * 2);
      larger.set(this.letters);
      this.letters = larger;
    }
    for (let index = start; index < end; index++) this.letters[offset + index - start] = text.charCodeAt(index);
    return offset;
  }

  #resolve(at: number, token: string): void {
    const [exact = -1, ...others] = leavesOfToken(token, this.#forms, this.#vocabulary);
    const leaves = exact >= 0 ? [exact, ...others] : others;
    let shape = ((this.#version & 0xffff) << 16) | (this.entries[at + 2]! & 0xff);
    if (exact >= 0) shape |= EXACT_FIRST;
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
    const mask = wider.length - 1;
    for (let from = 0; from < old.length; from += ENTRY) {
      if (old[from + 2] === 0) continue;
      const hash = old[from]!;
      let at = ((hash ^ (hash >>> 15)) * ENTRY) & mask;
      while (wider[at + 2] !== 0) at = (at + ENTRY) & mask;
      wider.set(old.subarray(from, from + ENTRY), at);
    }
    this.entries = wider;
  }
}

/** The longest token that the memo takes; a longer one is no word of any language. */
export const LONGEST_MEMO_TOKEN = LONGEST;
