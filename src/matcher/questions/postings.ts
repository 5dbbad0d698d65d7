import { Column } from './column.ts';

/**
 * What is filed under the leaves. A record is
 * `[length << 16 | mark of the second word, question << 1 | reached by several paths, code…]`;
 * its code is a row of items that must all hold. Records of one leaf stand side by side in `base`; what came
 * since is linked in `delta`, each record behind a cell with the place of the next. Merging moves delta into a
 * new base a slice at a time, while both are read.
 */
export interface PostingsView {
  readonly starts: Int32Array;
  readonly base: Int32Array;
  readonly heads: Int32Array;
  readonly delta: Int32Array;
  /** The delta that a merge under way is moving; empty otherwise. */
  readonly olderHeads: Int32Array;
  readonly olderDelta: Int32Array;
  readonly dead: Int32Array;
  readonly anyDead: boolean;
  readonly anyDelta: boolean;
}

/** Cells moved in one slice of a merge: some tens of microseconds. */
const SLICE = 1 << 14;
/** What looking at a leaf costs, in cells: most have nothing filed under them. */
const LEAF_COST = 4;
const SMALLEST_MERGE = 1 << 16;

class Delta {
  readonly heads = new Column(1024);
  readonly cells = new Column(1024);
  constructor() {
    this.cells.length = 1;
  }
}

interface Merge {
  leaf: number;
  readonly leaves: number;
  readonly starts: Column;
  readonly base: Column;
  /** Questions that were dead when the merge began, and so are gone when it ends. */
  readonly buried: readonly number[];
}

export class Postings {
  #starts = new Column(2);
  #base = new Column(1);
  #delta = new Delta();
  #older: Delta | undefined;
  #merge: Merge | undefined;
  readonly #dead = new Column(1024);
  #deadQuestions: number[] = [];
  #deadCells = 0;

  get view(): PostingsView {
    const older = this.#older;
    return {
      starts: this.#starts.cells,
      base: this.#base.cells,
      heads: this.#delta.heads.cells,
      delta: this.#delta.cells.cells,
      olderHeads: older?.heads.cells ?? NONE,
      olderDelta: older?.cells.cells ?? NONE,
      dead: this.#dead.cells,
      anyDead: this.#deadQuestions.length > 0,
      anyDelta: older !== undefined || this.#delta.cells.length > 1,
    };
  }

  /** Files one record under `leaf`. */
  add(leaf: number, head: number, question: number, code: readonly number[]): void {
    const { heads, cells } = this.#delta;
    if (heads.length <= leaf) heads.length = leaf + 1;
    const first = heads.ensure(heads.length);
    const at = cells.length;
    cells.length += 3 + code.length;
    const delta = cells.ensure(cells.length);
    delta[at] = first[leaf]!;
    delta[at + 1] = head;
    delta[at + 2] = question;
    for (let index = 0; index < code.length; index++) delta[at + 3 + index] = code[index]!;
    first[leaf] = at;
  }

  /** Hides the records of a question; `cells` says how much they take, to judge when to clear them away. */
  bury(question: number, cells: number): void {
    this.#dead.ensure((question >> 5) + 1)[question >> 5]! |= 1 << (question & 31);
    this.#deadQuestions.push(question);
    this.#deadCells += cells;
  }

  /** Goes on with a merge that is due, by one slice; returns the questions whose numbers became free. */
  advance(leaves: number): readonly number[] {
    if (!this.#merge) {
      const waiting = this.#delta.cells.length + this.#deadCells;
      if (waiting < Math.max(SMALLEST_MERGE, this.#base.length >> 2)) return [];
      this.#begin(leaves);
    }
    return this.#slice(SLICE);
  }

  /** Merges everything at once; returns the questions whose numbers became free. */
  settle(leaves: number): readonly number[] {
    const freed: number[] = [];
    if (this.#merge) addAll(freed, this.#slice(Number.POSITIVE_INFINITY));
    if (this.#delta.cells.length > 1 || this.#deadQuestions.length > 0 || this.#starts.length <= leaves) {
      this.#begin(leaves);
      addAll(freed, this.#slice(Number.POSITIVE_INFINITY));
    }
    this.#base.trim();
    this.#starts.trim();
    return freed;
  }

  #begin(leaves: number): void {
    this.#older = this.#delta;
    this.#delta = new Delta();
    const starts = new Column(leaves + 2);
    starts.length = leaves + 1;
    const base = new Column(Math.max(1024, this.#base.length + this.#older.cells.length));
    this.#merge = { leaf: 0, leaves, starts, base, buried: this.#deadQuestions };
    this.#deadQuestions = [...this.#deadQuestions];
    this.#deadCells = 0;
  }

  #slice(most: number): readonly number[] {
    const merge = this.#merge!;
    let budget = most;
    while (merge.leaf < merge.leaves && budget > 0) {
      const before = merge.base.length;
      this.#move(merge);
      budget -= merge.base.length - before + LEAF_COST;
    }
    return merge.leaf < merge.leaves ? [] : this.#finish(merge);
  }

  /** Copies the live records of one leaf. */
  #move(merge: Merge): void {
    const leaf = merge.leaf++;
    merge.starts.cells[leaf] = merge.base.length;
    const from = leaf + 1 < this.#starts.length ? this.#starts.cells[leaf]! : 0;
    const to = leaf + 1 < this.#starts.length ? this.#starts.cells[leaf + 1]! : 0;
    for (let at = from; at < to; at += this.#base.cells[at]! >>> 16) this.#copy(merge, this.#base.cells, at);
    const older = this.#older!;
    let at = leaf < older.heads.length ? older.heads.cells[leaf]! : 0;
    for (; at !== 0; at = older.cells.cells[at]!) this.#copy(merge, older.cells.cells, at + 1);
    merge.starts.cells[leaf + 1] = merge.base.length;
  }

  #copy(merge: Merge, cells: Int32Array, at: number): void {
    const question = cells[at + 1]! >>> 1;
    if (this.#isDead(question)) return;
    const length = cells[at]! >>> 16;
    const to = merge.base.length;
    merge.base.length += length;
    const base = merge.base.ensure(merge.base.length);
    for (let index = 0; index < length; index++) base[to + index] = cells[at + index]!;
  }

  #isDead(question: number): boolean {
    const word = question >> 5;
    return word < this.#dead.cells.length && (this.#dead.cells[word]! & (1 << (question & 31))) !== 0;
  }

  #finish(merge: Merge): readonly number[] {
    this.#starts = merge.starts;
    this.#starts.length = merge.leaves + 1;
    this.#base = merge.base;
    this.#older = undefined;
    this.#merge = undefined;
    const gone = new Set(merge.buried);
    for (const question of gone) this.#dead.cells[question >> 5]! &= ~(1 << (question & 31));
    this.#deadQuestions = this.#deadQuestions.filter((question) => !gone.has(question));
    return [...gone];
  }
}

/** Appends without spreading: there may be more questions than a call may have arguments. */
function addAll(numbers: number[], more: readonly number[]): void {
  for (const number of more) numbers.push(number);
}

const NONE = new Int32Array(0);
