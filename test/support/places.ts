import type { TestStore } from './store.ts';

/** Returns every column of the schema in which a text stands, in whatever case: in texts, JSON, bytes and lexemes. */
export async function placesOf({ database }: TestStore, text: string): Promise<string[]> {
  const { rows: columns } = await database.owner.query<{ table: string; column: string; type: string }>(
    `select c.relname as table, a.attname as column, a.atttypid::regtype::text as type
     from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace = 'vigie'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
       and a.atttypid::regtype::text in ('text', 'text[]', 'jsonb', 'bytea', 'tsvector')
     order by c.relname, a.attname`,
  );
  const places: string[] = [];
  for (const { table, column, type } of columns) {
    const read = type === 'bytea' ? `encode(${column}, 'escape')` : `${column}::text`;
    const { rowCount } = await database.owner.query(
      `select from vigie.${table} where position(lower($1) in lower(${read})) > 0 limit 1`,
      [text],
    );
    if (rowCount) places.push(`${table}.${column}`);
  }
  return places;
}

/** Returns every file of the server, of the write-ahead log and of this database, that holds these bytes. */
export function filesWith({ database }: TestStore, bytes: Uint8Array): Promise<string[]> {
  return database.administer(async (client) => {
    const { rows } = await client.query<{ path: string }>(
      `select path from (
         select 'pg_wal/' || name as path from pg_ls_waldir()
         union all
         select folder || '/' || pg_ls_dir(folder) from (
           select 'base/' || oid as folder from pg_database where datname = current_database()) as own) as files
       where path ~ '/[0-9A-F]+(\\.\\d+)?$' and position($1::bytea in pg_read_binary_file(path, 0, 1000000000, true)) > 0
       order by path`,
      [Buffer.from(bytes)],
    );
    return rows.map(({ path }) => path);
  }, database.name);
}
