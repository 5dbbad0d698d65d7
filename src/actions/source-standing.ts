import type pg from 'pg';
import { type SourceStanding, standingOf, unusedStanding } from '../domain/source-standing.ts';
import { type ReadableStanding, readStandings } from '../store/source-standings.ts';
import type { ReadableSource } from './source-content.ts';

/** How a source does, by the clock. */
export interface ToldStanding extends Omit<SourceStanding, 'since' | 'readAt' | 'gaveAt'> {
  readonly since?: Date | undefined;
  readonly readAt?: Date | undefined;
  readonly gaveAt?: Date | undefined;
  /** When it is read again; never where no order uses it that the reader may read, or it is not active. */
  readonly nextAt?: Date | undefined;
  /** Whether an open order uses it that the reader may read; else nothing is told that a reading moves but that there was one. */
  readonly isUsed: boolean;
}

/** A source with how it does. */
export interface StandingSource extends ReadableSource {
  readonly standing: ToldStanding;
}

/** Returns sources with how they do, as the session may know it. */
export async function withStandings(
  client: pg.ClientBase,
  sources: readonly ReadableSource[],
  now: Date,
): Promise<readonly StandingSource[]> {
  const kept = await readStandings(
    client,
    sources.map(({ id }) => id),
    now,
  );
  return sources.map((source) => ({ ...source, standing: toldOf(source, kept.get(source.id), now) }));
}

function toldOf(source: ReadableSource, kept: ReadableStanding | undefined, now: Date): ToldStanding {
  const { state = {}, dueAt = null, isUsed = false } = kept ?? {};
  const standing = isUsed ? standingOf(source, state, now.getTime()) : unusedStanding(state);
  const { since, readAt, gaveAt, ...told } = standing;
  const next = source.status === 'active' && isUsed ? dueAt : null;
  return {
    ...told,
    isUsed,
    ...(since !== undefined && { since: new Date(since) }),
    ...(readAt !== undefined && { readAt: new Date(readAt) }),
    ...(gaveAt !== undefined && { gaveAt: new Date(gaveAt) }),
    ...(next && { nextAt: next }),
  };
}
