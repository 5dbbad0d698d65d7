import type { DescribedSource } from './source.ts';

/**
 * How a source does: `new` was never read; `fresh` gives something as often as it should; `quiet` answers and has given
 * nothing new for longer than that; `empty` answers and holds nothing at all; `broken` does not answer as it should.
 */
export type SourceHealth = 'new' | 'fresh' | 'quiet' | 'empty' | 'broken';

/** Where reading a source stands, and how the readings went. Instants are ISO. */
export interface SourceState {
  /** For its kind to read. */
  readonly cursor: Readonly<Record<string, unknown>>;
  readonly health: SourceHealth;
  /** Since when it is so. */
  readonly since?: string | undefined;
  readonly readAt?: string | undefined;
  /** When it last gave something new. */
  readonly gaveAt?: string | undefined;
  /** Readings that failed, one after the other. */
  readonly failures: number;
  /** Why it is broken. */
  readonly reason?: { readonly code: string; readonly message: string } | undefined;
}

export const NEW_SOURCE: SourceState = { cursor: {}, health: 'new', failures: 0 };

/** How one reading went: what it gave, or why it failed. */
export type SourceOutcome =
  | { readonly cursor: SourceState['cursor']; readonly given: number; readonly isEmpty: boolean }
  | { readonly failure: { readonly code: string; readonly message: string } };

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
  { now, schedule }: { readonly now: Date; readonly schedule: SourceSchedule },
): SourceState {
  const at = now.toISOString();
  if ('failure' in outcome) {
    const since = before.health === 'broken' ? before.since : at;
    return { ...before, health: 'broken', since, readAt: at, failures: before.failures + 1, reason: outcome.failure };
  }
  const { cursor, given, isEmpty } = outcome;
  const gaveAt = given > 0 ? at : before.gaveAt;
  const health = isEmpty ? 'empty' : isQuiet(gaveAt ?? before.since ?? at, now, schedule) ? 'quiet' : 'fresh';
  const since = health === before.health ? before.since : at;
  return { cursor, health, since, readAt: at, gaveAt, failures: 0 };
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
export function isSilent(state: SourceState, schedule: SourceSchedule, now: Date): boolean {
  if (state.health === 'new') return false;
  return isQuiet(state.gaveAt ?? state.since ?? state.readAt ?? now.toISOString(), now, schedule);
}

function isQuiet(since: string, now: Date, { quietAfter }: SourceSchedule): boolean {
  return now.getTime() - Date.parse(since) > quietAfter * HOUR;
}
