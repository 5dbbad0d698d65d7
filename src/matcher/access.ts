import { ALWAYS, HAS_AMOUNT, LEAF, type LeafTable } from './leaf-table.ts';
import type { Plan } from './plan.ts';

/** One way to a question: the leaf that it is filed under, and what must hold besides. */
export interface Path {
  readonly leaf: number;
  readonly rest: readonly Plan[];
}

interface Access {
  /** The expected share of documents that take one of the paths. */
  readonly share: number;
  readonly paths: readonly Path[];
}

/**
 * Returns the cheapest set of paths to `plan`: the plan holds exactly where the leaf of at least one path is true
 * and the rest of that path holds. Undefined where nothing needs to be there.
 */
export function pathsTo(plan: Plan, leaves: LeafTable): readonly Path[] | undefined {
  return accessTo(plan, leaves)?.paths;
}

function accessTo(plan: Plan, leaves: LeafTable): Access | undefined {
  switch (plan.op) {
    case 'leaf':
      return accessToLeaf(plan, leaves);
    case 'not':
      return undefined;
    case 'and':
      return accessToAll(plan.items, leaves);
    case 'or': {
      const branches: Access[] = [];
      for (const item of plan.items) {
        const access = accessTo(item, leaves);
        if (!access) return undefined;
        branches.push(access);
      }
      return {
        share: branches.reduce((sum, { share }) => sum + share, 0),
        paths: branches.length === 1 ? branches[0]!.paths : branches.flatMap(({ paths }) => paths),
      };
    }
  }
}

function accessToLeaf(plan: Plan & { op: 'leaf' }, leaves: LeafTable): Access | undefined {
  const { leaf, skeleton } = plan;
  if (skeleton) {
    // The composite is verified whole, so nothing of its skeleton needs to be checked beside it.
    const access = accessTo(skeleton, leaves);
    return access && { share: access.share, paths: access.paths.map((path) => ({ leaf: path.leaf, rest: [plan] })) };
  }
  const kind = leaves.kindOf(leaf);
  const share = leaves.shareOf(leaf);
  if (kind === LEAF.amount) return { share: leaves.shareOf(HAS_AMOUNT), paths: [{ leaf: HAS_AMOUNT, rest: [plan] }] };
  if (kind === LEAF.date) return { share: 1, paths: [{ leaf: ALWAYS, rest: [plan] }] };
  return { share, paths: [{ leaf, rest: [] }] };
}

/** Files a conjunction under the member that occurs in the fewest documents; the others are checked. */
function accessToAll(items: readonly Plan[], leaves: LeafTable): Access | undefined {
  let best: Access | undefined;
  let chosen = -1;
  items.forEach((item, index) => {
    const access = accessTo(item, leaves);
    if (access && (!best || access.share < best.share)) {
      best = access;
      chosen = index;
    }
  });
  if (!best) return undefined;
  const others = items.filter((_, index) => index !== chosen);
  return { share: best.share, paths: best.paths.map(({ leaf, rest }) => ({ leaf, rest: [...rest, ...others] })) };
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
