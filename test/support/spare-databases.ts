import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { Database } from '../../src/store/database/open-database.ts';
import { createFromTemplate, dropDatabase } from '../../src/store/database/template.ts';
import { keptAdministrator } from './kept-administrator.ts';
import { lendPool } from './lent-pool.ts';
import { TEMPLATE } from './shared-server.ts';

/** A database that a test has, and gives back behind itself. */
export interface LentDatabase {
  readonly name: string;
  readonly database: Database;
}

/** How often a database is lent: what is deleted in it takes room, and nothing cleans up there. */
const MOST_LENT = 30;
/** Bytes by which one that is kept may have grown. */
const MOST_GROWN = 16 * 1024 * 1024;

/**
 * Tells whether anything was made, changed, dropped, sampled or vacuumed since: each of it leaves rows in the catalogue that a later
 * transaction wrote, or fewer of them, or other counts of a table's rows and pages.
 */
const SIGNATURE = `
  select concat_ws(' ',
      (select concat(count(*), ' ', max(xmin::text::bigint), ' ', sum(reltuples), ' ', sum(relpages)) from pg_class
        where oid >= 16384 and relpersistence = 'p'),
      (select concat(count(*), ' ', max(xmin::text::bigint)) from pg_attribute where attrelid >= 16384 and attrelid in
        (select oid from pg_class where relpersistence = 'p')),
      (select concat(count(*), ' ', max(xmin::text::bigint)) from pg_proc where oid >= 16384),
      (select concat(count(*), ' ', max(xmin::text::bigint)) from pg_policy),
      (select concat(count(*), ' ', max(xmin::text::bigint)) from pg_trigger),
      (select concat(count(*), ' ', max(xmin::text::bigint)) from pg_constraint where oid >= 16384),
      (select concat(count(*), ' ', max(xmin::text::bigint)) from pg_namespace where oid >= 16384 and nspname !~ '^pg_')
    ) as signature, pg_database_size(current_database())::float8 as size`;

/** All tables but those that tell by which steps the schema was made. */
const TABLES = `
  select format('%I.%I', schemaname, tablename) as table from pg_tables
  where schemaname in ('vigie', 'vigie_jobs') and (schemaname, tablename) <> ('vigie_jobs', 'migrations')`;

/** Milliseconds that are waited for a connection to end. */
const PATIENCE = 5_000;

/** What the types of pg leave out: the id by which the server knows it. */
type Connection = pg.PoolClient & { readonly processID: number };

/** Whoever is connected beside the connections that are kept: of those, too, who is at work or holds a lock for good. */
const OTHERS = `
  from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and not
    (pid = any($1) and state = 'idle' and not exists (select from pg_locks where pg_locks.pid = pg_stat_activity.pid))`;

interface Spare {
  readonly name: string;
  /** Connections that the next loan has, too. */
  readonly kept: Database;
  readonly connected: ReadonlySet<Connection>;
  /** What empties it is quick where it has done so before. */
  readonly administrator: pg.Client;
  readonly leave: () => void;
  readonly signature: string;
  readonly size: number;
  lent: number;
}

/**
 * Databases of one server that are emptied and lent again, with the connections to them: to copy the template and to drop the copy
 * takes twenty times as long. What a test left running finds its pools ended. One whose schema a test changed, or that has grown,
 * is dropped.
 */
export class SpareDatabases {
  readonly #server: Database;
  readonly #free: Spare[] = [];
  readonly #lent = new Map<string, Spare>();

  constructor(server: Database) {
    this.#server = server;
  }

  async lend(): Promise<LentDatabase> {
    const spare = this.#free.pop() ?? (await this.#make());
    spare.lent++;
    this.#lent.set(spare.name, spare);
    return { name: spare.name, database: loanOf(spare.kept) };
  }

  async takeBack({ name, database }: LentDatabase): Promise<void> {
    await database.close();
    const spare = this.#lent.get(name)!;
    this.#lent.delete(name);
    if (await isAsNew(spare)) {
      this.#free.push(spare);
      return;
    }
    spare.leave();
    await spare.kept.close();
    await dropDatabase(this.#server, name);
  }

  async #make(): Promise<Spare> {
    const name = `test_${randomBytes(8).toString('hex')}`;
    const kept = await createFromTemplate(this.#server, TEMPLATE, name);
    const { administrator, leave } = await keptAdministrator(this.#server, name);
    await administrator.query('create schema spare');
    const { rows: tables } = await administrator.query<{ table: string }>(TABLES);
    const deletions = tables.map(({ table }) => `delete from ${table};`).join(' ');
    // Rows go in any order where references are not looked at, which is quicker than to truncate so many tables.
    await administrator.query(
      `create procedure spare.empty() language plpgsql set session_replication_role = replica
         as $$ begin ${deletions} end $$`,
    );
    const { signature, size } = await signatureOf(administrator);
    return { name, kept, connected: connectionsOf(kept), administrator, leave, signature, size, lent: 0 };
  }
}

/** Keeps account of who is connected by the pools of a database. */
function connectionsOf({ owner, app, work }: Database): ReadonlySet<Connection> {
  const connected = new Set<Connection>();
  for (const pool of [owner, app, work]) {
    pool.on('connect', (client) => connected.add(client as Connection));
    pool.on('remove', (client) => connected.delete(client as Connection));
  }
  return connected;
}

function loanOf(kept: Database): Database {
  const pools = { owner: lendPool(kept.owner), app: lendPool(kept.app), work: lendPool(kept.work) };
  const close = async (): Promise<void> => {
    await Promise.all(Object.values(pools).map((pool) => pool.end()));
  };
  return { ...kept, ...pools, close };
}

async function isAsNew({ administrator, connected, signature, size, lent }: Spare): Promise<boolean> {
  if (lent >= MOST_LENT) return false;
  try {
    // Whoever is about to leave holds locks until then, and a program that was killed may be there without an end.
    const own = [[...connected].map(({ processID }) => processID)];
    await administrator.query(`select pg_terminate_backend(pid, ${PATIENCE}) ${OTHERS}`, own);
    // One that left by itself meanwhile is said not to have left.
    const { rows } = await administrator.query(`select ${OTHERS}`, own);
    if (rows.length > 0) return false;
    const now = await signatureOf(administrator);
    if (now.signature !== signature || now.size - size > MOST_GROWN) return false;
    await administrator.query('call spare.empty()');
    return true;
  } catch {
    // Whatever it is, the database goes.
    return false;
  }
}

async function signatureOf(client: pg.Client): Promise<{ readonly signature: string; readonly size: number }> {
  const { rows } = await client.query<{ signature: string; size: number }>(SIGNATURE);
  return rows[0]!;
}
