import type { RateTable } from '../amounts/rates.ts';
import type { MatchDocument } from './document.ts';
import { CROSSING } from './questions/crossings.ts';
import { HAS_AMOUNT, hashPair, pairSlot } from './questions/leaf-table.ts';
import { END } from './questions/postings.ts';
import type { IndexView } from './questions/question-index.ts';
import { DocumentScan, type PackedText } from './reading/document-scan.ts';
import { Evaluator } from './reading/evaluator.ts';
import type { TextCopier } from './reading/token-keys.ts';

/** The bits of the first sides in a word of `#sides`. */
const FIRST_SIDES = 0x55555555;

/** What matching cost so far: counts, not times, so that a test can hold them. */
export interface MatchingCost {
  documents: number;
  /** Records looked at: questions filed under something that the document holds. */
  records: number;
  /** Notes read: sides of crossings that are true by something that the document holds. */
  notes: number;
  /** Records whose second word is there too, and crossings of which both sides are true: the rest had to be verified. */
  candidates: number;
  /** Places looked at to find out whether two words stand near each other. */
  steps: number;
  matches: number;
}

/**
 * Holds documents against the questions of one index, in one thread. A document looks up only the files of what
 * it contains; a record is skipped by its mark, or verified exactly.
 */
export class Matching {
  readonly cost: MatchingCost = { documents: 0, records: 0, notes: 0, candidates: 0, steps: 0, matches: 0 };
  /** Numbers of the questions matched last, `count` of them. */
  found = new Int32Array(1024);
  readonly #scan: DocumentScan;
  readonly #evaluator: Evaluator;
  #view: IndexView;
  /** A bit for each question that was found already, where several paths lead to it: a small table stays near. */
  #seen = new Int32Array(32);
  #count = 0;
  #candidates = 0;
  #notes = 0;
  /** The bits of dead questions, where there are any. */
  #dead: Int32Array | undefined;
  /** Means nothing: kept, so that no compiler leaves out the reads that it comes of. */
  touched = 0;
  /** Two bits side by side for each crossing: which of its sides are true. */
  #sides = new Int32Array(32);

  constructor(view: IndexView, rates: RateTable, copy?: TextCopier) {
    this.#view = view;
    this.#scan = new DocumentScan(view, copy);
    this.#evaluator = new Evaluator(this.#scan, view.leaves, rates);
    this.use(view);
  }

  /** How many words are remembered from documents: bounded, however many were seen. */
  get memoWords(): number {
    return this.#scan.memoWords;
  }

  /** Reads another state of the questions. */
  use(view: IndexView): void {
    this.#view = view;
    this.#dead = view.postings.anyDead ? view.postings.dead : undefined;
    this.#scan.use(view);
    this.#evaluator.use(view.leaves);
    this.#forget();
    const words = (view.questions >>> 5) + 1;
    if (words > this.#seen.length) this.#seen = new Int32Array(words + (words >> 2));
    const sides = (view.crossings.count >>> 4) + 1;
    if (sides > this.#sides.length) this.#sides = new Int32Array(sides + (sides >> 2));
  }

  /** Returns how many questions the document matches; their numbers are in `found`, in no particular order. */
  match(document: MatchDocument, packed?: PackedText): number {
    const scan = this.#scan;
    scan.read(document, packed);
    this.#forget();
    this.#evaluator.begin();
    this.cost.documents++;
    scan.raiseAttributes(document);
    if (this.#isFiled(HAS_AMOUNT) && this.#evaluator.statesAmount()) scan.raise(HAS_AMOUNT);
    this.#raisePhrases();
    this.#lookThroughBase();
    if (this.#view.postings.anyDelta) this.#lookThroughDeltas();
    this.#lookAtCrossings();
    this.cost.notes += this.#notes;
    this.cost.steps += scan.steps;
    this.cost.candidates += this.#candidates;
    this.cost.matches += this.#count;
    return this.#count;
  }

  #forget(): void {
    for (let index = 0; index < this.#count; index++) this.#seen[this.found[index]! >>> 5] = 0;
    this.#count = 0;
    this.#candidates = 0;
    if (this.#notes > 0) this.#sides.fill(0);
    this.#notes = 0;
  }

  #isFiled(leaf: number): boolean {
    const { starts, heads, olderHeads } = this.#view.postings;
    return starts[leaf + 1]! > starts[leaf]! || (heads[leaf] ?? 0) !== 0 || (olderHeads[leaf] ?? 0) !== 0;
  }

  /** Finds the filed phrases by their pairs of neighbours. */
  #raisePhrases(): void {
    const { pairs } = this.#view.leaves;
    const { exactAt, pairsAt, pairCount } = this.#scan;
    for (let index = 0; index < pairCount; index++) {
      const position = pairsAt[index]!;
      const at = pairSlot(pairs, hashPair(exactAt[position]!, exactAt[position + 1]!));
      if (pairs[at + 1] !== 0) this.#raiseOnPair(pairs[at + 1]!, position);
    }
  }

  #raiseOnPair(phrase: number, position: number): void {
    const { nextOnPair, definitionAt, definitions } = this.#view.leaves;
    const { state, stamp, exactAt } = this.#scan;
    for (let leaf = phrase; leaf !== 0; leaf = nextOnPair[leaf]!) {
      if (state[leaf << 2] === stamp) continue;
      const at = definitionAt[leaf]!;
      const count = definitions[at]! - 1;
      const start = position - definitions[at + 1]!;
      let index = 0;
      while (index < count && exactAt[start + index] === definitions[at + 2 + index]) index++;
      if (index === count) this.#scan.raise(leaf);
    }
  }

  /** Looks through what is filed under the leaves that are true: the notes of all, then the records. */
  #lookThroughBase(): void {
    this.#noteBase();
    const { base } = this.#view.postings;
    const { marks, filedAt, filedCount } = this.#scan;
    let records = 0;
    for (let index = 0; index < filedCount; index++) {
      let at = filedAt[index]!;
      for (let head = base[at]!; head !== END; head = base[at]!) {
        records++;
        const length = head >>> 16;
        if (marks[(head & 0xffff) >>> 5]! & (1 << (head & 31))) this.#candidate(base, at, length);
        at += length;
      }
    }
    this.cost.records += records;
  }

  /** Reads the notes in the base; from then on, `filedAt` tells where the records behind them begin. */
  #noteBase(): void {
    const { base } = this.#view.postings;
    const { filedAt, filedCount } = this.#scan;
    this.touched = touch(base, filedAt, filedCount);
    const sides = this.#sides;
    let notes = 0;
    for (let index = 0; index < filedCount; index++) {
      const from = filedAt[index]!;
      let at = from;
      for (let cell = base[at]!; cell < 0; cell = base[at]!) {
        sides[~cell >>> 5]! |= 1 << (~cell & 31);
        at++;
      }
      notes += at - from;
      filedAt[index] = at;
    }
    this.#notes = notes;
  }

