import { Column } from './column.ts';

/** The forms under which a word can be sought; part of its key, so that equal spellings do not meet. */
export const FORMS = {
  exact: 1,
  cased: 2,
  prefix: 3,
  fuzzy: 4,
  deletion: 5,
  lang: 6,
  source: 7,
  stage: 8,
  stem: 16,
} as const;

/**
 * Cells of an entry. A short word is its own key: `[its first four units, the next four, shape, leaf]`; of a longer
 * one `[hash, place of the spelling, shape, leaf]`. One look at one line of memory finds most words.
 */
const ENTRY = 4;
const SHORT = 8;
/** The shape: length, this, and the form above. */
const LONG = 1 << 16;
const FORM_SHIFT = 17;
/** How full the table may be: fuller ones take less memory, and more looks for a word that is not there. */
const FULLEST = 0.75;
/** The longest word that is kept, in units: longer ones are in no question that the parser lets pass. */
export const LONGEST_WORD = 0xffff;

/** The arrays of a vocabulary, to be read by another thread. */
export interface VocabularyView {
  readonly entries: Int32Array;
  readonly letters: Uint16Array;
}

/** The key of the word that was looked at last: kept here, as a key is needed for every word of every question. */
let first = 0;
let second = 0;
let shape = 0;

function setKey(form: number, word: string): void {
  const { length } = word;
  first = 0;
  second = 0;
  shape = length | (form << FORM_SHIFT);
  let wide = 0;
  if (length <= SHORT) {
    for (let index = 0; index < length; index++) {
      const unit = word.charCodeAt(index);
      wide |= unit;
      if (index < 4) first |= unit << (index * 8);
      else second |= unit << (index * 8 - 32);
    }
    if (wide < 256) return;
  }
  let hash = 0x811c9dc5 | 0;
  for (let index = 0; index < length; index++) hash = Math.imul(hash ^ word.charCodeAt(index), 0x01000193);
  first = hash;
  second = 0;
  shape |= LONG;
}

function slotOf(one: number, other: number, identity: number, mask: number): number {
  const mixed = Math.imul(one ^ Math.imul(other, 0x9e3779b1) ^ Math.imul(identity, 0xc2b2ae35), 0x85ebca6b);
  return ((mixed ^ (mixed >>> 15)) * ENTRY) & mask;
}

/** Returns the leaf of a word in a form, or -1 where no question uses it. */
export function findWord(view: VocabularyView, form: number, word: string): number {
  if (word.length > LONGEST_WORD) return -1;
  setKey(form, word);
  const { entries } = view;
  const mask = entries.length - 1;
  for (let at = slotOf(first, second, shape, mask); ; at = (at + ENTRY) & mask) {
    const found = entries[at + 2]!;
    if (found === 0) return -1;
    if (found !== shape || entries[at] !== first) continue;
    if ((shape & LONG) === 0 ? entries[at + 1] === second : isSpelt(view.letters, entries[at + 1]!, word)) {
      return entries[at + 3]!;
    }
  }
}

function isSpelt(letters: Uint16Array, offset: number, word: string): boolean {
  for (let index = 0; index < word.length; index++)
    if (letters[offset + index] !== word.charCodeAt(index)) return false;
  return true;
}

/**
 * The words that some question uses, each with the leaf that it leads to: a hash table on shared memory. Words are
 * added and never taken out; what no question uses any more costs a few bytes.
 */
export class Vocabulary {
  #entries = new Column(ENTRY << 10);
  #letters = new Uint16Array(new SharedArrayBuffer(1 << 14));
  #lettersUsed = 0;
  #count = 0;
  #view: VocabularyView = { entries: this.#entries.cells, letters: this.#letters };

  get view(): VocabularyView {
    return this.#view;
  }

  /** Returns the leaf of a word in a form, or -1 where it is new. */
  find(form: number, word: string): number {
    return findWord(this.#view, form, word);
  }

  /** Adds a word that is new. */
  add(form: number, word: string, leaf: number): void {
    if ((this.#count + 1) * ENTRY > this.#entries.cells.length * FULLEST) this.#widen();
    this.#count++;
    setKey(form, word);
    const { cells } = this.#entries;
    const at = freeSlot(cells, slotOf(first, second, shape, cells.length - 1));
    cells[at] = first;
    cells[at + 1] = shape & LONG ? this.#spell(word) : second;
    cells[at + 2] = shape;
    cells[at + 3] = leaf;
    if (this.#view.entries !== cells || this.#view.letters !== this.#letters) this.#show();
  }

  /** Gives back the memory beyond what is in use. */
  trim(): void {
    this.#keepLetters(this.#lettersUsed);
    this.#show();
  }

  #show(): void {
    this.#view = { entries: this.#entries.cells, letters: this.#letters };
  }

  #spell(word: string): number {
    const offset = this.#lettersUsed;
    this.#lettersUsed += word.length;
    if (this.#lettersUsed > this.#letters.length) this.#keepLetters(this.#lettersUsed * 2);
    for (let index = 0; index < word.length; index++) this.#letters[offset + index] = word.charCodeAt(index);
    return offset;
  }

  #keepLetters(capacity: number): void {
    const kept = new Uint16Array(new SharedArrayBuffer(capacity * 2));
    kept.set(this.#letters.subarray(0, capacity));
    this.#letters = kept;
  }

  #widen(): void {
    const old = this.#entries.cells;
    const wider = new Column(old.length * 2);
    const mask = wider.cells.length - 1;
    for (let from = 0; from < old.length; from += ENTRY) {
      const identity = old[from + 2]!;
      if (identity === 0) continue;
      const other = identity & LONG ? 0 : old[from + 1]!;
      const at = freeSlot(wider.cells, slotOf(old[from]!, other, identity, mask));
      for (let cell = 0; cell < ENTRY; cell++) wider.cells[at + cell] = old[from + cell]!;
    }
    this.#entries = wider;
  }
}

function freeSlot(entries: Int32Array, from: number): number {
  const mask = entries.length - 1;
  let at = from;
  while (entries[at + 2] !== 0) at = (at + ENTRY) & mask;
  return at;
}
