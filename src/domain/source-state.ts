import type { DescribedSource } from './source.ts';

/**
 * How a source does: `new` was never read; `fresh` gives something as often as it should; `quiet` answers and has given
 * nothing new for longer than that; `empty` answers and holds nothing at all; `broken` does not answer as it should.
 */
export type SourceHealth = 'new' | 'fresh' | 'quiet' | 'empty' | 'broken';

/** Where reading a source stands, and how the readings went. Instants are milliseconds since 1970. */
export interface SourceState {
  /** For its kind to read. */
  readonly cursor: Readonly<Record<string, unknown>>;
  readonly health: SourceHealth;
  /** Since when it is so. */
  readonly since?: number | undefined;
  readonly readAt?: number | undefined;
  /** When it last gave something new. */
  readonly gaveAt?: number | undefined;
  /** Readings that failed, one after the other. */
  readonly failures: number;
  /** Why it is broken. */
  readonly reason?: SourceRemark | undefined;
  /** What the last reading that did not fail had to say, such as that a feed ends in the middle. */
  readonly remarks?: readonly SourceRemark[] | undefined;
}

/** Something to say of a reading: a code, and a sentence. */
export interface SourceRemark {
  readonly code: string;
  readonly message: string;
}

const MOST_REMARKS = 20;

export const NEW_SOURCE: SourceState = { cursor: {}, health: 'new', failures: 0 };

/** How one reading went: what it gave, or why it failed. */
export type SourceOutcome =
  | {
      readonly cursor: SourceState['cursor'];
      /** How many new documents it gave. */
      readonly given: number;
      readonly isEmpty: boolean;
      readonly remarks: readonly SourceRemark[];
    }
  | { readonly failure: SourceRemark };

/** How often a source is read, in minutes, and after how many hours without anything new it is quiet. */
export interface SourceSchedule {
  readonly every: number;
  readonly quietAfter: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Between two tries of a source that is broken, at most. */
const LONGEST_WAIT = 24 * HOUR;
const USUAL: SourceSchedule = { every: 30, quietAfter: 72 };

/** Returns how often a source is read; what its schedule leaves out is as usual. */
export function scheduleOf({ schedule }: Pick<DescribedSource, 'schedule'>): SourceSchedule {
  const { every = USUAL.every, quietAfter = USUAL.quietAfter } = schedule as Partial<SourceSchedule>;
  return { every, quietAfter };
}

/** Returns the state after a reading that ended at `now`. */
export function afterReading(
  before: SourceState,
  outcome: SourceOutcome,
  { now, schedule }: { readonly now: number; readonly schedule: SourceSchedule },
): SourceState {
  if ('failure' in outcome) {
    const since = before.health === 'broken' ? before.since : now;
    return { ...before, health: 'broken', since, readAt: now, failures: before.failures + 1, reason: outcome.failure };
  }
  const { cursor, given, isEmpty } = outcome;
  const gaveAt = given > 0 ? now : before.gaveAt;
  const health = isEmpty ? 'empty' : isQuiet(gaveAt ?? before.since ?? now, now, schedule) ? 'quiet' : 'fresh';
  const since = health === before.health ? before.since : now;
  const said = outcome.remarks.slice(0, MOST_REMARKS).map(({ code, message }) => ({ code, message }));
  return { cursor, health, since, readAt: now, gaveAt, failures: 0, ...(said.length > 0 && { remarks: said }) };
}

/**
 * Returns how long to wait for the next reading, in milliseconds: the schedule's time; twice as long with each failure
 * one after the other, a day at most; and never less than the source asked for.
 */
export function waitAfter(state: SourceState, schedule: SourceSchedule, askedFor = 0): number {
  const usual = schedule.every * MINUTE;
  const longer = Math.max(usual, Math.min(usual * 2 ** Math.min(state.failures, 20), LONGEST_WAIT));
  return Math.max(longer, askedFor);
}

/** Returns whether a source that answers has been silent for longer than it should be. */
export function isSilent(state: SourceState, schedule: SourceSchedule, now: number): boolean {
  if (state.health === 'new') return false;
  return isQuiet(state.gaveAt ?? state.since ?? state.readAt ?? now, now, schedule);
}

function isQuiet(since: number, now: number, { quietAfter }: SourceSchedule): boolean {
  return now - since > quietAfter * HOUR;
}
