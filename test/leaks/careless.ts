import type pg from 'pg';
import type { Actor } from '../../src/actions/actor.ts';
import type { Desk } from '../../src/actions/desk.ts';
import { databaseCode } from '../../src/store/database/login.ts';
import { inSession } from '../../src/store/transaction.ts';

/** What surfaces may select from. */
const READ = [
  ...['account', 'clearance', 'readable', 'label', 'source', 'document', 'watch_order', 'order_version', 'question'],
  ...['hit', 'hit_history'],
];

/** Updates that read no column, so that the policy for updates stands alone. */
const UPDATES = [
  "update vigie.source set name = 'x'",
  "update vigie.watch_order set status = 'closed'",
  "update vigie.question set wording = 'x'",
  "update vigie.hit set note = 'x'",
];

/** What is never changed: no grant lets a surface come to it. */
const NEVER = [
  "update vigie.document set title = 'x'",
  "update vigie.order_version set content = '{}'",
  "update vigie.hit_history set change = '{}'",
];

/** Inserts that only the policy for inserts forbids: $1 is a label above, $2 one below, $3 the reader. */
const INSERTS = [
  `insert into vigie.source (id, name, kind, address, reliability, label_id, default_label_id, state, made_at)
   values (ID, 'x', 'x', 'x', 'A', $1, $2, '{}', AT)`,
  `insert into vigie.document (id, label_id, content_hash, title, body, received_at, lexemes, transaction_id)
   values (ID, coalesce($1::bigint, $2::bigint), sha256('x'), 'x', 'x', AT, '', pg_current_xact_id())`,
  `insert into vigie.watch_order (id, name, version, status, label_id, owner_id, content, made_at, changed_at)
   values (ID, 'x', 1, 'draft', coalesce($1::bigint, $2::bigint), $3, '{}', AT, AT)`,
  `insert into vigie.order_version (order_id, version, label_id, content, author_id, made_at)
   values (ID, 9, coalesce($1::bigint, $2::bigint), '{}', $3, AT)`,
  `insert into vigie.question (id, order_id, letter, label_id, wording, expressions, state)
   values (ID, ID, 'Z', coalesce($1::bigint, $2::bigint), 'x', '[]', 'open')`,
  `insert into vigie.hit (id, question_id, document_id, document_label_id, order_label_id, judgement, made_at, changed_at)
   values (ID, ID, ID, $1, $2, 'new', AT, AT)`,
  `insert into vigie.hit_history (hit_id, place, document_label_id, order_label_id, actor_id, change, made_at)
   values (ID, 9, $1, $2, $3, '{}', AT)`,
  // An entry of the log under the number of somebody else's transaction.
  `insert into vigie.audit_entry (id, content, transaction_id, made_at) values (ID, 'x', '3', AT)`,
].map((sql) => sql.replaceAll('ID', "'00000000-0000-4000-8000-000000000000'").replaceAll('AT', "'2026-11-20'"));

/** Labels above and below the reader who is careless. */
export interface CarelessLabels {
  readonly above: string;
  readonly below: string;
}

/**
 * What a surface would tell that forgot every condition: all that it can select, and how many rows its updates meet.
 * Takes everything back. Throws where something could be written above the reader.
 */
export function beCareless(desk: Desk, { id, clearanceId }: Actor, labels: CarelessLabels): Promise<unknown> {
  return inSession(desk.database.app, { actorId: id, clearanceId, now: desk.now() }, async (client) => {
    const seen: string[] = [];
    for (const table of READ) {
      const { rows } = await client.query<{ row: string }>(
        `select (to_jsonb(t) - 'transaction_id')::text as row from vigie.${table} t order by 1`,
      );
      seen.push(`${table} ${rows.map(({ row }) => row).join()}`);
    }
    const texts = INSERTS.map((sql) => ({ sql, values: [labels.above, labels.below, id] }));
    for (const { sql, values } of texts) await expectRefusal(client, sql, values.slice(0, placesIn(sql)));
    for (const sql of NEVER) await expectRefusal(client, sql, []);
    for (const sql of UPDATES) seen.push(`${sql}: ${await rowsOf(client, sql)}`);
    for (const table of ['watch_order', 'question']) {
      await expectRaiseRefused(client, `update vigie.${table} set label_id = $1`, [labels.above]);
    }
    return seen;
  });
}

function placesIn(sql: string): number {
  return [1, 2, 3].filter((place) => sql.includes(`$${place}`)).length;
}

async function rowsOf(client: pg.PoolClient, sql: string): Promise<number> {
  return takenBack(client, async () => (await client.query(sql)).rowCount ?? 0);
}

/** No row at all is met, or the database says no. */
async function expectRaiseRefused(client: pg.PoolClient, sql: string, values: readonly string[]): Promise<void> {
  const code = await codeOf(client, sql, values);
  if (code !== '42501' && code !== 'no row')
    throw new Error(`It was possible to raise what is below: ${sql} (${code})`);
}

async function expectRefusal(client: pg.PoolClient, sql: string, values: readonly string[]): Promise<void> {
  const code = await codeOf(client, sql, values);
  if (code !== '42501') throw new Error(`It was possible to write above: ${sql} (${code})`);
}

function codeOf(client: pg.PoolClient, sql: string, values: readonly string[]): Promise<string> {
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
