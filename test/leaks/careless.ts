import type pg from 'pg';
import type { Actor } from '../../src/actions/actor.ts';
import type { Desk } from '../../src/actions/desk.ts';
import { databaseCode } from '../../src/store/database/login.ts';
import { inSession } from '../../src/store/transaction.ts';

/** What the grants let a surface come to, of one table: read off the catalogue, so that no table is forgotten. */
interface Reach {
  readonly table: string;
  readonly selected: readonly string[];
  readonly labels: readonly string[];
  readonly inserts: boolean;
  readonly updates: boolean;
  readonly deletes: boolean;
  /** A column that an update can set to a constant. */
  readonly settable: string | null;
}

const REACH = `
  select format('%I.%I', n.nspname, c.relname) as table,
    coalesce(array_agg(quote_ident(a.attname) order by a.attnum) filter (
      where has_column_privilege('vigie_app', c.oid, a.attnum, 'SELECT') and a.attname <> 'transaction_id'), '{}') as selected,
    coalesce(array_agg(quote_ident(a.attname) order by a.attnum) filter (where a.attname ~ 'label_id$'), '{}') as labels,
    has_table_privilege('vigie_app', c.oid, 'INSERT') as inserts,
    has_table_privilege('vigie_app', c.oid, 'UPDATE') as updates,
    has_table_privilege('vigie_app', c.oid, 'DELETE') as deletes,
    (array_agg(quote_ident(a.attname) order by a.attnum desc) filter (where a.atttypid = 'timestamptz'::regtype))[1] as settable
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where n.nspname = 'vigie' and c.relkind = 'r' group by n.nspname, c.relname, c.oid order by 1`;

/** What is never changed: no grant lets a surface come to it. */
const NEVER = [
  "update vigie.document set title = 'x'",
  "update vigie.order_version set content = '{}'",
  "update vigie.order_approval set kind = 'own'",
  "update vigie.report_portion set mark = 'x'",
  "update vigie.hit_history set change = '{}'",
  "update vigie.setting set value = '0'",
  'delete from vigie.document',
];

const SOMEBODY = "'00000000-0000-4000-8000-000000000000'";
/** Inserts of what is somebody else's: $1 is a label that the reader may read. */
const STRANGE_INSERTS = [
  // An entry of the log, or something to tell, under the number of somebody else's transaction.
  `insert into vigie.audit_entry (id, content, transaction_id, made_at) values (${SOMEBODY}, 'x', '3', '2026-11-20')`,
  `insert into vigie.outbox (id, topic, object_id, transaction_id, made_at) values (${SOMEBODY}, 'x', ${SOMEBODY}, '3', '2026-11-20')`,
  `insert into vigie.sealing_key (account_id, label_id) values (${SOMEBODY}, $1)`,
  `insert into vigie.sealing_secret (account_id) values (${SOMEBODY})`,
  `insert into vigie.informant_identity (author_id, editor_id) values (${SOMEBODY}, ${SOMEBODY})`,
];

/** Labels above and below the reader who is careless. */
export interface CarelessLabels {
  readonly above: number;
  readonly below: number;
}

/**
 * What a surface would tell that forgot every condition: all that it can select, and how many rows its updates and
 * deletions meet. Takes everything back. Throws where something could be written above the reader.
 */
export async function beCareless(
  desk: Desk,
  { id, clearanceId }: Actor,
  labels: CarelessLabels,
): Promise<readonly string[]> {
  const { rows: reaches } = await desk.database.owner.query<Reach>(REACH);
  return inSession(desk.database.app, { actorId: id, clearanceId, now: desk.now() }, async (client) => {
    const seen: string[] = [];
    for (const reach of reaches) {
      seen.push(...(await everythingSeen(client, reach)));
      await tryToWriteAbove(client, reach, labels);
    }
    for (const sql of STRANGE_INSERTS) {
      await expectRefusal(client, sql, sql.includes('$1') ? [labels.below] : []);
    }
    for (const sql of NEVER) await expectRefusal(client, sql, []);
    return seen;
  });
}

async function everythingSeen(client: pg.PoolClient, reach: Reach): Promise<string[]> {
  const { table, selected, updates, deletes, settable } = reach;
  const seen: string[] = [];
  if (selected.length > 0) {
    const { rows } = await client.query<{ row: string }>(
      `select row(${selected.join()})::text as row from ${table} order by 1`,
    );
    seen.push(`${table} ${rows.map(({ row }) => row).join()}`);
  }
  // An update that reads no column meets what the policy for updates alone allows.
  if (updates && settable !== null) {
    seen.push(`updated ${table} ${await rowsOf(client, `update ${table} set ${settable} = '2026-11-20'`)}`);
  }
  if (deletes) seen.push(`deleted ${table} ${await rowsOf(client, `delete from ${table}`)}`);
  return seen;
}

/** Policies are asked before any other condition of a row, so that the labels alone decide. */
async function tryToWriteAbove(client: pg.PoolClient, reach: Reach, { above, below }: CarelessLabels): Promise<void> {
  const { table, labels, inserts, updates } = reach;
  for (const raised of labels) {
    const values = labels.map((label) => (label === raised ? above : below));
    const places = labels.map((_, index) => `$${index + 1}`);
    if (inserts) {
      await expectRefusal(client, `insert into ${table} (${labels.join()}) values (${places.join()})`, values);
    }
    if (updates) await expectRaiseRefused(client, `update ${table} set ${raised} = $1`, [above]);
  }
}

async function rowsOf(client: pg.PoolClient, sql: string): Promise<string> {
  return takenBack(client, async () => {
    try {
      return String((await client.query(sql)).rowCount ?? 0);
    } catch (error) {
      return databaseCode(error) ?? 'no code';
    }
  });
}

/** No row at all is met, or the database says no. */
async function expectRaiseRefused(client: pg.PoolClient, sql: string, values: readonly number[]): Promise<void> {
  const code = await codeOf(client, sql, values);
  if (code !== '42501' && code !== 'no row')
    throw new Error(`It was possible to raise what is below: ${sql} (${code})`);
}

async function expectRefusal(client: pg.PoolClient, sql: string, values: readonly number[]): Promise<void> {
  const code = await codeOf(client, sql, values);
  if (code !== '42501') throw new Error(`It was possible to write above: ${sql} (${code})`);
}

function codeOf(client: pg.PoolClient, sql: string, values: readonly number[]): Promise<string> {
  return takenBack(client, async () => {
    try {
      const { rowCount } = await client.query(sql, [...values]);
      return rowCount === 0 ? 'no row' : 'written';
    } catch (error) {
      return databaseCode(error) ?? 'no code';
    }
  });
}

async function takenBack<T>(client: pg.PoolClient, work: () => Promise<T>): Promise<T> {
  await client.query('savepoint careless');
  try {
    return await work();
  } finally {
    await client.query('rollback to savepoint careless');
  }
}
