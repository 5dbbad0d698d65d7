import type pg from 'pg';

/** What people call things, each by its table and the column with its name. */
const NAMED = [
  ['reader', 'name'],
  ['watch_order', "content #>> '{order,title}'"],
  ['document', 'title'],
  ['source', 'name'],
  ['target', 'title'],
  ['reader_group', 'name'],
] as const;

const NAMES = NAMED.map(([table, name]) => `select id, ${name} as name from vigie.${table} where id = any($1::uuid[])`);

/** Returns what things are called, by id, as far as the session may read them. */
export async function readNames(client: pg.ClientBase, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await client.query<{ id: string; name: string | null }>(NAMES.join(' union all '), [ids]);
  return new Map(rows.flatMap(({ id, name }) => (name === null ? [] : [[id, name] as const])));
}
