import type { Path } from './access.ts';
import { Column } from './column.ts';
import { LEAF, type LeafTable } from './leaf-table.ts';
import type { Plan } from './plan.ts';

/**
 * A question in which one of some leaves must be true and one of others too, `("a" OR "b") AND ("c" OR "d")`, and what
 * must hold besides. Reading the notes under the leaves of a document sets a bit for each side; a question is verified
 * where both are set. Filed by records, each of the one side would look through all of the other.
 */
export interface Crossing {
  readonly sides: readonly [readonly number[], readonly number[]];
  readonly rest: readonly Plan[];
}

export interface CrossingsView {
  /** `CROSSING` cells for each: its question, how long its code is, and the code of what must hold besides. */
  readonly cells: Int32Array;
  /** One more than the highest number. */
  readonly count: number;
}

/** Cells of a crossing. */
export const CROSSING = 8;
/** The most code that a crossing holds; with more, a question is filed by its paths. */
export const LONGEST_REST = CROSSING - 2;

/**
 * The crossings by number. A number is given anew once no note of it is left; until then its bits may still be set, and
 * its question is dead.
 */
export class Crossings {
  readonly #cells = new Column();
  readonly #byQuestion = new Map<number, number>();
  #free: number[] = [];
  #count = 0;

  get view(): CrossingsView {
    return { cells: this.#cells.cells, count: this.#count };
  }

  /** Returns the number of the new crossing of a question; its code has at most `LONGEST_REST` cells. */
  add(question: number, code: readonly number[]): number {
    const crossing = this.#free.pop() ?? this.#count++;
    const at = crossing * CROSSING;
    const cells = this.#cells.ensure(this.#count * CROSSING);
    cells[at] = question;
    cells[at + 1] = code.length;
    for (let index = 0; index < code.length; index++) cells[at + 2 + index] = code[index]!;
    this.#byQuestion.set(question, crossing);
    return crossing;
  }

  /** Takes the crossing from a question that is gone; returns its number, or -1 where there was none. */
  take(question: number): number {
    const crossing = this.#byQuestion.get(question) ?? -1;
    this.#byQuestion.delete(question);
    return crossing;
  }

  /** Takes back numbers of which no note is left. */
  free(crossings: readonly number[]): void {
    if (crossings.length > 0) this.#free = this.#free.concat(crossings);
    if (this.#free.length < this.#count) return;
    this.#free = [];
    this.#count = 0;
  }

  trim(): void {
    this.#cells.length = this.#count * CROSSING;
    this.#cells.trim();
  }
}

/** What things cost, in tests of a leaf: to read a note, to begin with a record, to look whether both bits are set. */
const NOTE = 1.5;
const RECORD = 8;
const BOTH = 0.05;

/**
 * Returns the crossing that makes a question cheaper to find than by its paths, or undefined: estimated by the shares of
 * documents in which leaves are true.
 */
export function crossingOf(paths: readonly Path[], leaves: LeafTable): Crossing | undefined {
  const rest = paths[0]?.rest ?? [];
  if (!rest.some(({ op }) => op === 'or') || paths.some((path) => path.rest !== rest)) return undefined;
  let taken = 0;
  for (const { leaf } of paths) taken += leaves.shareOf(leaf);
  let choice: Plan | undefined;
  let most = 0;
  for (const plan of rest) {
    const saved = plan.op === 'or' ? savedByCrossing(plan.items, taken, leaves) : 0;
    if (saved <= most) continue;
    most = saved;
    choice = plan;
  }
  if (choice?.op !== 'or') return undefined;
  const sides = [paths.map(({ leaf }) => leaf), choice.items.map((item) => (item as LeafPlan).leaf)] as const;
  return { sides, rest: rest.filter((plan) => plan !== choice) };
}

type LeafPlan = Plan & { readonly op: 'leaf' };

/**
 * Returns what is saved for each document, in tests of a leaf, where the other side is true in the share `taken`; less
 * than nothing where it cannot be done.
 */
function savedByCrossing(items: readonly Plan[], taken: number, leaves: LeafTable): number {
  let saved = taken * (RECORD + items.length - NOTE) - BOTH;
  for (const item of items) {
    if (item.op !== 'leaf' || !isFound(leaves.kindOf(item.leaf))) return -1;
    saved -= leaves.shareOf(item.leaf) * NOTE;
    if (saved < 0) return saved;
  }
  return saved;
}

/** Whether a document finds such leaves without asking for them. */
function isFound(kind: number): boolean {
  return kind === LEAF.word || kind === LEAF.phrase || kind === LEAF.attribute;
}
