import type pg from 'pg';
import { type AuditEntry, readEntry as readContent } from '../audit/entry.ts';

/** An entry with its place in the log, from 0. */
export interface PlacedEntry {
  readonly id: string;
  readonly position: number;
  readonly entry: AuditEntry;
}

export interface EntryQuery {
  /** Only those before this position. */
  readonly before?: number | undefined;
  /** Only those by this actor, or about this object. */
  readonly actorId?: string | undefined;
  readonly objectId?: string | undefined;
  /** Only those written from this instant on, and before that one. */
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
  readonly most: number;
}

interface EntryRow {
  readonly id: string;
  readonly position: string;
  readonly content: Buffer;
}

/** Returns entries that have a position, the newest first, whatever their labels: for the pipeline's role. */
export async function listEntries(work: pg.ClientBase, query: EntryQuery): Promise<readonly PlacedEntry[]> {
  const { before = null, actorId = null, objectId = null, from = null, until = null, most } = query;
  const { rows } = await work.query<EntryRow>(
    `select entry.id, leaf.position::text, entry.content
     from vigie.audit_leaf leaf join vigie.audit_entry entry on entry.id = leaf.entry_id
     where ($1::bigint is null or leaf.position < $1) and ($2::text is null or entry.actor_id = $2)
       and ($3::text is null or entry.object_ids @> array[$3])
       and ($5::timestamptz is null or entry.made_at >= $5) and ($6::timestamptz is null or entry.made_at < $6)
     order by leaf.position desc limit $4`,
    [before, actorId, objectId, most, from, until],
  );
  return rows.flatMap(placed);
}

export async function readEntry(work: pg.ClientBase, id: string): Promise<PlacedEntry | undefined> {
  const { rows } = await work.query<EntryRow>(
    `select entry.id, leaf.position::text, entry.content
     from vigie.audit_leaf leaf join vigie.audit_entry entry on entry.id = leaf.entry_id where entry.id = $1`,
    [id],
  );
  return rows.flatMap(placed)[0];
}

/** What is no entry any more is for the verifier to tell, and is shown to nobody. */
function placed({ id, position, content }: EntryRow): PlacedEntry[] {
  const { entry } = readContent(content);
  return entry ? [{ id, position: Number(position), entry }] : [];
}

/** Returns the hashes, as entries name them, of the labels that the session may read. */
export async function readableLabelHashes(client: pg.ClientBase): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ hash: string }>("select encode(key_hash, 'hex') as hash from vigie.label");
  return new Set(rows.map(({ hash }) => hash));
}

/** Returns the smallest signed checkpoint that an entry stands in, or nothing where none was made since. */
export async function checkpointOver(
  work: pg.ClientBase,
  position: number,
): Promise<{ readonly size: number; readonly note: string } | undefined> {
  const { rows } = await work.query<{ size: string; note: string }>(
    'select size::text, note from vigie.audit_checkpoint where size > $1 order by size, made_at limit 1',
    [position],
  );
  return rows[0] && { size: Number(rows[0].size), note: rows[0].note };
}
