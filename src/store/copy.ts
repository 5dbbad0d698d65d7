import { createHash, type Hash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { Refusal } from '../errors.ts';
import type { Database } from './database/open-database.ts';
import { inTransaction } from './transaction.ts';

/**
 * A backup holds everything. An export, which others may get, leaves out who informants are and the keys of those who
 * could open it: even sealed bytes can be tried with passphrases for ever, and so can hashes of passwords; it leaves out all by
 * which people prove who they are. It leaves out what was put aside, too: what nobody could read may say anything, under a
 * marking that nobody could check.
 */
export type CopyKind = 'backup' | 'export';

const NOT_EXPORTED: readonly string[] = [
  ...['informant_identity', 'sealing_key', 'sealing_secret', 'quarantined'],
  ...['account_password', 'account_totp', 'recovery_code', 'passkey', 'linked_identity', 'api_token'],
];

/** What a copy holds, for whoever reads it back. */
export interface CopyManifest {
  readonly format: 1;
  readonly kind: CopyKind;
  /** Version of the schema. */
  readonly schema: number;
  /** ISO instant. */
  readonly madeAt: string;
  readonly tables: readonly CopiedTable[];
}

export interface CopiedTable {
  readonly name: string;
  readonly rows: number;
  /** SHA-256 of the file, which holds one row a line as PostgreSQL writes it in JSON, in hexadecimal digits. */
  readonly sha256: string;
}

interface Table {
  readonly name: string;
  /** Columns of the key, by which rows are put in order. */
  readonly key: string;
  /** A column that only this database can fill. */
  readonly hasTransaction: boolean;
}

const MANIFEST = 'manifest.json';
const ROWS_AT_ONCE = 500;

/** What is written where, and as of when. */
export interface CopyOrder {
  readonly kind: CopyKind;
  readonly folder: string;
  readonly now: Date;
}

/**
 * Writes what the database holds into a new folder, as of one moment, with counts and hashes. The folder holds it
 * whatever its marking: keep it as what is marked highest in it. Refused where the folder is not empty.
 */
export async function copyOut(database: Database, { kind, folder, now }: CopyOrder): Promise<CopyManifest> {
  const unfinished = `${folder}.unfinished`;
  await refuseFull(folder);
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  const manifest = await inTransaction(database.owner, async (client) => {
    await client.query('set transaction isolation level repeatable read, read only');
    const tables: CopiedTable[] = [];
    for (const table of await tablesIn(client, kind)) tables.push(await writeTable(client, table, unfinished));
    return { format: 1 as const, kind, schema: await schemaVersion(client), madeAt: now.toISOString(), tables };
  });
  await writeFile(join(unfinished, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
  await rename(unfinished, folder);
  return manifest;
}

/**
 * Reads such a folder into a database whose schema is there and which holds nothing, all in one transaction, and looks
 * at counts and hashes of what then stands in the database. Refused where anything differs; nothing is left then.
 */
export async function copyIn(database: Database, folder: string): Promise<CopyManifest> {
  const manifest = await readManifest(folder);
  await inTransaction(database.owner, async (client) => {
    await client.query('set constraints all deferred');
    const version = await schemaVersion(client);
    if (version !== manifest.schema) {
      const message = `The copy is of schema version ${manifest.schema} and the database of ${version}: read it with the program that wrote it, and let that bring it up to date.`;
      throw new Refusal('conflict', 'store-copy-version', message);
    }
    for (const table of await tablesOf(client)) await refuseRows(client, table);
    const tables = await tablesIn(client, manifest.kind);
    const names = tables.map(({ name }) => name).sort();
    if (
      names.join() !==
      manifest.tables
        .map(({ name }) => name)
        .sort()
        .join()
    ) {
      throw new Refusal('invalid', 'store-copy-tables', 'The copy has other tables than the database.');
    }
    for (const table of tables) await readTable(client, table, folder);
    for (const table of tables) await compare(client, table, manifest);
  });
  return manifest;
}

/**
 * Where documents were followed up to is a place in this database alone: in another one all are followed anew, and what
 * their texts are known by is computed anew with it. Who is in, is in here alone; a link that was used must not count again
 * because an old copy is read; requests that are sent again come back to where they went.
 */
const OF_THIS_DATABASE: readonly string[] = [
  ...['follower', 'document_likeness'],
  ...['session', 'one_time_link', 'sign_in_try', 'used_challenge', 'keyed_request'],
];

async function tablesIn(client: pg.ClientBase, kind: CopyKind): Promise<Table[]> {
  const tables = (await tablesOf(client)).filter(({ name }) => !OF_THIS_DATABASE.includes(name));
  return kind === 'backup' ? tables : tables.filter(({ name }) => !NOT_EXPORTED.includes(name));
}

/** The tables of the schema, each after those that it refers to. */
async function tablesOf(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<{ name: string; key: string; hasTransaction: boolean; refers: string[] }>(
    `select c.relname as name,
       (select string_agg(quote_ident(a.attname), ', ' order by k.place)
        from pg_index i cross join lateral unnest(i.indkey) with ordinality as k (number, place)
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
        where i.indrelid = c.oid and i.indisprimary) as key,
       exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'transaction_id') as "hasTransaction",
       array(select distinct t.relname::text from pg_constraint f join pg_class t on t.oid = f.confrelid
             where f.conrelid = c.oid and f.contype = 'f' and t.oid <> c.oid) as refers
     from pg_class c where c.relnamespace = 'vigie'::regnamespace and c.relkind = 'r' order by c.relname`,
  );
  const sorted: Table[] = [];
  let left = rows;
  while (left.length > 0) {
    const there = new Set(sorted.map(({ name }) => name));
    const ready = left.filter(({ refers }) => refers.every((name) => there.has(name)));
    if (ready.length === 0) throw new Error('The tables refer to each other in a circle.');
    sorted.push(...ready.map(({ name, key, hasTransaction }) => ({ name, key, hasTransaction })));
    left = left.filter((row) => !ready.includes(row));
  }
  return sorted;
}

async function schemaVersion(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ version: number }>(
    'select max(version) as version from vigie_ledger.migration',
  );
  return rows[0]?.version ?? 0;
}

/** Goes through the rows of a table in the order of its key, some at a time. Names come from the catalogue, quoted. */
async function* rowsOf(client: pg.ClientBase, { name, key, hasTransaction }: Table): AsyncGenerator<string> {
  const cursor = `copy_${name}`;
  const row = hasTransaction ? "to_jsonb(t) - 'transaction_id'" : 'to_jsonb(t)';
  await client.query(
    `declare ${cursor} no scroll cursor for select (${row})::text as row from vigie.${name} t order by ${key}`,
  );
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`fetch ${ROWS_AT_ONCE} from ${cursor}`);
    for (const { row: text } of rows) yield text;
    if (rows.length < ROWS_AT_ONCE) break;
  }
  await client.query(`close ${cursor}`);
}

