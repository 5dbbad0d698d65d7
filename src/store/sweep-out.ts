import type pg from 'pg';
import { escapeIdentifier } from 'pg';
import { databaseCode } from './database/login.ts';
import type { Database } from './database/open-database.ts';

/** How long a table may be in use before it is not written anew. Meanwhile, others wait behind this. */
const LONGEST_WAIT = '5s';
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Takes deleted rows out of their tables at once, with what the planner remembers of them; outside of any transaction.
 * `by freeing` leaves their bytes in free space until it is written over; `by rewriting` leaves none, and locks each table
 * while it is copied: for what names people. A table that somebody uses for long is freed only. On the private server a
 * new segment of the write-ahead log then begins, so that those which hold the rows go.
 */
export async function sweepOut(
  database: Database,
  tables: readonly string[],
  how: 'by freeing' | 'by rewriting',
): Promise<void> {
  const client = await database.owner.connect();
  try {
    await client.query("select set_config('lock_timeout', $1, false)", [LONGEST_WAIT]);
    for (const table of tables) {
      const name = `vigie.${escapeIdentifier(table)}`;
      if (how === 'by freeing' || !(await rewritten(client, name))) await client.query(`vacuum (analyze) ${name}`);
    }
  } finally {
    await client.query('reset lock_timeout').finally(() => client.release());
  }
  await beginSegment(database);
}

/** Returns whether the table could be locked soon. */
async function rewritten(client: pg.ClientBase, name: string): Promise<boolean> {
  try {
    await client.query(`vacuum (full, analyze) ${name}`);
    return true;
  } catch (error) {
    if (databaseCode(error) === LOCK_NOT_AVAILABLE) return false;
    throw error;
  }
}

async function beginSegment(database: Database): Promise<void> {
  const { kind } = await database.status();
  // The user of somebody else's server need not be allowed to.
  if (kind !== 'private') return;
  await database.administer(async (client) => {
    await client.query('select pg_switch_wal()');
    await client.query('checkpoint');
  });
}
