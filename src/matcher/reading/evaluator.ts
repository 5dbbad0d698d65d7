import type { RateTable } from '../../amounts/rates.ts';
import type { Span } from '../../text/sentences.ts';
import { isWordsNear, OP } from '../questions/encode.ts';
import { LEAF, type LeafView } from '../questions/leaf-table.ts';
import { dateHolds, statesEnough, thresholdAt } from './conditions.ts';
import { DocumentParts, type Stretch } from './document-parts.ts';
import type { DocumentScan } from './document-scan.ts';
import { LeafPlaces } from './leaf-places.ts';
import {
  between,
  indexFrom,
  joinNear,
  NOWHERE,
  type PlaceList,
  type Reach,
  standNear,
  standsBetween,
  union,
} from './place-list.ts';
import { wordsNear } from './words-near.ts';

// The lowest bits of a leaf are its mark, see `markOf`.
const MARK_MASK = 0xffff;
// As constants of this module: what comes from another is looked up at each use.
const {
  and: AND,
  or: OR,
  not: NOT,
  near: NEAR,
  sentence: SENTENCE,
  document: DOCUMENT,
  field: FIELD,
  absent: ABSENT,
} = OP;
const { word: WORD, attribute: ATTRIBUTE, phrase: PHRASE, composite: COMPOSITE, amount: AMOUNT, date: DATE } = LEAF;

/** Looking up whether words are near each other is dearer than to find it out, unless that has taken so many steps. */
const MANY_STEPS = 1 << 14;

/** The last position there can be: a window from 0 to here is the whole document. */
export const EVERYWHERE = 0x7fffffff;

/**
 * Works out whether code holds in the document that was scanned, and where. Leaves are worked out at most once
 * for each document; conditions on a part of it (a field, a sentence) are worked out over the places there.
 */
export class Evaluator {
  #scan: DocumentScan;
  #leaves: LeafView;
  readonly #parts: DocumentParts;
  readonly #rates: RateTable;
  readonly #places: LeafPlaces;
  /** Which words stand near each other, once that has taken many steps: many questions may ask it of a long document. */
  readonly #near = new Map<string, boolean>();

  constructor(scan: DocumentScan, leaves: LeafView, rates: RateTable) {
    this.#scan = scan;
    this.#leaves = leaves;
    this.#rates = rates;
    this.#parts = new DocumentParts(scan);
    this.#places = new LeafPlaces(scan, leaves, this.#parts, rates);
  }

  use(leaves: LeafView): void {
    this.#leaves = leaves;
    this.#places.use(leaves);
  }

