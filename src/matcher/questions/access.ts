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
      return plan.items.every((item) => collectPaths(item, rest, leaves, paths));
    case 'and': {
      // A conjunction is filed under the member that occurs in the fewest documents; the others are checked.
      const chosen = cheapest(plan.items, leaves);
      if (chosen < 0) return false;
      const others = plan.items.filter((_, index) => index !== chosen);
      return collectPaths(plan.items[chosen]!, others.length > 0 ? rest.concat(others) : rest, leaves, paths);
    }
    case 'leaf':
      return plan.skeleton ? collectComposite(plan, rest, leaves, paths) : collectLeaf(plan, rest, leaves, paths);
  }
}

type LeafPlan = Plan & { readonly op: 'leaf' };

function collectLeaf(plan: LeafPlan, rest: readonly Plan[], leaves: LeafTable, paths: Path[]): boolean {
  const leaf = accessLeaf(plan.leaf, leaves);
  paths.push({ leaf, rest: leaf === plan.leaf ? rest : rest.concat(plan) });
  return true;
}

/** The composite is verified whole, so nothing of its skeleton needs to be checked beside it. */
function collectComposite(plan: LeafPlan, rest: readonly Plan[], leaves: LeafTable, paths: Path[]): boolean {
  const own: Path[] = [];
  if (!collectPaths(plan.skeleton!, NONE, leaves, own)) return false;
  const verified = rest.concat(plan);
  for (const { leaf } of own) paths.push({ leaf, rest: verified });
  return true;
}

function cheapest(items: readonly Plan[], leaves: LeafTable): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  items.forEach((item, index) => {
    const share = accessShare(item, leaves);
    if (share < least) {
      least = share;
      best = index;
    }
  });
  return best;
}

/** Above this share of documents a second word is not worth its test. */
const COMMONPLACE = 0.5;

/**
 * Returns the rarest single word, other than the path's own, without which the rest of the path cannot hold;
 * -1 where there is none.
 */
export function secondWord(path: Path, leaves: LeafTable): number {
  let best = -1;
  const consider = (word: number): void => {
    if (word === path.leaf || leaves.shareOf(word) > COMMONPLACE) return;
    if (best < 0 || leaves.shareOf(word) < leaves.shareOf(best)) best = word;
  };
  const visit = (plan: Plan): void => {
    if (plan.op === 'and') plan.items.forEach(visit);
    else if (plan.op === 'or' && plan.items.length === 1) visit(plan.items[0]!);
    else if (plan.op === 'leaf') {
      const kind = leaves.kindOf(plan.leaf);
      if (plan.skeleton) visit(plan.skeleton);
      else if (kind === LEAF.word) consider(plan.leaf);
      else if (kind === LEAF.phrase) consider(leaves.rarestOf(plan.leaf));
    }
  };
  path.rest.forEach(visit);
  return best;
}
