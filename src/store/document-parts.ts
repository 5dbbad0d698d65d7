import type pg from 'pg';
import type { DocumentPortion } from '../domain/document.ts';
import { storable } from './storable.ts';

/** What carries a document's label beside it. */
export interface DocumentPlace {
  readonly id: string;
  readonly labelId: number;
}

/** Adds the portions of a document, in their order. */
export async function addPortions(
  client: pg.ClientBase,
  { id, labelId }: DocumentPlace,
  portions: readonly DocumentPortion[],
): Promise<void> {
  await client.query(
    `insert into vigie.document_portion (document_id, place, label_id, kind, mark, span_start, span_end)
     select $1, place, $2, kind, mark, span_start, span_end
     from unnest($3::text[], $4::text[], $5::int[], $6::int[]) with ordinality
       as portion (kind, mark, span_start, span_end, place)`,
    [
      id,
      labelId,
      portions.map(({ kind }) => storable(kind)),
      portions.map(({ mark }) => mark && storable(mark)),
      portions.map(({ start }) => start),
      portions.map(({ end }) => end),
    ],
  );
}

/** What a document was read from. */
export interface DocumentBytes {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

export async function addBytes(
  client: pg.ClientBase,
  { id, labelId }: DocumentPlace,
  { mediaType, bytes }: DocumentBytes,
): Promise<void> {
  await client.query(
    'insert into vigie.document_bytes (document_id, label_id, media_type, bytes) values ($1, $2, $3, $4)',
    [id, labelId, mediaType, Buffer.from(bytes)],
  );
}

/** What a document has beside its text. */
export interface DocumentParts {
  readonly portions: readonly DocumentPortion[];
  /** Of its bytes; `null` where none are kept. */
  readonly mediaType: string | null;
  /** The task that it answers, where the session may read it. */
  readonly taskId: string | null;
}

/** Returns the parts of a document that the session has found. */
export async function readParts(client: pg.ClientBase, id: string): Promise<DocumentParts> {
  const { rows: portions } = await client.query<DocumentPortion>(
    `select kind, mark, span_start as start, span_end as end from vigie.document_portion
     where document_id = $1 order by place`,
    [id],
  );
  const { rows } = await client.query<Omit<DocumentParts, 'portions'>>(
    `select (select media_type from vigie.document_bytes where document_id = document.id) as "mediaType",
       (select task.id from vigie.task where task.id = document.task_id) as "taskId"
     from vigie.document where id = $1`,
    [id],
  );
  return { portions, ...rows[0]! };
}

/** Returns what a document was read from; nothing where none is kept, or none that the session may read. */
export async function readBytes(client: pg.ClientBase, id: string): Promise<DocumentBytes | undefined> {
  const { rows } = await client.query<DocumentBytes>(
    'select media_type as "mediaType", bytes from vigie.document_bytes where document_id = $1',
    [id],
  );
  return rows[0];
}
