import type pg from 'pg';
import type { SourceState } from '../domain/source-state.ts';
import { usedBy } from './source-items.ts';

/** How a source stands, for whoever may read it. */
export interface ReadableStanding {
  readonly id: string;
  /** Without where reading stands. */
  readonly state: Partial<SourceState>;
  readonly dueAt: Date | null;
  /** Whether an open order uses it that the session may read. */
  readonly isUsed: boolean;
}

/** Returns how these sources stand, those that the session may read. */
export async function readStandings(
  client: pg.ClientBase,
  ids: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, ReadableStanding>> {
  const { rows } = await client.query<ReadableStanding>(
    `select id, state - 'cursor' as state, due_at as "dueAt",
       exists (select from vigie.watch_order where ${usedBy()}) as "isUsed"
     from vigie.source where id = any($2::uuid[])`,
    [now.toISOString().slice(0, 10), ids],
  );
  return new Map(rows.map((standing) => [standing.id, standing]));
}