  /** Forgets what was worked out of the document before. */
  begin(): void {
    this.#parts.begin();
    this.#places.begin();
    if (this.#near.size > 0) this.#near.clear();
  }

  /** Returns whether the document states an amount at all. */
  statesAmount(): boolean {
    return this.#parts.statesAmount();
  }

  /** Returns whether all items of code from `from` up to `to` hold in the whole document. */
  all(code: Int32Array, from: number, to: number): boolean {
    const { state, stamp, marks } = this.#scan;
    for (let at = from; at < to; ) {
      const item = code[at]!;
      if (item < 0) {
        if (item <= ABSENT) {
          if (this.#isPresent(ABSENT - item)) return false;
          at++;
          continue;
        }
        if (!this.#operation(code, at)) return false;
        at += code[at + 1]!;
        continue;
      }
      const leaf = item >> 1;
      if (item & 1) {
        if (!this.leafHolds(leaf)) return false;
      } else if ((marks[(leaf & MARK_MASK) >>> 5]! & (1 << (leaf & 31))) === 0 || state[leaf << 2] !== stamp)
        return false;
      at++;
    }
    return true;
  }

  #any(code: Int32Array, from: number, to: number): boolean {
    const { state, stamp, marks } = this.#scan;
    for (let at = from; at < to; ) {
      const item = code[at]!;
      if (item < 0) {
        if (item <= ABSENT) {
          if (!this.#isPresent(ABSENT - item)) return true;
          at++;
          continue;
        }
        if (this.#operation(code, at)) return true;
        at += code[at + 1]!;
        continue;
      }
      const leaf = item >> 1;
      if (item & 1) {
        if (this.leafHolds(leaf)) return true;
      } else if ((marks[(leaf & MARK_MASK) >>> 5]! & (1 << (leaf & 31))) !== 0 && state[leaf << 2] === stamp)
        return true;
      at++;
    }
    return false;
  }

  /** Returns whether a word or an attribute is in the document. */
  #isPresent(leaf: number): boolean {
    const { state, stamp, marks } = this.#scan;
    return (marks[(leaf & MARK_MASK) >>> 5]! & (1 << (leaf & 31))) !== 0 && state[leaf << 2] === stamp;
  }

  #operation(code: Int32Array, at: number): boolean {
    const end = at + code[at + 1]!;
    switch (code[at]) {
      case AND:
        return this.all(code, at + 2, end);
      case OR:
        return this.#any(code, at + 2, end);
      case NOT:
        return !this.all(code, at + 2, end);
      case NEAR:
        return this.#nearHolds(code, at);
      default:
        return this.holds(code, at, 0, EVERYWHERE);
    }
  }

  /** Returns whether a leaf is true in the whole document. */
  leafHolds(leaf: number): boolean {
    const { state, stamp } = this.#scan;
    if (state[leaf << 2] === stamp) return true;
    const kind = this.#leaves.kinds[leaf]!;
    if (state[leaf << 2] === stamp + 1 || kind === WORD || kind === ATTRIBUTE) return false;
    const holds = this.#workOut(leaf, kind);
    state[leaf << 2] = holds ? stamp : stamp + 1;
    return holds;
  }

  #workOut(leaf: number, kind: number): boolean {
    const at = this.#leaves.definitionAt[leaf]! + 1;
    const { definitions } = this.#leaves;
    if (kind === PHRASE) return this.#places.phraseStands(leaf);
    if (kind === DATE) return dateHolds(definitions, at, this.#scan.document);
    if (kind === AMOUNT) return this.#statedHolds(leaf) || this.#places.of(leaf).firsts.length > 0;
    return definitions[at]! < 0 ? this.#operation(definitions, at) : this.leafHolds(definitions[at]! >> 1);
  }

  /** Two single words near each other need no list of places. */
  #nearHolds(code: Int32Array, at: number): boolean {
    if (!isWordsNear(code, at)) return this.holds(code, at, 0, EVERYWHERE);
    const reach = code[at + 2]!;
    const left = code[at + 3]! >> 1;
    const right = code[at + 4]! >> 1;
    if (this.#scan.steps < MANY_STEPS) return wordsNear(this.#scan, left, right, reach);
    const key = `${left} ${right} ${reach}`;
    const known = this.#near.get(key) ?? wordsNear(this.#scan, left, right, reach);
    this.#near.set(key, known);
    return known;
  }

  /** Returns whether the item of code at `at` holds within the positions `first` to `last`. */
  holds(code: Int32Array, at: number, first: number, last: number): boolean {
    const item = code[at]!;
    if (item >= 0) return this.#leafHoldsIn(item >> 1, first, last);
    const end = at + code[at + 1]!;
    switch (item) {
      case AND:
      case NOT: {
        let all = true;
        for (let part = at + 2; part < end && all; part += sizeOf(code, part))
          all = this.holds(code, part, first, last);
        return all === (item === AND);
      }
      case OR: {
        for (let part = at + 2; part < end; part += sizeOf(code, part)) {
          if (this.holds(code, part, first, last)) return true;
        }
        return false;
      }
      case FIELD: {
        const [from, to] = this.#parts.field(code[at + 2]!, first, last);
        return this.holds(code, at + 3, from, to);
      }
      case DOCUMENT:
        return this.holds(code, at + 2 + sizeOf(code, at + 2), 0, EVERYWHERE) && this.holds(code, at + 2, first, last);
      case SENTENCE:
        return this.#sentences(code, at, { first, last }, (from, to) => this.holds(code, at + 2, from, to));
      default: {
        const [left, right] = this.#sides(code, at, first, last);
        return standNear(left, right, reachOf(code, at));
      }
    }
  }

  #leafHoldsIn(leaf: number, first: number, last: number): boolean {
    const kind = this.#leaves.kinds[leaf]!;
    const whole = first === 0 && last === EVERYWHERE;
    if (whole || kind === ATTRIBUTE || kind === DATE) return this.leafHolds(leaf);
    if (kind === COMPOSITE)
      return this.holds(this.#leaves.definitions, this.#leaves.definitionAt[leaf]! + 1, first, last);
    return standsBetween(this.#places.of(leaf), first, last);
  }

  #statedHolds(leaf: number): boolean {
    const threshold = thresholdAt(this.#leaves.definitions, this.#leaves.definitionAt[leaf]! + 1);
    return statesEnough(this.#scan.document, threshold, this.#rates);
  }

  /** Calls `visit` for each sentence that meets the condition, until it returns true; returns whether it did. */
  #sentences(code: Int32Array, at: number, window: Stretch, visit: (from: number, to: number) => boolean): boolean {
    const condition = at + 2 + sizeOf(code, at + 2);
    for (const sentence of this.#parts.sentences()) {
      const from = Math.max(window.first, sentence.first);
      const to = Math.min(window.last, sentence.last);
      if (from <= to && this.holds(code, condition, from, to) && visit(from, to)) return true;
    }
    return false;
  }

  /** Returns a stretch of words as a span of the title or the text. */
  spanOf(stretch: Stretch): Span {
    return this.#parts.spanOf(stretch);
  }

  /** Returns the positions of the title or of the body. */
  fieldStretch(field: 'title' | 'body'): Stretch {
    const [first, last] = this.#parts.field(field === 'title' ? 0 : 1, 0, EVERYWHERE);
    return { first, last };
  }

  /** Returns the sentences that hold one of the places, in order. */
  sentencesAround(places: readonly Stretch[]): readonly Stretch[] {
    const sentences = this.#parts.sentences();
    const firsts = Int32Array.from(sentences, ({ first }) => first);
    const found = new Set<number>();
    for (const { first, last } of places) {
      const index = indexFrom(firsts, first + 1) - 1;
      if (index >= 0 && last <= sentences[index]!.last) found.add(index);
    }
    return [...found].sort((one, other) => one - other).map((index) => sentences[index]!);
  }

  /** Returns the first `most` places of the item of code at `at`, as pairs of first and last position. */
  placesOf(code: Int32Array, at: number, most: number): Stretch[] {
    const { firsts, lasts } = this.#list(code, at, 0, EVERYWHERE);
    return Array.from({ length: Math.min(most, firsts.length) }, (_, index) => ({
      first: firsts[index]!,
      last: lasts[index]!,
    }));
  }

  /** The places of the two sides of a NEAR. */
  #sides(code: Int32Array, at: number, first: number, last: number): readonly [PlaceList, PlaceList] {
    const right = at + 3 + sizeOf(code, at + 3);
    return [this.#list(code, at + 3, first, last), this.#list(code, right, first, last)];
  }

  #list(code: Int32Array, at: number, first: number, last: number): PlaceList {
    const item = code[at]!;
    if (item >= 0) return this.#leafList(item >> 1, first, last);
    switch (item) {
      case OR:
      case AND: {
        const end = at + code[at + 1]!;
        const lists: PlaceList[] = [];
        for (let part = at + 2; part < end; part += sizeOf(code, part)) lists.push(this.#list(code, part, first, last));
        return union(lists);
      }
      case FIELD: {
        const [from, to] = this.#parts.field(code[at + 2]!, first, last);
        return this.#list(code, at + 3, from, to);
      }
      case DOCUMENT: {
        const holds = this.holds(code, at + 2 + sizeOf(code, at + 2), 0, EVERYWHERE);
        return holds ? this.#list(code, at + 2, first, last) : NOWHERE;
      }
      case SENTENCE: {
        const lists: PlaceList[] = [];
        this.#sentences(code, at, { first, last }, (from, to) => {
          lists.push(this.#list(code, at + 2, from, to));
          return false;
        });
        return union(lists);
      }
      case NEAR: {
        const [left, right] = this.#sides(code, at, first, last);
        return joinNear(left, right, reachOf(code, at));
      }
      default:
        return NOWHERE;
    }
  }

  #leafList(leaf: number, first: number, last: number): PlaceList {
    const kind = this.#leaves.kinds[leaf]!;
    if (kind === ATTRIBUTE || kind === DATE) return NOWHERE;
    if (kind === COMPOSITE)
      return this.#list(this.#leaves.definitions, this.#leaves.definitionAt[leaf]! + 1, first, last);
    return between(this.#places.of(leaf), first, last);
  }
}

/** Returns how far the NEAR at `at` reaches. */
function reachOf(code: Int32Array, at: number): Reach {
  return { distance: code[at + 2]! >> 1, ordered: (code[at + 2]! & 1) === 1 };
}

/** Returns how many cells the item of code at `at` takes. */
function sizeOf(code: Int32Array, at: number): number {
  return code[at]! >= 0 || code[at]! <= ABSENT ? 1 : code[at + 1]!;
}
