import type { Reason, Requirement } from './requirement.ts';

/** May this reader, now? With a reason that tells nothing of the content, and until when the answer holds. */
export interface Decision {
  readonly allowed: boolean;
  /** Why not: each kind of unmet condition once, safe to log. Empty where it is allowed. */
  readonly reasons: readonly Reason[];
  /** The instant (milliseconds since 1970) at which the answer changes by itself; absent where it never does. */
  readonly until?: number;
}

/** What is asked, and the tokens that a reader has to meet it with. */
export interface Asked {
  readonly requirement: Requirement;
  readonly tokens: ReadonlySet<string>;
}

/** Decides whether `tokens` meet a requirement at the instant `now` (milliseconds since 1970). */
export function decide(requirement: Requirement, tokens: ReadonlySet<string>, now: number): Decision {
  return decideAll([{ requirement, tokens }], now);
}

/** Decides whether everything that is asked is met at the instant `now` (milliseconds since 1970). */
export function decideAll(asked: readonly Asked[], now: number): Decision {
  const reasons = unmet(asked, now);
  const allowed = reasons.length === 0;
  const until = instantsAfter(asked, now).find((instant) => (unmet(asked, instant).length === 0) !== allowed);
  return { allowed, reasons, ...(until === undefined ? {} : { until }) };
}

function unmet(asked: readonly Asked[], now: number): Reason[] {
  const reasons = new Set<Reason>();
  for (const { requirement, tokens } of asked) {
    const { clauses, notBefore } = requirement;
    if (notBefore !== undefined && !(now >= notBefore)) reasons.add('embargo');
    for (const { anyOf, reason, until } of clauses) {
      // Written so that an instant that is no number never lifts a clause.
      const lifted = until !== undefined && now >= until;
      if (!(lifted || anyOf.some((token) => tokens.has(token)))) reasons.add(reason);
    }
  }
  return [...reasons];
}

function instantsAfter(asked: readonly Asked[], now: number): number[] {
  const instants = asked.flatMap(({ requirement: { clauses, notBefore } }) => [
    notBefore,
    ...clauses.map(({ until }) => until),
  ]);
  return instants
    .filter((instant): instant is number => instant !== undefined && instant > now)
    .sort((one, other) => one - other);
}
