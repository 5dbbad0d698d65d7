import { type AmountThreshold, meetsThreshold } from '../../amounts/compare-amount.ts';
import type { RateTable } from '../../amounts/rates.ts';
import type { Span } from '../../text/sentences.ts';
import { dayOf } from '../document.ts';
import { OP } from '../questions/encode.ts';
import { LEAF, type LeafView } from '../questions/leaf-table.ts';
import { dateHolds, statesEnough, thresholdAt } from './conditions.ts';
import { DocumentParts, type Stretch } from './document-parts.ts';
import type { DocumentScan } from './document-scan.ts';
import { wordsNear } from './words-near.ts';

// The lowest bits of a leaf are its mark, see `markOf`.
const MARK_MASK = 0xffff;
// As constants of this module: what comes from another is looked up at each use.
const { and: AND, or: OR, not: NOT, near: NEAR, sentence: SENTENCE, document: DOCUMENT, field: FIELD, call: CALL } = OP;
const { word: WORD, attribute: ATTRIBUTE, phrase: PHRASE, composite: COMPOSITE, amount: AMOUNT, date: DATE } = LEAF;

/** The last position there can be: a window from 0 to here is the whole document. */
export const EVERYWHERE = 0x7fffffff;
/** More places than this are not followed: the answer then rests on the first of them. */
const MOST_PLACES = 1 << 20;
/** Cells of a NEAR whose two sides are one cell each. */
const WORDS_NEAR = 5;

/**
 * Works out whether code holds in the document that was scanned, and where. Leaves are worked out at most once
 * for each document; conditions on a part of it (a field, a sentence) are worked out over the places there.
 */
export class Evaluator {
  /** Leaves whose truth had to be worked out: the cost of verification, for tests and reports. */
  worked = 0;
  #scan: DocumentScan;
  #leaves: LeafView;
  readonly #parts: DocumentParts;
  readonly #rates: RateTable;
  #firsts = new Int32Array(256);
  #lasts = new Int32Array(256);
  #placeCount = 0;

  constructor(scan: DocumentScan, leaves: LeafView, rates: RateTable) {
    this.#scan = scan;
    this.#leaves = leaves;
    this.#rates = rates;
    this.#parts = new DocumentParts(scan);
  }

  use(leaves: LeafView): void {
    this.#leaves = leaves;
  }

