import type pg from 'pg';

/** How much there is, whatever its labels. */
export interface RowCounts {
  readonly labels: number;
  readonly documents: number;
  readonly orders: number;
  readonly hits: number;
  /** Entries of the log with a position, without one, and checkpoints. */
  readonly logEntries: number;
  readonly waitingEntries: number;
  readonly checkpoints: number;
}

/** Counts as the pipeline sees it: nothing for a surface to show to people. */
export async function countRows(work: pg.Pool): Promise<RowCounts> {
  const { rows } = await work.query<Record<keyof RowCounts, string>>(`
    select
      (select count(*) from vigie.label)::text as labels,
      (select count(*) from vigie.document)::text as documents,
      (select count(*) from vigie.watch_order)::text as orders,
      (select count(*) from vigie.hit)::text as hits,
      (select count(*) from vigie.audit_leaf)::text as "logEntries",
      (select count(*) from vigie.audit_entry entry
        where not exists (select from vigie.audit_leaf leaf where leaf.entry_id = entry.id))::text as "waitingEntries",
      (select count(*) from vigie.audit_checkpoint)::text as checkpoints`);
  const counts = rows[0]!;
  return {
    labels: Number(counts.labels),
    documents: Number(counts.documents),
    orders: Number(counts.orders),
    hits: Number(counts.hits),
    logEntries: Number(counts.logEntries),
    waitingEntries: Number(counts.waitingEntries),
    checkpoints: Number(counts.checkpoints),
  };
}
