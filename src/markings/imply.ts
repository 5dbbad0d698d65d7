import type { Clause, Requirement } from './requirement.ts';

/** Whether nobody ever meets it. */
export function isUnreadable({ clauses }: Requirement): boolean {
  return clauses.some(({ anyOf, until }) => anyOf.length === 0 && until === undefined);
}

/** Whether whoever meets all of `given` meets `asked`, as far as the clauses show it. */
export function impliesAll(given: readonly Requirement[], asked: Requirement): boolean {
  const { notBefore } = asked;
  const waits = notBefore === undefined || given.some((one) => (one.notBefore ?? -Infinity) >= notBefore);
  const clauses = given.flatMap((one) => one.clauses);
  return waits && asked.clauses.every((clause) => clauses.some((one) => implies(one, clause)));
}

/** A narrower choice of tokens, asked for at least as long. */
function implies(given: Clause, asked: Clause): boolean {
  const isNarrower = given.anyOf.every((token) => asked.anyOf.includes(token));
  return isNarrower && (given.until ?? Infinity) >= (asked.until ?? Infinity);
}
