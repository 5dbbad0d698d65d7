/**
 * A question between its expression and its code: Boolean over leaves, with NOT pushed down to the leaves.
 * A composite leaf carries its skeleton: what must hold in the document at least for the leaf to be true.
 */
export type Plan =
  | { readonly op: 'leaf'; readonly leaf: number; readonly skeleton?: Plan }
  /** Two words near each other: worked out where it stands, which is cheaper than to look up whether it was. */
  | { readonly op: 'near'; readonly code: readonly number[]; readonly skeleton: Plan }
  | { readonly op: 'and' | 'or'; readonly items: readonly Plan[] }
  | { readonly op: 'not'; readonly item: Plan };

/** Stands for “nothing is known to be needed” in a skeleton. */
export const NOTHING_NEEDED: Plan = { op: 'and', items: [] };

/** Returns the conjunction or disjunction of `items`, flat where they are of the same kind. */
export function join(op: 'and' | 'or', items: readonly Plan[]): Plan {
  if (items.length === 1) return items[0]!;
  for (const { op: own } of items) if (own === op) return { op, items: flat(op, items) };
  return { op, items };
}

function flat(op: 'and' | 'or', items: readonly Plan[]): readonly Plan[] {
  return items.flatMap((item) => (item.op === op ? item.items : [item]));
}

/** Returns the plan that holds exactly where `plan` does not. */
export function negate(plan: Plan): Plan {
  if (plan.op === 'not') return plan.item;
  if (plan.op === 'leaf' || plan.op === 'near') return { op: 'not', item: plan };
  return { op: plan.op === 'and' ? 'or' : 'and', items: plan.items.map(negate) };
}
