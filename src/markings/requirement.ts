/** What a reader wants to do: look at it here (`display`), or be given a copy to keep (`release`). */
export type Action = 'display' | 'release';

/**
 * What a marking asks of a reader, in one form for all schemes: every clause must be met, and a clause is met by any
 * one of its tokens. No clauses: nothing is asked. A clause without tokens: nobody meets it. The two are opposites,
 * and neither stands for “not known”.
 */
export interface Requirement {
  readonly clauses: readonly Clause[];
  /** Before this instant (milliseconds since 1970) nobody may, whatever the clauses say. */
  readonly notBefore?: number;
}

/** A condition of a requirement. */
export interface Clause {
  /** Tokens such as `us-capco/level/S`, `country/GBR`, `group/elections`: `tokensOf` lists those of a reader. */
  readonly anyOf: readonly string[];
  /** Why it is asked, in a word that tells nothing of the content, such as `level` or `release`: safe to log. */
  readonly reason: Reason;
  /** From this instant (milliseconds since 1970) on the clause is no longer asked. */
  readonly until?: number;
}

/** Why a reader may not: never a code word, a country or a group. */
export type Reason =
  | 'level'
  | 'compartment'
  | 'release'
  | 'need-to-know'
  | 'originator'
  | 'affiliation'
  | 'embargo'
  | 'unmarked'
  | 'invalid'
  | 'unknown';

/** The requirement that nobody meets. */
export function never(reason: Reason): Requirement {
  return { clauses: [{ anyOf: [], reason }] };
}

/** Returns the requirement that is met exactly where both are. */
export function both(one: Requirement, other: Requirement): Requirement {
  const clauses = [...one.clauses, ...other.clauses];
  const begins = [one.notBefore, other.notBefore].filter((instant) => instant !== undefined);
  return begins.length === 0 ? { clauses } : { clauses, notBefore: Math.max(...begins) };
}
