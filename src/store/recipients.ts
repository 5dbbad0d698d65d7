import type pg from 'pg';

/** Makes a reader one to whom reports are released. */
export async function addRecipient(
  work: pg.ClientBase,
  { id, labelId }: { readonly id: string; readonly labelId: number },
  now: Date,
): Promise<void> {
  await work.query(
    `insert into vigie.recipient (id, label_id, state, made_at, changed_at) values ($1, $2, 'active', $3, $3)`,
    [id, labelId, now],
  );
}
