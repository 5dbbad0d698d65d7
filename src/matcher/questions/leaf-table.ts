import { Column } from './column.ts';

/** What a leaf is: how its truth in a document is found out. */
export const LEAF = {
  /** A word in some form: true where a token of the document leads to it. */
  word: 0,
  /** The document's language, source or stage. */
  attribute: 1,
  /** Exact folded words in a row: `[first word of the rarest pair, words…]`. */
  phrase: 2,
  /** Anything that needs places: `[code…]`, see `encode.ts`. */
  composite: 3,
  /** `[operator, currency, high and low half of the value]`. */
  amount: 4,
  /** `[operator, first day, last day]`, days as YYYYMMDD. */
  date: 5,
} as const;

/** True in every document: where questions are filed that only a date restricts. */
export const ALWAYS = 0;
/** True in a document that states some amount. */
export const HAS_AMOUNT = 1;

/** Bits of a mark: the table of all marks takes 8 KiB. */
export const MARK_BITS = 16;

/**
 * Returns the mark of a leaf: its lowest bits. Marks lie in so small a table that it stays in the nearest cache, where
 * the state of all leaves would not: what has no mark is not in the document, and most of what is sought is not.
 */
export function markOf(leaf: number): number {
  return leaf & ((1 << MARK_BITS) - 1);
}

const PAIR_FIRST = 1;
const PAIR_SECOND = 2;
const FILED = 4;
/** Flags of a word that begins, and of one that ends, the pair under which some phrase is filed. */
export const FLAGS = { pairFirst: PAIR_FIRST, pairSecond: PAIR_SECOND } as const;

/** Cells for each filed pair of words: its hash, and the first phrase on a pair with that hash. */
const PAIR = 2;

export interface LeafView {
  readonly kinds: Int32Array;
  readonly definitionAt: Int32Array;
  readonly definitions: Int32Array;
  readonly flags: Int32Array;
  readonly pairs: Int32Array;
  readonly nextOnPair: Int32Array;
}

/** Returns the hash by which a pair of words is filed. Whoever finds it compares the words. */
export function hashPair(first: number, second: number): number {
  const mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}

/** Returns the hash of a definition: `length` cells from `from` on. */
function hashCells(kind: number, cells: ArrayLike<number>, from: number, length: number): number {
  let hash = 0x811c9dc5 ^ kind;
  for (let at = from; at < from + length; at++) hash = Math.imul(hash ^ cells[at]!, 0x01000193) ^ (hash >>> 13);
  return hash ^ (hash >>> 15);
}

/**
 * The distinct conditions that questions are made of. A leaf stands once, however many questions use it,
 * and is evaluated at most once for each document.
 */
export class LeafTable {
  readonly #kinds = new Column();
  readonly #definitionAt = new Column();
  readonly #definitions = new Column();
  readonly #flags = new Column();
  readonly #nextOnPair = new Column();
  #definitionSlots = new Column(1 << 10);
  #defined = 0;
  #pairs = new Column(PAIR << 10);
  #pairCount = 0;
  #shares = new Float32Array(1024);
  #count = 0;

  constructor() {
    this.add(LEAF.attribute, 1);
    this.add(LEAF.attribute, 0.3);
  }

  get size(): number {
    return this.#count;
  }

  get view(): LeafView {
    return {
      kinds: this.#kinds.cells,
      definitionAt: this.#definitionAt.cells,
      definitions: this.#definitions.cells,
      flags: this.#flags.cells,
      pairs: this.#pairs.cells,
      nextOnPair: this.#nextOnPair.cells,
    };
  }

  kindOf(leaf: number): number {
    return this.#kinds.cells[leaf]!;
  }

  /** The estimated share of documents in which the leaf is true. */
  shareOf(leaf: number): number {
    return this.#shares[leaf]!;
  }

