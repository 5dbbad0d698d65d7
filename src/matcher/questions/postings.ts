import { Buried } from './buried.ts';
import { Column } from './column.ts';

/**
 * What is filed under the leaves. First the notes, one cell each: `~(crossing << 1 | side)`, a side of a crossing that is
 * true where the leaf is. Then the records: `[length << 16 | mark of the second word, question << 1 | reached by several paths, code…]`,
 * whose code is a row of items that must all hold; then `END`. What is filed under one leaf stands side by side in `base`,
 * which has nothing at 0; what came since is linked in `delta`, each entry behind a cell with the place of the next. Merging moves delta into a
 * new base a slice at a time, while both are read.
 */
export interface PostingsView {
  /** Grows with each merge: `starts` tells anew where things are. Another thread gets a new array with each view. */
  readonly merges: number;
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

/** Ends what is filed under a leaf; no record has this for its head. */
export const END = 0;

/** Numbers of which no record is left, and which may be given anew. */
export interface Freed {
  readonly questions: readonly number[];
  readonly crossings: readonly number[];
}

/** Cells that a record may have: its length and its mark in one cell, which is no note and so not negative. */
export const LONGEST_RECORD = 0x7fff;

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

  /** Links `count` more cells to a leaf and returns where they begin, behind the cell that leads to the next entry. */
  link(leaf: number, count: number): number {
    const { heads, cells } = this;
    if (heads.length <= leaf) heads.length = leaf + 1;
    const first = heads.ensure(heads.length);
    const at = cells.length;
    cells.length += 1 + count;
    cells.ensure(cells.length)[at] = first[leaf]!;
    first[leaf] = at;
    return at + 1;
  }
}

interface Merge {
  leaf: number;
  readonly leaves: number;
  readonly starts: Column;
  readonly base: Column;
  /** What was buried when the merge began, and so is gone when it ends. */
  readonly buried: Freed;
}

export class Postings {
  #starts = new Column(2);
  #base = new Column(1);
  #delta = new Delta();
  #older: Delta | undefined;
  #merge: Merge | undefined;
  readonly #questions = new Buried();
  readonly #crossings = new Buried();
  #deadCells = 0;
  #merges = 0;

  get view(): PostingsView {
    const older = this.#older;
    return {
      merges: this.#merges,
      starts: this.#starts.cells,
      base: this.#base.cells,
      heads: this.#delta.heads.cells,
      delta: this.#delta.cells.cells,
      olderHeads: older?.heads.cells ?? NONE,
      olderDelta: older?.cells.cells ?? NONE,
      dead: this.#questions.bits,
      anyDead: this.#questions.any,
      anyDelta: older !== undefined || this.#delta.cells.length > 1,
    };
  }

  /** Files one record under `leaf`. */
  add(leaf: number, head: number, question: number, code: readonly number[]): void {
    const at = this.#delta.link(leaf, 2 + code.length);
    const delta = this.#delta.cells.cells;
    delta[at] = head;
    delta[at + 1] = question;
    for (let index = 0; index < code.length; index++) delta[at + 2 + index] = code[index]!;
  }

  /** Files under `leaf` that it makes a side (0 or 1) of a crossing true. */
  note(leaf: number, crossing: number, side: number): void {
    const at = this.#delta.link(leaf, 1);
    this.#delta.cells.cells[at] = ~(crossing * 2 + side);
  }

  /**
   * Hides a question, with its crossing or -1. Both numbers become free at once, when a merge has left out what was filed;
   * `cells` says how much that is, to judge when it is worth it.
   */
  bury(question: number, crossing: number, cells: number): void {
    this.#questions.bury(question);
    if (crossing >= 0) this.#crossings.bury(crossing);
    this.#deadCells += cells;
  }