  /** Forgets what was worked out of the document before. */
  begin(): void {
    this.#parts.begin();
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
        if (!this.#operation(code, at)) return false;
        at += code[at + 1]!;
        continue;
      }
      const leaf = item >> 1;
      if (item & 1) {
        if (!this.leafHolds(leaf)) return false;
      } else if ((marks[(leaf & MARK_MASK) >>> 5]! & (1 << (leaf & 31))) === 0 || state[leaf] !== stamp) return false;
      at++;
    }
    return true;
  }

  #any(code: Int32Array, from: number, to: number): boolean {
    const { state, stamp, marks } = this.#scan;
    for (let at = from; at < to; ) {
      const item = code[at]!;
      if (item < 0) {
        if (this.#operation(code, at)) return true;
        at += code[at + 1]!;
        continue;
      }
      const leaf = item >> 1;
      if (item & 1) {
        if (this.leafHolds(leaf)) return true;
      } else if ((marks[(leaf & MARK_MASK) >>> 5]! & (1 << (leaf & 31))) !== 0 && state[leaf] === stamp) return true;
      at++;
    }
    return false;
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
      case CALL: {
        const { definitions } = this.#leaves;
        const start = code[at + 2]!;
        return this.all(definitions, start + 1, start + 1 + definitions[start]!);
      }
      default:
        return this.holds(code, at, 0, EVERYWHERE);
    }
  }

  /** Returns whether a leaf is true in the whole document. */
  leafHolds(leaf: number): boolean {
    const { state, stamp } = this.#scan;
    if (state[leaf] === stamp) return true;
    const kind = this.#leaves.kinds[leaf]!;
    if (state[leaf] === stamp + 1 || kind === WORD || kind === ATTRIBUTE) return false;
    this.worked++;
    const holds = this.#workOut(leaf, kind);
    state[leaf] = holds ? stamp : stamp + 1;
    return holds;
  }

  #workOut(leaf: number, kind: number): boolean {
    const at = this.#leaves.definitionAt[leaf]! + 1;
    const { definitions } = this.#leaves;
    if (kind === PHRASE) return this.#phraseFrom(leaf, 0, EVERYWHERE, true);
    if (kind === DATE) return dateHolds(definitions, at, this.#scan.document);
    if (kind === AMOUNT) return this.#statedHolds(leaf) || this.#stands(leaf, 0, EVERYWHERE);
    if (definitions[at] === NEAR) return this.#nearHolds(definitions, at);
    return this.holds(definitions, at, 0, EVERYWHERE);
  }

  /** Two single words near each other need no list of places. */
  #nearHolds(code: Int32Array, at: number): boolean {
    const left = code[at + 3]!;
    const right = code[at + 4]!;
    const words = code[at + 1] === WORDS_NEAR && left >= 0 && right >= 0 && ((left | right) & 1) === 0;
    return words ? wordsNear(this.#scan, left >> 1, right >> 1, code[at + 2]!) : this.holds(code, at, 0, EVERYWHERE);
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
        const before = this.#placeCount;
        this.#collect(code, at, first, last);
        const found = this.#placeCount > before;
        this.#placeCount = before;
        return found;
      }
    }
  }

  #leafHoldsIn(leaf: number, first: number, last: number): boolean {
    const kind = this.#leaves.kinds[leaf]!;
    const whole = first === 0 && last === EVERYWHERE;
    if (whole || kind === ATTRIBUTE || kind === DATE) return this.leafHolds(leaf);
    return kind === PHRASE ? this.#phraseFrom(leaf, first, last, true) : this.#stands(leaf, first, last);
  }

  /** Returns whether the leaf has a place between two positions. */
  #stands(leaf: number, first: number, last: number): boolean {
    const before = this.#placeCount;
    this.#collectLeaf(leaf, first, last);
    const found = this.#placeCount > before;
    this.#placeCount = before;
    return found;
  }

  #statedHolds(leaf: number): boolean {
    return statesEnough(this.#scan.document, this.#threshold(leaf), this.#rates);
  }

  #threshold(leaf: number): AmountThreshold {
    return thresholdAt(this.#leaves.definitions, this.#leaves.definitionAt[leaf]! + 1);
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

  /** Returns the sentences that hold one of the places. */
  sentencesAround(places: readonly Stretch[]): readonly Stretch[] {
    return this.#parts
      .sentences()
      .filter((sentence) => places.some(({ first, last }) => first >= sentence.first && last <= sentence.last));
  }

  /** Returns the places of the item of code at `at`, as pairs of first and last position. */
  placesOf(code: Int32Array, at: number): Stretch[] {
    this.#placeCount = 0;
    this.#collect(code, at, 0, EVERYWHERE);
    const places = Array.from({ length: this.#placeCount }, (_, index) => ({
      first: this.#firsts[index]!,
      last: this.#lasts[index]!,
    }));
    this.#placeCount = 0;
    return places;
  }

  #collect(code: Int32Array, at: number, first: number, last: number): void {
    const item = code[at]!;
    if (item >= 0) {
      this.#collectLeaf(item >> 1, first, last);
      return;
    }
    const end = at + code[at + 1]!;
    switch (item) {
      case OR:
      case AND:
        for (let part = at + 2; part < end; part += sizeOf(code, part)) this.#collect(code, part, first, last);
        break;
      case FIELD: {
        const [from, to] = this.#parts.field(code[at + 2]!, first, last);
        this.#collect(code, at + 3, from, to);
        break;
      }
      case DOCUMENT:
        if (this.holds(code, at + 2 + sizeOf(code, at + 2), 0, EVERYWHERE)) this.#collect(code, at + 2, first, last);
        break;
      case SENTENCE:
        this.#sentences(code, at, { first, last }, (from, to) => {
          this.#collect(code, at + 2, from, to);
          return false;
        });
        break;
      case NEAR:
        this.#collectNear(code, at, first, last);
        break;
    }
  }

  #collectLeaf(leaf: number, first: number, last: number): void {
    const kind = this.#leaves.kinds[leaf]!;
    if (kind === WORD) this.#collectWord(leaf, first, last);
    else if (kind === PHRASE) this.#phraseFrom(leaf, first, last, false);
    else if (kind === COMPOSITE)
      this.#collect(this.#leaves.definitions, this.#leaves.definitionAt[leaf]! + 1, first, last);
    else if (kind === AMOUNT) this.#collectAmounts(leaf, first, last);
  }

  #collectWord(leaf: number, first: number, last: number): void {
    const { state, stamp, ends, places, next } = this.#scan;
    if (state[leaf] !== stamp) return;
    for (let place = ends[leaf * 2]!; place >= 0; place = next[place]!) {
      const position = places[place]!;
      if (position > last) break;
      if (position >= first) this.#push(position, position);
    }
  }

  #collectAmounts(leaf: number, first: number, last: number): void {
    const threshold = this.#threshold(leaf);
    const day = dayOf(this.#scan.document);
    for (const amount of this.#parts.amounts()) {
      if (amount.first < first || amount.last > last) continue;
      if (meetsThreshold(amount.amount, threshold, day, this.#rates)) this.#push(amount.first, amount.last);
    }
  }

  /** Follows the rarest word of a phrase and looks at its neighbours; collects, or stops at the first. */
  #phraseFrom(leaf: number, first: number, last: number, onlyFirst: boolean): boolean {
    const { definitions } = this.#leaves;
    const at = this.#leaves.definitionAt[leaf]!;
    const count = definitions[at]! - 1;
    const anchor = definitions[at + 1]!;
    const words = at + 2;
    const { state, stamp, ends, places, next, exactAt } = this.#scan;
    const word = definitions[words + anchor]!;
    if (state[word] !== stamp) return false;
    for (let place = ends[word * 2]!; place >= 0; place = next[place]!) {
      const start = places[place]! - anchor;
      if (start < first || start + count - 1 > last) continue;
      let index = 0;
      while (index < count && exactAt[start + index] === definitions[words + index]) index++;
      if (index < count) continue;
      if (onlyFirst) return true;
      this.#push(start, start + count - 1);
    }
    return false;
  }

  #collectNear(code: Int32Array, at: number, first: number, last: number): void {
    const distance = code[at + 2]! >> 1;
    const ordered = (code[at + 2]! & 1) === 1;
    const left = this.#placeCount;
    this.#collect(code, at + 3, first, last);
    const right = this.#placeCount;
    this.#collect(code, at + 3 + sizeOf(code, at + 3), first, last);
    const end = this.#placeCount;
    const pairs: number[] = [];
    for (let one = left; one < right; one++) {
      for (let other = right; other < end; other++) {
        const after = this.#firsts[other]! - this.#lasts[one]!;
        const before = this.#firsts[one]! - this.#lasts[other]!;
        if ((after >= 1 && after <= distance) || (!ordered && before >= 1 && before <= distance))
          pairs.push(one, other);
      }
      if (pairs.length > MOST_PLACES) break;
    }
    this.#replacePlaces(left, pairs);
  }

  /** Puts the joined places of `pairs` where the places from `start` on were, each once. */
  #replacePlaces(start: number, pairs: readonly number[]): void {
    const joined: number[] = [];
    for (let index = 0; index < pairs.length; index += 2) {
      const one = pairs[index]!;
      const other = pairs[index + 1]!;
      joined.push(Math.min(this.#firsts[one]!, this.#firsts[other]!), Math.max(this.#lasts[one]!, this.#lasts[other]!));
    }
    this.#placeCount = start;
    const seen = new Set<number>();
    for (let index = 0; index < joined.length; index += 2) {
      const key = joined[index]! * 0x4000000 + joined[index + 1]!;
      if (seen.has(key)) continue;
      seen.add(key);
      this.#push(joined[index]!, joined[index + 1]!);
    }
  }

  #push(first: number, last: number): void {
    const index = this.#placeCount++;
    if (index >= this.#firsts.length) {
      const [firsts, lasts] = [new Int32Array(index * 2), new Int32Array(index * 2)];
      firsts.set(this.#firsts);
      lasts.set(this.#lasts);
      this.#firsts = firsts;
      this.#lasts = lasts;
    }
    this.#firsts[index] = first;
    this.#lasts[index] = last;
  }
}

/** Returns how many cells the item of code at `at` takes. */
function sizeOf(code: Int32Array, at: number): number {
  return code[at]! >= 0 ? 1 : code[at + 1]!;
}
