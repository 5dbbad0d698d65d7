import { escapeIdentifier } from 'pg';
import type { Database } from './database/open-database.ts';

/**
 * Takes deleted rows out of their tables at once, with what the planner remembers of them; outside of any transaction.
 * On the private server it then begins a new segment of the write-ahead log, so that those which hold the rows go.
 * Rows that a transaction can still see stay until the next time.
 */
export async function sweepOut(database: Database, tables: readonly string[]): Promise<void> {
  const names = tables.map((table) => `vigie.${escapeIdentifier(table)}`).join(', ');
  await database.owner.query(`vacuum (analyze) ${names}`);
  const { kind } = await database.status();
  // The user of somebody else's server need not be allowed to.
  if (kind !== 'private') return;
  await database.administer(async (client) => {
    await client.query('select pg_switch_wal()');
    await client.query('checkpoint');
  });
}
