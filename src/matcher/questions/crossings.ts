import type { Path } from './access.ts';
import { Column } from './column.ts';
import { ALWAYS, LEAF, type LeafTable } from './leaf-table.ts';
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
  /** Two cells for each crossing: its question, and one item of code for what must hold besides. */
  readonly cells: Int32Array;
  /** One more than the highest number. */
  readonly count: number;
}

/** The item of a crossing for which nothing must hold besides: the code of the leaf that is always true. */
export const NOTHING_BESIDES = ALWAYS * 2;

const CELLS = 2;

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

  /** Returns the number of the new crossing of a question. */
  add(question: number, item: number): number {
    const crossing = this.#free.pop() ?? this.#count++;
    const at = crossing * CELLS;
    const cells = this.#cells.ensure(this.#count * CELLS);
    cells[at] = question;
    cells[at + 1] = item;
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
  }

  trim(): void {
    this.#cells.length = this.#count * CELLS;
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
  const { rest } = paths[0]!;
  let choice: Plan | undefined;
  let most = 0;
  for (const plan of rest) {
    const saved = plan.op === 'or' ? savedByCrossing(plan.items, paths, leaves) : 0;
    if (saved <= most) continue;
    most = saved;
    choice = plan;
  }
  if (choice?.op !== 'or') return undefined;
  const sides = [paths.map(({ leaf }) => leaf), choice.items.map((item) => (item as LeafPlan).leaf)] as const;
  return { sides, rest: rest.filter((plan) => plan !== choice) };
}

type LeafPlan = Plan & { readonly op: 'leaf' };

/** Returns what is saved for each document, in tests of a leaf; less than nothing where it cannot be done. */
function savedByCrossing(items: readonly Plan[], paths: readonly Path[], leaves: LeafTable): number {
  let saved = -BOTH;
  for (const { leaf, rest } of paths) {
    if (rest !== paths[0]!.rest) return -1;
    saved += leaves.shareOf(leaf) * (RECORD + items.length - NOTE);
  }
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
