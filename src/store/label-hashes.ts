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