  /** Adds a leaf without a definition and returns it. */
  add(kind: number, share: number): number {
    const leaf = this.#count++;
    this.#kinds.ensure(this.#count)[leaf] = kind;
    this.#definitionAt.ensure(this.#count);
    this.#flags.ensure(this.#count);
    this.#nextOnPair.ensure(this.#count);
    if (leaf >= this.#shares.length) {
      const larger = new Float32Array(this.#shares.length * 2);
      larger.set(this.#shares);
      this.#shares = larger;
    }
    this.#shares[leaf] = share;
    return leaf;
  }

  /** Returns the leaf with this definition; where it is new, it is added with the share that `estimate` gives. */
  define(kind: number, cells: readonly number[], estimate: () => number): number {
    const hash = hashCells(kind, cells, 0, cells.length);
    if ((this.#defined + 1) * 2 > this.#definitionSlots.cells.length) this.#widenDefinitions();
    const slots = this.#definitionSlots.cells;
    const mask = slots.length - 1;
    let slot = hash & mask;
    for (; slots[slot] !== 0; slot = (slot + 1) & mask) {
      if (this.#isDefinedAs(slots[slot]!, kind, cells)) return slots[slot]!;
    }
    const leaf = this.add(kind, estimate());
    slots[slot] = leaf;
    this.#defined++;
    this.#definitionAt.cells[leaf] = this.#definitions.push(cells.length);
    for (const cell of cells) this.#definitions.push(cell);
    return leaf;
  }

  /** Returns the word of a phrase that occurs in the fewest documents. */
  rarestOf(phrase: number): number {
    const definitions = this.#definitions.cells;
    const at = this.#definitionAt.cells[phrase]!;
    let rarest = definitions[at + 2]!;
    for (let index = at + 3; index <= at + definitions[at]!; index++) {
      if (this.shareOf(definitions[index]!) < this.shareOf(rarest)) rarest = definitions[index]!;
    }
    return rarest;
  }

  /**
   * Files a phrase under its rarest pair, so that a document finds it without asking for it.
   * Returns whether that changed anything.
   */
  filePhrase(phrase: number): boolean {
    const flags = this.#flags.cells;
    if (flags[phrase]! & FILED) return false;
    flags[phrase]! |= FILED;
    const definitions = this.#definitions.cells;
    const at = this.#definitionAt.cells[phrase]! + 1;
    const pair = at + 1 + definitions[at]!;
    const first = definitions[pair]!;
    const second = definitions[pair + 1]!;
    flags[first]! |= PAIR_FIRST;
    flags[second]! |= PAIR_SECOND;
    if ((this.#pairCount + 1) * PAIR * 1.5 > this.#pairs.cells.length) this.#widenPairs();
    const hash = hashPair(first, second);
    const pairs = this.#pairs.cells;
    const slot = pairSlot(pairs, hash);
    if (pairs[slot + 1] === 0) this.#pairCount++;
    this.#nextOnPair.cells[phrase] = pairs[slot + 1]!;
    pairs[slot] = hash;
    pairs[slot + 1] = phrase;
    return true;
  }

  trim(): void {
    for (const column of [this.#kinds, this.#definitionAt, this.#flags, this.#nextOnPair]) {
      column.length = this.#count;
      column.trim();
    }
    this.#definitions.trim();
  }

  #isDefinedAs(leaf: number, kind: number, cells: readonly number[]): boolean {
    if (this.kindOf(leaf) !== kind) return false;
    const at = this.#definitionAt.cells[leaf]!;
    const definitions = this.#definitions.cells;
    if (definitions[at] !== cells.length) return false;
    for (let index = 0; index < cells.length; index++) if (definitions[at + 1 + index] !== cells[index]) return false;
    return true;
  }

  #widenDefinitions(): void {
    const wider = new Column(this.#definitionSlots.cells.length * 2);
    const mask = wider.cells.length - 1;
    const definitions = this.#definitions.cells;
    for (const leaf of this.#definitionSlots.cells) {
      if (leaf === 0) continue;
      const at = this.#definitionAt.cells[leaf]!;
      let slot = hashCells(this.kindOf(leaf), definitions, at + 1, definitions[at]!) & mask;
      while (wider.cells[slot] !== 0) slot = (slot + 1) & mask;
      wider.cells[slot] = leaf;
    }
    this.#definitionSlots = wider;
  }

  #widenPairs(): void {
    // A power of two slots.
    const wider = new Column(this.#pairs.cells.length * 2);
    const old = this.#pairs.cells;
    for (let at = 0; at < old.length; at += PAIR) {
      if (old[at + 1] === 0) continue;
      const slot = pairSlot(wider.cells, old[at]!);
      wider.cells[slot] = old[at]!;
      wider.cells[slot + 1] = old[at + 1]!;
    }
    this.#pairs = wider;
  }
}

/** Returns where the pairs with a hash stand in the table, or the free slot where they belong. */
export function pairSlot(pairs: Int32Array, hash: number): number {
  const mask = pairs.length - 1;
  let at = (hash * PAIR) & mask;
  while (pairs[at + 1] !== 0 && pairs[at] !== hash) at = (at + PAIR) & mask;
  return at;
}