  #lookThroughDeltas(): void {
    const { heads, delta, olderHeads, olderDelta } = this.#view.postings;
    const { present, presentCount } = this.#scan;
    for (let index = 0; index < presentCount; index++) {
      const leaf = present[index]!;
      for (let at = heads[leaf] ?? 0; at > 0; at = delta[at]!) this.#record(delta, at + 1);
      for (let at = olderHeads[leaf] ?? 0; at > 0; at = olderDelta[at]!) this.#record(olderDelta, at + 1);
    }
  }

  /** Looks at what is linked to a leaf: a note or a record. */
  #record(cells: Int32Array, at: number): void {
    const head = cells[at]!;
    if (head < 0) {
      this.#sides[~head >>> 5]! |= 1 << (~head & 31);
      this.#notes++;
      return;
    }
    this.cost.records++;
    if (this.#scan.marks[(head & 0xffff) >>> 5]! & (1 << (head & 31))) this.#candidate(cells, at, head >>> 16);
  }

  /** Verifies a record whose second word may be there. */
  #candidate(cells: Int32Array, at: number, length: number): void {
    this.#candidates++;
    const question = cells[at + 1]!;
    const number = question >>> 1;
    if (question & 1 && this.#seen[number >>> 5]! & (1 << (number & 31))) return;
    if (length > 2 && !this.#evaluator.all(cells, at + 2, at + length)) return;
    this.#emit(number, (question & 1) === 1);
  }

  /** Verifies the crossings of which both sides are true. */
  #lookAtCrossings(): void {
    if (this.#notes === 0) return;
    const { cells, count } = this.#view.crossings;
    const sides = this.#sides;
    const words = (count + 15) >>> 4;
    for (let word = 0; word < words; word++) {
      let both = sides[word]! & (sides[word]! >>> 1) & FIRST_SIDES;
      for (; both !== 0; both &= both - 1) {
        // Two bits a crossing, and four times as many cells.
        const at = ((word << 5) + 31 - Math.clz32(both & -both)) * (CROSSING / 2);
        const length = cells[at + 1]!;
        this.#candidates++;
        if (length === 0 || this.#evaluator.all(cells, at + 2, at + 2 + length)) this.#emit(cells[at]!, false);
      }
    }
  }

  #emit(number: number, several: boolean): void {
    if (this.#dead && (this.#dead[number >> 5]! & (1 << (number & 31))) !== 0) return;
    if (several) this.#seen[number >>> 5]! |= 1 << (number & 31);
    if (this.#count === this.found.length) {
      const wider = new Int32Array(this.#count * 2);
      wider.set(this.found);
      this.found = wider;
    }
    this.found[this.#count++] = number;
  }
}

/**
 * Reads the cells at `count` places, one after the other without a branch between: the processor then fetches their memory
 * side by side, where a loop that decides by what it reads waits for each.
 */
function touch(cells: Int32Array, places: Int32Array, count: number): number {
  let touched = 0;
  for (let index = 0; index < count; index++) touched ^= cells[places[index]!]!;
  return touched;
}
