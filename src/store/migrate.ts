import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { Refusal } from '../errors.ts';
import type { Database } from './database/open-database.ts';
import { installJobs } from './jobs.ts';
import { inTransaction } from './transaction.ts';

/** One step of the schema: plain SQL, applied once and never changed afterwards. */
export interface Migration {
  /** From 1 on, without gaps. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the SQL, in hexadecimal digits. */
  readonly hash: string;
}

const FOLDER = join(import.meta.dirname, 'migrations');
const FILE = /^(\d{4})-([a-z0-9-]+)\.sql$/;
/** Any number that nothing else locks by: two programs must not migrate at once. */
const MIGRATION_LOCK = 4_711_803;

const LEDGER = `
  create schema if not exists vigie_ledger;
  create table if not exists vigie_ledger.migration (
    version integer primary key,
    name text not null,
    hash text not null,
    applied_at timestamptz not null
  );
  alter table vigie_ledger.migration enable row level security;
  alter table vigie_ledger.migration force row level security;
  do $$ begin
    if not exists (select from pg_policies where schemaname = 'vigie_ledger') then
      create policy owner_all on vigie_ledger.migration to vigie_owner using (true) with check (true);
    end if;
  end $$`;

/** Returns the migrations that come with the program, in order. */
export async function readMigrations(folder = FOLDER): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (file, index) => {
      const [, version, name] = FILE.exec(file) ?? [];
      if (Number(version) !== index + 1) throw new Error(`The migration ${file} does not follow the one before it.`);
      const sql = await readFile(join(folder, file), 'utf8');
      return { version: index + 1, name: name!, sql, hash: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Brings the schema to the version of this program, all in one transaction, then the queue's, and returns the versions before and after.
 * Refused where the schema is newer (`store-newer-schema`) or was made by other steps (`store-other-migrations`).
 */
export async function migrate(
  database: Database,
  now: Date,
  migrations?: readonly Migration[],
): Promise<{ readonly before: number; readonly after: number }> {
  const steps = migrations ?? (await readMigrations());
  const versions = await inTransaction(database.owner, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await client.query(LEDGER);
    const before = await checkApplied(client, steps);
    for (const step of steps.slice(before)) {
      await client.query(step.sql);
      await client.query('insert into vigie_ledger.migration values ($1, $2, $3, $4)', [
        step.version,
        step.name,
        step.hash,
        now,
      ]);
    }
    return { before, after: steps.length };
  });
  await installJobs(database);
  return versions;
}

async function checkApplied(client: pg.PoolClient, steps: readonly Migration[]): Promise<number> {
  const { rows } = await client.query<{ version: number; name: string; hash: string }>(
    'select version, name, hash from vigie_ledger.migration order by version',
  );
  if (rows.length > steps.length) {
    const message = `The database is of version ${rows.length} and this program knows ${steps.length}: use the newer program that made it.`;
    throw new Refusal('conflict', 'store-newer-schema', message);
  }
  const changed = rows.find(({ version, hash }) => steps[version - 1]?.hash !== hash);
  if (changed) {
    const message = `The database was made by another step ${changed.version} (${changed.name}) than this program has: it cannot be told what it holds.`;
    throw new Refusal('conflict', 'store-other-migrations', message);
  }
  return rows.length;
}
