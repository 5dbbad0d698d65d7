import type pg from 'pg';
import { utf8 } from '../audit/bytes.ts';
import type { HeldCheckpoint } from '../audit/log-checkpoints.ts';
import type { TreeNode } from '../audit/merkle.ts';
import type { StoredEntry, StoredLog } from '../audit/verify-log.ts';
import { inTransaction } from './transaction.ts';

/** How many rows are held at a time. */
const FETCHED = 1000;

/** Reads the log in one snapshot. */
export function inLogSnapshot<T>(work: pg.Pool, read: (log: Omit<StoredLog, 'exported'>) => Promise<T>): Promise<T> {
  return inTransaction(work, async (client) => {
    await client.query('set transaction isolation level repeatable read, read only');
    return read(readLog(client));
  });
}

/**
 * Returns the log as streams, each to be read once and in any order. The client must be in one repeatable-read
 * transaction until the end.
 */
export function readLog(client: pg.ClientBase): Omit<StoredLog, 'exported'> {
  return { entries: entriesOf(client), nodes: nodesOf(client), checkpoints: checkpointsOf(client) };
}

interface EntryRow {
  readonly position: string | null;
  readonly content: Buffer;
  readonly hash: Buffer | null;
}

// A position whose entry is not there yields no row, and so is missing. The order is that of numbers, not of texts.
const ENTRIES = `
  select leaf.position::text, entry.content, leaf.leaf_hash as hash
  from vigie.audit_leaf leaf join vigie.audit_entry entry on entry.id = leaf.entry_id
  order by leaf.position`;
const WAITING = `
  select null as position, entry.content, null as hash from vigie.audit_entry entry
  where not exists (select from vigie.audit_leaf leaf where leaf.entry_id = entry.id)`;
// Numeric, so that no place that somebody wrote into the table can make the order overflow.
const NODES = `
  select level, place::text, hash from vigie.audit_node
  order by (place::numeric + 1) * power(2::numeric, level), level`;
const CHECKPOINTS = 'select size::text, note from vigie.audit_checkpoint order by made_at, size, note';

async function* entriesOf(client: pg.ClientBase): AsyncGenerator<StoredEntry> {
  for (const [name, query] of [
    ['audit_entries', ENTRIES],
    ['audit_waiting', WAITING],
  ] as const) {
    for await (const { position, content, hash } of rowsOf<EntryRow>(client, name, query)) {
      yield { position: position === null ? null : Number(position), leaf: content, hash };
    }
  }
}

async function* nodesOf(client: pg.ClientBase): AsyncGenerator<TreeNode> {
  const rows = rowsOf<{ level: number; place: string; hash: Buffer }>(client, 'audit_nodes', NODES);
  for await (const { level, place, hash } of rows) yield { level, index: Number(place), hash };
}

async function* checkpointsOf(client: pg.ClientBase): AsyncGenerator<HeldCheckpoint> {
  const rows = rowsOf<{ size: string; note: string }>(client, 'audit_checkpoints', CHECKPOINTS);
  for await (const { size, note } of rows) yield { name: `database/${size}`, note: utf8(note) };
}

async function* rowsOf<Row extends pg.QueryResultRow>(
  client: pg.ClientBase,
  cursor: 'audit_entries' | 'audit_waiting' | 'audit_nodes' | 'audit_checkpoints',
  query: string,
): AsyncGenerator<Row> {
  await client.query(`declare ${cursor} no scroll cursor for ${query}`);
  for (;;) {
    const { rows } = await client.query<Row>(`fetch ${FETCHED} from ${cursor}`);
    yield* rows;
    if (rows.length < FETCHED) return;
  }
}
