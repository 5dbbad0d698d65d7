import type pg from 'pg';
import { escapeIdentifier } from 'pg';
import { Refusal } from '../errors.ts';
import { isUnreached } from './database/connect.ts';
import { databaseCode } from './database/login.ts';
import type { Database } from './database/open-database.ts';

/** How long a table may be in use before it is not written anew. Meanwhile, others wait behind this. */
const LONGEST_WAIT = '5s';
const LOCK_NOT_AVAILABLE = '55P03';
const NOT_PRIVILEGED = '42501';

/** What is swept, and whether bytes may be left in free space until they are written over. */
export interface Sweeping {
  readonly tables: readonly string[];
  readonly how: 'by freeing' | 'by rewriting';
}

/**
 * Takes deleted rows out of their tables at once, with what the planner remembers of them; outside of any transaction.
 * `by freeing` leaves their bytes in free space until it is written over; `by rewriting` leaves none, and locks each table
 * while it is copied: for what names people. A table that somebody uses for long is freed only. On the private server a
 * new segment of the write-ahead log then begins, so that those which hold the rows go.
 *
 * What was deleted is deleted: where the database does not let this be done, or is not reached, that is no failure of
 * what went before. Returns whether all of it was done as wanted; what else goes wrong is thrown.
 */
export async function sweepOut(database: Database, ...sweepings: readonly Sweeping[]): Promise<boolean> {
  try {
    const isSwept = await sweepAll(database, sweepings);
    await beginSegment(database);
    return isSwept;
  } catch (error) {
    if (isHindrance(error)) return false;
    throw error;
  }
}

function isHindrance(error: unknown): boolean {
  if (error instanceof Refusal) return error.code === 'store-unreachable';
  const code = databaseCode(error);
  return code === LOCK_NOT_AVAILABLE || code === NOT_PRIVILEGED || (error instanceof Error && isUnreached(error));
}

async function sweepAll(database: Database, sweepings: readonly Sweeping[]): Promise<boolean> {
  const client = await database.owner.connect();
  let broken: Error | undefined;
  const lose = (error: Error): void => {
    broken = error;
  };
  // A connection that is lost between two statements says so here; without a listener that would end the program.
  client.on('error', lose);
  try {
    await client.query("select set_config('lock_timeout', $1, false)", [LONGEST_WAIT]);
    let isSwept = true;
    for (const { tables, how } of sweepings) {
      for (const table of tables) isSwept = (await sweep(client, table, how)) && isSwept;
    }
    return isSwept;
  } catch (error) {
    // A statement after the loss would only say that nothing can be asked any more.
    throw broken ?? error;
  } finally {
    await client.query('reset lock_timeout').catch(lose);
    client.off('error', lose);
    client.release(broken);
  }
}

async function sweep(client: pg.ClientBase, table: string, how: Sweeping['how']): Promise<boolean> {
  const name = `vigie.${escapeIdentifier(table)}`;
  if (how === 'by freeing') return swept(client, `vacuum (analyze) ${name}`);
  if (await swept(client, `vacuum (full, analyze) ${name}`)) return true;
  await swept(client, `vacuum (analyze) ${name}`);
  return false;
}

/** Returns whether the table could be locked soon. */
async function swept(client: pg.ClientBase, statement: string): Promise<boolean> {
  try {
    await client.query(statement);
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
