import type pg from 'pg';

/** What carries labels, by its noun in entries of the log: its table, and the columns that say who may know of a row. */
const LABELLED = {
  document: { table: 'document', columns: ['label_id'] },
  source: { table: 'source', columns: ['label_id', 'default_label_id'] },
  order: { table: 'watch_order', columns: ['label_id'] },
  hit: { table: 'hit', columns: ['document_label_id', 'order_label_id'] },
  question: { table: 'question', columns: ['label_id'] },
  target: { table: 'target', columns: ['label_id'] },
  task: { table: 'task', columns: ['label_id'] },
  reader: { table: 'reader', columns: ['label_id'] },
  account: { table: 'account', columns: ['label_id'] },
  group: { table: 'reader_group', columns: ['label_id'] },
  informant: { table: 'informant', columns: ['label_id'] },
  report: { table: 'report', columns: ['label_id'] },
  release: { table: 'release', columns: ['label_id'] },
  copy: { table: 'release_copy', columns: ['label_id'] },
  delivery: { table: 'delivery', columns: ['label_id'] },
  quarantined: { table: 'quarantined', columns: ['label_id'] },
} as const;

export type LabelledNoun = keyof typeof LABELLED;

/** Returns the statement that gives `id` and `label_id`, a row for each label, of the objects of a noun with the ids `$1`. */
export function labelsOf(noun: LabelledNoun): string {
  const { table, columns } = LABELLED[noun];
  return `select id, unnest(array[${columns.join()}]) as label_id from vigie.${table} where id = any($1::uuid[])`;
}

const NOUNS = Object.keys(LABELLED) as LabelledNoun[];

/** Returns the SHA-256, in hexadecimal digits, of the labels that these objects carry, sorted and once each. */
export async function labelHashes(
  client: pg.ClientBase,
  objects: readonly { readonly noun: string; readonly id: string }[],
): Promise<string[]> {
  const hashes = new Set<string>();
  for (const noun of NOUNS) {
    const ids = objects.filter((object) => object.noun === noun).map(({ id }) => id);
    if (ids.length === 0) continue;
    const { rows } = await client.query<{ hash: string }>(
      `select encode(key_hash, 'hex') as hash from vigie.label
       where id in (select label_id from (${labelsOf(noun)}) as carried)`,
      [ids],
    );
    for (const { hash } of rows) hashes.add(hash);
  }
  return [...hashes].sort();
}

const LABELS_BY_ID = NOUNS.map(labelsOf).join(' union all ');

/**
 * Returns, for each of these ids that something has, the hashes of its labels, whatever the noun. For the pipeline's role,
 * which sees all: what is refused to somebody has its labels too.
 */
export async function labelHashesById(
  work: pg.ClientBase,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await work.query<{ id: string; hashes: string[] }>(
    `select named.id, array_agg(distinct encode(label.key_hash, 'hex')) as hashes
     from (${LABELS_BY_ID}) as named join vigie.label on label.id = named.label_id group by named.id`,
    [ids],
  );
  return new Map(rows.map(({ id, hashes }) => [id, hashes]));
}
