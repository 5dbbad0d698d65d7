import { ALWAYS, HAS_AMOUNT, LEAF, type LeafTable } from './leaf-table.ts';
import type { Plan } from './plan.ts';

/** One way to a question: the leaf that it is filed under, and what must hold besides. */
export interface Path {
  readonly leaf: number;
  readonly rest: readonly Plan[];
}

const NONE: readonly Plan[] = [];

/**
 * Returns the cheapest set of paths to `plan`: the plan holds exactly where the leaf of at least one path is true
 * and the rest of that path holds. Undefined where nothing needs to be there.
 */
export function pathsTo(plan: Plan, leaves: LeafTable): readonly Path[] | undefined {
  const paths: Path[] = [];
  return collectPaths(plan, NONE, leaves, paths) ? paths : undefined;
}

/** The expected share of documents that take a path to `plan`; infinite where there is none. */
function accessShare(plan: Plan, leaves: LeafTable): number {
  switch (plan.op) {
    case 'leaf':
      return plan.skeleton ? accessShare(plan.skeleton, leaves) : leaves.shareOf(accessLeaf(plan.leaf, leaves));
    case 'near':
      return accessShare(plan.skeleton, leaves);
    case 'not':
      return Number.POSITIVE_INFINITY;
    case 'and': {
      let least = Number.POSITIVE_INFINITY;
      for (const item of plan.items) least = Math.min(least, accessShare(item, leaves));
      return least;
    }
    case 'or': {
      let sum = 0;
      for (const item of plan.items) sum += accessShare(item, leaves);
      return sum;
    }
  }
}

/** The leaf that a leaf is filed under: itself, but for an amount or a date, which are conditions to be checked. */
function accessLeaf(leaf: number, leaves: LeafTable): number {
  const kind = leaves.kindOf(leaf);
  if (kind === LEAF.amount) return HAS_AMOUNT;
  return kind === LEAF.date ? ALWAYS : leaf;
}

/** Adds the paths to `plan`, each with `rest` to be checked; returns false where there is no way to it. */
function collectPaths(plan: Plan, rest: readonly Plan[], leaves: LeafTable, paths: Path[]): boolean {
  switch (plan.op) {
    case 'not':
      return false;
    case 'or':
      for (const item of plan.items) if (!collectPaths(item, rest, leaves, paths)) return false;
      return true;
    case 'and': {
      // A conjunction is filed under the member that occurs in the fewest documents; the others are checked.
      const chosen = cheapest(plan.items, leaves);
      return chosen >= 0 && collectPaths(plan.items[chosen]!, restBeside(plan.items, chosen, rest), leaves, paths);
    }
    case 'near':
      return collectWhole(plan, rest, leaves, paths);
    case 'leaf':
      return plan.skeleton ? collectWhole(plan, rest, leaves, paths) : collectLeaf(plan, rest, leaves, paths);
  }
}

/** Returns what must hold besides, with the items of a conjunction but the chosen one. */
function restBeside(items: readonly Plan[], chosen: number, rest: readonly Plan[]): readonly Plan[] {
  if (items.length === 1) return rest;
  const others = rest.slice();
  for (let index = 0; index < items.length; index++) if (index !== chosen) others.push(items[index]!);
  return others;
}

type LeafPlan = Plan & { readonly op: 'leaf' };
type NearPlan = Plan & { readonly op: 'near' };

function collectLeaf(plan: LeafPlan, rest: readonly Plan[], leaves: LeafTable, paths: Path[]): boolean {
  const leaf = accessLeaf(plan.leaf, leaves);
  paths.push({ leaf, rest: leaf === plan.leaf ? rest : rest.concat(plan) });
  return true;
}

/** The plan is verified whole, so nothing of its skeleton needs to be checked beside it. */
function collectWhole(plan: LeafPlan | NearPlan, rest: readonly Plan[], leaves: LeafTable, paths: Path[]): boolean {
  const own: Path[] = [];
  if (!collectPaths(plan.skeleton!, NONE, leaves, own)) return false;
  const verified = rest.concat(plan);
  for (const { leaf } of own) paths.push({ leaf, rest: verified });
  return true;
}

function cheapest(items: readonly Plan[], leaves: LeafTable): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let index = 0; index < items.length; index++) {
    const share = accessShare(items[index]!, leaves);
    if (share < least) {
      least = share;
      best = index;
    }
  }
  return best;
}

/** Above this share of documents a second word is not worth its test. */
const COMMONPLACE = 0.5;

/**
 * Returns the rarest single word without which the plans cannot all hold, other than the leaf `but`; -1 where there is
 * none.
 */
export function rarestWord(plans: readonly Plan[], leaves: LeafTable, but = -1): number {
  let best = -1;
  for (const plan of plans) best = rarer(best, rarestIn(plan, leaves, but), leaves);
  return best;
}

function rarestIn(plan: Plan, leaves: LeafTable, but: number): number {
  if (plan.op === 'not') return -1;
  if (plan.op === 'near') return rarestIn(plan.skeleton, leaves, but);
  if (plan.op !== 'leaf') {
    return plan.op === 'and' || plan.items.length === 1 ? rarestWord(plan.items, leaves, but) : -1;
  }
  if (plan.skeleton) return rarestIn(plan.skeleton, leaves, but);
  const kind = leaves.kindOf(plan.leaf);
  const word = kind === LEAF.word ? plan.leaf : kind === LEAF.phrase ? leaves.rarestOf(plan.leaf) : -1;
  return word < 0 || word === but || leaves.shareOf(word) > COMMONPLACE ? -1 : word;
}

function rarer(one: number, other: number, leaves: LeafTable): number {
  if (one < 0 || other < 0) return Math.max(one, other);
  return leaves.shareOf(other) < leaves.shareOf(one) ? other : one;
}
