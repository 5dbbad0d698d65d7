import type pg from 'pg';

/** Deletes what was put aside and has not changed since the cutoff; returns the sources and documents that it was of. */
export async function deleteQuarantined(
  work: pg.ClientBase,
  cutoff: Date,
  most: number,
): Promise<readonly { readonly sourceId: string | null; readonly documentId: string | null }[]> {
  const { rows } = await work.query<{ sourceId: string | null; documentId: string | null }>(
    `delete from vigie.quarantined where id in (
       select id from vigie.quarantined where changed_at < $1 order by changed_at, id limit $2 for update skip locked)
     returning source_id as "sourceId", document_id as "documentId"`,
    [cutoff, most],
  );
  return rows;
}
