import type { Label } from '../markings/label.ts';
import type { SchemeSet } from '../markings/scheme-set.ts';

/**
 * Returns whether whoever may read `label` may read the others too, whoever that is: joined with them, it asks nothing
 * more. What carries `label` may then name what carries the others.
 */
export function covers(schemes: SchemeSet, label: Label, others: readonly Label[]): boolean {
  return asks(schemes, schemes.join([label, ...others])) === asks(schemes, label);
}

function asks(schemes: SchemeSet, label: Label): string {
  const { clauses, notBefore = null } = schemes.requirement(label, 'display');
  const conditions = clauses.map(({ anyOf, until = null }) => JSON.stringify([[...anyOf].sort(), until]));
  return JSON.stringify([[...new Set(conditions)].sort(), notBefore]);
}
