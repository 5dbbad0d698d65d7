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

/** Cells for each entry: hash, offset of its spelling, length of the spelling with the form above it, leaf. */
const ENTRY = 4;

function hashOf(form: number, word: string): number {
  let hash = 0x811c9dc5 ^ form;
  for (let index = 0; index < word.length; index++) hash = Math.imul(hash ^ word.charCodeAt(index), 0x01000193);
  return hash ^ (hash >>> 15);
}

/** The arrays of a vocabulary, to be read by another thread. */
export interface VocabularyView {
  readonly slots: Int32Array;
  readonly entries: Int32Array;
  readonly letters: Uint16Array;
}

/**
 * The words that some question uses, each with the leaf that it leads to: a hash table over one arena of
 * spellings. Words are added and never taken out; what no question uses any more costs a few bytes.
 */
export class Vocabulary {
  #slots = new Column(1 << 12);
  readonly #entries = new Column(ENTRY << 10);
  #letters = new Uint16Array(new SharedArrayBuffer(1 << 14));
  #lettersUsed = 0;
  #count = 0;
  #view: VocabularyView = { slots: this.#slots.cells, entries: this.#entries.cells, letters: this.#letters };

  get size(): number {
    return this.#count;
  }

  get view(): VocabularyView {
    return this.#view;
  }

  /** Returns the leaf of a word in a form, or -1 where it is new. */
  find(form: number, word: string): number {
    return findWord(this.#view, form, word);
  }

  /** Adds a word that is new. */
  add(form: number, word: string, leaf: number): void {
    const hash = hashOf(form, word);
    if ((this.#count + 1) * 2 > this.#slots.cells.length) this.#widen();
    const entry = this.#count++;
    const at = entry * ENTRY;
    const cells = this.#entries.ensure(at + ENTRY);
    cells[at] = hash;
    cells[at + 1] = this.#spell(word);
    cells[at + 2] = word.length | (form << 20);
    cells[at + 3] = leaf;
    place(this.#slots.cells, hash, entry);
    this.#show();
  }

  /** Gives back the memory beyond what is in use. */
  trim(): void {
    this.#entries.length = this.#count * ENTRY;
    this.#entries.trim();
    this.#show();
  }

  /** Renews the view where an array was replaced by a larger one. */
  #show(): void {
    const { slots, entries, letters } = this.#view;
    if (slots === this.#slots.cells && entries === this.#entries.cells && letters === this.#letters) return;
    this.#view = { slots: this.#slots.cells, entries: this.#entries.cells, letters: this.#letters };
  }

  #spell(word: string): number {
    const offset = this.#lettersUsed;
    this.#lettersUsed += word.length;
    if (this.#lettersUsed > this.#letters.length) {
      const larger = new Uint16Array(new SharedArrayBuffer(this.#lettersUsed * 4));
      larger.set(this.#letters);
      this.#letters = larger;
    }
    for (let index = 0; index < word.length; index++) this.#letters[offset + index] = word.charCodeAt(index);
    return offset;
  }

  #widen(): void {
    const wider = new Column(this.#slots.cells.length * 2);
    const entries = this.#entries.cells;
    for (let entry = 0; entry < this.#count; entry++) place(wider.cells, entries[entry * ENTRY]!, entry);
    this.#slots = wider;
  }
}

function place(slots: Int32Array, hash: number, entry: number): void {
  const mask = slots.length - 1;
  let slot = hash & mask;
  while (slots[slot] !== 0) slot = (slot + 1) & mask;
  slots[slot] = entry + 1;
}

/** Returns where the entry of a word stands among `entries`, or -1. */
function entryOf(view: VocabularyView, form: number, word: string, hash: number): number {
  const { slots, entries, letters } = view;
  const mask = slots.length - 1;
  const shape = word.length | (form << 20);
  for (let slot = hash & mask; slots[slot] !== 0; slot = (slot + 1) & mask) {
    const at = (slots[slot]! - 1) * ENTRY;
    if (entries[at] !== hash || entries[at + 2] !== shape) continue;
    const offset = entries[at + 1]!;
    let index = 0;
    while (index < word.length && letters[offset + index] === word.charCodeAt(index)) index++;
    if (index === word.length) return at;
  }
  return -1;
}

/** Returns the leaf of a word in a form, or -1 where no question uses it. */
export function findWord(view: VocabularyView, form: number, word: string): number {
  const at = entryOf(view, form, word, hashOf(form, word));
  return at < 0 ? -1 : view.entries[at + 3]!;
}