  /** Goes on with a merge that is due, by one slice; returns what became free. */
  advance(leaves: number): Freed {
    if (!this.#merge) {
      const waiting = this.#delta.cells.length + this.#deadCells;
      if (waiting < Math.max(SMALLEST_MERGE, this.#base.length >> 2)) return NOTHING;
      this.#begin(leaves);
    }
    return this.#slice(SLICE);
  }

  /** Merges everything at once; returns what became free. */
  settle(leaves: number): Freed {
    const first = this.#merge ? this.#slice(Number.POSITIVE_INFINITY) : NOTHING;
    let second = NOTHING;
    if (this.#delta.cells.length > 1 || this.#questions.any || this.#starts.length <= leaves) {
      this.#begin(leaves);
      second = this.#slice(Number.POSITIVE_INFINITY);
    }
    this.#base.trim();
    this.#starts.trim();
    return {
      questions: first.questions.concat(second.questions),
      crossings: first.crossings.concat(second.crossings),
    };
  }

  #begin(leaves: number): void {
    this.#older = this.#delta;
    this.#delta = new Delta();
    const starts = new Column(leaves + 2);
    starts.length = leaves + 1;
    const base = new Column(Math.max(1024, this.#base.length + this.#older.cells.length));
    base.length = 1;
    const buried = { questions: this.#questions.all(), crossings: this.#crossings.all() };
    this.#merge = { leaf: 0, leaves, starts, base, buried };
    this.#deadCells = 0;
  }

  #slice(most: number): Freed {
    const merge = this.#merge!;
    let budget = most;
    while (merge.leaf < merge.leaves && budget > 0) {
      const before = merge.base.length;
      this.#move(merge);
      budget -= merge.base.length - before + LEAF_COST;
    }
    return merge.leaf < merge.leaves ? NOTHING : this.#finish(merge);
  }

  /** Copies what is alive under one leaf: its notes, then its records. */
  #move(merge: Merge): void {
    const leaf = merge.leaf++;
    const base = this.#base.cells;
    const from = merge.base.length;
    merge.starts.cells[leaf] = from;
    const there = leaf + 1 < this.#starts.length && this.#starts.cells[leaf + 1]! > this.#starts.cells[leaf]!;
    let at = there ? this.#starts.cells[leaf]! : 0;
    for (; base[at]! < 0; at++) this.#copyNote(merge, base[at]!);
    const older = this.#older!;
    const cells = older.cells.cells;
    const first = leaf < older.heads.length ? older.heads.cells[leaf]! : 0;
    for (let link = first; link !== 0; link = cells[link]!) {
      if (cells[link + 1]! < 0) this.#copyNote(merge, cells[link + 1]!);
    }
    for (; base[at] !== END; at += base[at]! >>> 16) this.#copy(merge, base, at);
    for (let link = first; link !== 0; link = cells[link]!) {
      if (cells[link + 1]! >= 0) this.#copy(merge, cells, link + 1);
    }
    if (merge.base.length > from) merge.base.push(END);
    merge.starts.cells[leaf + 1] = merge.base.length;
  }

  #copyNote(merge: Merge, note: number): void {
    if (!this.#crossings.has(~note >> 1)) merge.base.push(note);
  }

  #copy(merge: Merge, cells: Int32Array, at: number): void {
    if (this.#questions.has(cells[at + 1]! >>> 1)) return;
    const length = cells[at]! >>> 16;
    const to = merge.base.length;
    merge.base.length += length;
    const base = merge.base.ensure(merge.base.length);
    for (let index = 0; index < length; index++) base[to + index] = cells[at + index]!;
  }

  #finish(merge: Merge): Freed {
    this.#starts = merge.starts;
    this.#starts.length = merge.leaves + 1;
    this.#base = merge.base;
    this.#older = undefined;
    this.#merge = undefined;
    this.#merges++;
    this.#questions.forget(merge.buried.questions);
    this.#crossings.forget(merge.buried.crossings);
    return merge.buried;
  }
}

const NONE = new Int32Array(0);
const NO_NUMBERS: readonly number[] = [];
const NOTHING: Freed = { questions: NO_NUMBERS, crossings: NO_NUMBERS };