async function writeTable(client: pg.ClientBase, table: Table, folder: string): Promise<CopiedTable> {
  const file = createWriteStream(join(folder, `${table.name}.jsonl`), { mode: 0o600, flags: 'w' });
  const sum = new Sum();
  for await (const row of rowsOf(client, table)) {
    sum.add(row);
    if (!file.write(`${row}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
  return { name: table.name, ...sum.result() };
}

async function readTable(client: pg.ClientBase, { name, hasTransaction }: Table, folder: string): Promise<void> {
  const own = hasTransaction ? "row || jsonb_build_object('transaction_id', pg_current_xact_id()::text)" : 'row';
  const insert = async (batch: readonly string[]): Promise<void> => {
    await client.query(
      `insert into vigie.${name} select new.* from jsonb_array_elements($1::jsonb) as row, jsonb_populate_record(null::vigie.${name}, ${own}) as new`,
      [`[${batch.join(',')}]`],
    );
  };
  let batch: string[] = [];
  for await (const line of linesOf(join(folder, `${name}.jsonl`))) {
    batch.push(line);
    if (batch.length < ROWS_AT_ONCE) continue;
    await insert(batch);
    batch = [];
  }
  if (batch.length > 0) await insert(batch);
}

/** Lines end with a line feed and with nothing else: a text may hold any other sign that ends lines elsewhere. */
async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(path, 'utf8')) {
    const lines = `${rest}${chunk as string}`.split('\n');
    rest = lines.pop()!;
    yield* lines;
  }
  if (rest !== '') yield rest;
}

/** Counts and hashes rows. */
class Sum {
  readonly #hash: Hash = createHash('sha256');
  #rows = 0;

  add(row: string): void {
    this.#rows++;
    this.#hash.update(row).update('\n');
  }

  result(): { readonly rows: number; readonly sha256: string } {
    return { rows: this.#rows, sha256: this.#hash.digest('hex') };
  }
}

async function compare(client: pg.ClientBase, table: Table, manifest: CopyManifest): Promise<void> {
  const sum = new Sum();
  for await (const row of rowsOf(client, table)) sum.add(row);
  const { rows, sha256 } = sum.result();
  const wanted = manifest.tables.find(({ name }) => name === table.name);
  if (wanted?.rows === rows && wanted.sha256 === sha256) return;
  const message = `What was read of the table ${table.name} is not what the copy says that it holds (${rows} rows, ${wanted?.rows ?? 0} in the copy): the file was changed or damaged.`;
  throw new Refusal('invalid', 'store-copy-differs', message);
}

async function refuseRows(client: pg.ClientBase, { name }: Table): Promise<void> {
  const { rows } = await client.query<{ filled: boolean }>(`select exists (select from vigie.${name}) as filled`);
  if (!rows[0]?.filled) return;
  throw new Refusal(
    'conflict',
    'store-not-empty',
    `The database holds something already (in ${name}): a copy is read into an empty one.`,
  );
}

async function refuseFull(folder: string): Promise<void> {
  const there = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new Refusal(
      'invalid',
      'store-copy-folder',
      `The folder “${folder}” cannot be used (${error.code ?? String(error)}).`,
    );
  });
  if (there === undefined || there.length === 0) return;
  throw new Refusal('conflict', 'store-copy-folder', `The folder “${folder}” is there and not empty: name a new one.`);
}

async function readManifest(folder: string): Promise<CopyManifest> {
  let manifest: CopyManifest;
  try {
    manifest = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')) as CopyManifest;
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'it is no JSON';
    throw new Refusal(
      'invalid',
      'store-copy-manifest',
      `“${folder}” is no copy of a store: ${MANIFEST} cannot be read (${reason}).`,
    );
  }
  // Copies from before there were two kinds hold everything.
  const { format, kind = 'backup', tables, schema } = manifest;
  const isKnown = format === 1 && (kind === 'backup' || kind === 'export');
  if (isKnown && Array.isArray(tables) && Number.isInteger(schema)) return { ...manifest, kind };
  throw new Refusal('invalid', 'store-copy-manifest', `“${folder}” is no copy of a store that this program can read.`);
}
