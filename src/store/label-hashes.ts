import type pg from 'pg';

/** What carries a label, and of which columns: what an entry of the log names may be found by its noun. */
export const LABELLED = {
  document: 'select label_id from vigie.document where id = any($1::uuid[])',
  source: 'select unnest(array[label_id, default_label_id]) from vigie.source where id = any($1::uuid[])',
  order: 'select label_id from vigie.watch_order where id = any($1::uuid[])',
  hit: 'select unnest(array[document_label_id, order_label_id]) from vigie.hit where id = any($1::uuid[])',
  question: 'select label_id from vigie.question where id = any($1::uuid[])',
  target: 'select label_id from vigie.target where id = any($1::uuid[])',
  task: 'select label_id from vigie.task where id = any($1::uuid[])',
  reader: 'select label_id from vigie.reader where id = any($1::uuid[])',
  account: 'select label_id from vigie.account where id = any($1::uuid[])',
  group: 'select label_id from vigie.reader_group where id = any($1::uuid[])',
  informant: 'select label_id from vigie.informant where id = any($1::uuid[])',
} as const satisfies Readonly<Record<string, string>>;

/** Returns the SHA-256, in hexadecimal digits, of the labels that these objects carry, sorted and once each. */
export async function labelHashes(
  client: pg.ClientBase,
  objects: readonly { readonly noun: string; readonly id: string }[],
): Promise<string[]> {
  const hashes = new Set<string>();
  for (const [noun, labelIds] of Object.entries(LABELLED)) {
    const ids = objects.filter((object) => object.noun === noun).map(({ id }) => id);
    if (ids.length === 0) continue;
    const { rows } = await client.query<{ hash: string }>(
      `select encode(sha256(convert_to(key, 'UTF8')), 'hex') as hash from vigie.label where id in (${labelIds})`,
      [ids],
    );
    for (const { hash } of rows) hashes.add(hash);
  }
  return [...hashes].sort();
}

/** Tables whose rows are named in entries, and the columns that say who may know of a row. */
const NAMED = [
  ...[
    'document',
    'watch_order',
    'question',
    'target',
    'task',
    'reader',
    'reader_group',
    'informant',
    'report',
    'release',
  ].map((table) => ({ table, columns: ['label_id'] })),
  { table: 'source', columns: ['label_id', 'default_label_id'] },
  { table: 'hit', columns: ['document_label_id', 'order_label_id'] },
];
const LABELS_BY_ID = NAMED.map(
  ({ table, columns }) =>
    `select id, unnest(array[${columns.join()}]) as label_id from vigie.${table} where id = any($1::uuid[])`,
).join(' union all ');

/**
 * Returns, for each of these ids that something has, the hashes of its labels, whatever the noun. For the pipeline's role,
 * which sees all: what is refused to somebody has its labels too.
 */
export async function labelHashesById(
  work: pg.ClientBase,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await work.query<{ id: string; hashes: string[] }>(
    `select named.id, array_agg(encode(label.key_hash, 'hex')) as hashes
     from (${LABELS_BY_ID}) as named join vigie.label on label.id = named.label_id group by named.id`,
    [ids],
  );
  return new Map(rows.map(({ id, hashes }) => [id, hashes]));
}
