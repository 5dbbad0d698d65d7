import type pg from 'pg';
import { type Page, pageOf } from './page.ts';
import { sha256 } from './sha256.ts';
import { storable, storableJson } from './storable.ts';

export const QUARANTINE_STATES = ['kept', 'solved', 'dropped'] as const;
export type QuarantineState = (typeof QUARANTINE_STATES)[number];

/** What of a source could not become a document. */
export interface BrokenItem {
  readonly sourceId: string;
  readonly labelId: number;
  readonly itemKey: string;
  readonly name: string;
  readonly address: string | null;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** Its bytes are not kept: they say who sent it. They are known again all the same. */
  readonly isWithheld?: boolean | undefined;
  readonly given: Readonly<Record<string, unknown>>;
}

/** What broke, and what went wrong. */
export interface Breakage {
  readonly id: string;
  readonly code: string;
  readonly reason: string;
}

/**
 * Keeps what could not be read, with its bytes; what is kept already was tried once more. Returns nothing, and keeps
 * nothing, where the same bytes of this item were let go.
 */
export async function keepItem(
  work: pg.ClientBase,
  { id, code, reason }: Breakage,
  item: BrokenItem,
  now: Date,
): Promise<string | undefined> {
  const { rows } = await work.query<{ id: string }>(
    `insert into vigie.quarantined (id, source_id, label_id, item_key, name, address, media_type, bytes, given, code,
       reason, tries, state, made_at, changed_at, content_hash)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1, 'kept', $12, $12, $13
     where not exists (select from vigie.quarantined where source_id = $2 and item_key = $4 and content_hash = $13
       and state = 'dropped' and document_id is null)
     on conflict (source_id, item_key) where state = 'kept' and document_id is null do update
       set label_id = excluded.label_id, name = excluded.name, address = excluded.address, bytes = excluded.bytes, content_hash = excluded.content_hash, media_type = excluded.media_type, given = excluded.given, code = excluded.code,
         reason = excluded.reason, tries = quarantined.tries + 1, changed_at = excluded.changed_at
     returning id`,
    [
      id,
      item.sourceId,
      item.labelId,
      storable(item.itemKey),
      storable(item.name),
      item.address && storable(item.address),
      storable(item.mediaType),
      item.isWithheld ? null : Buffer.from(item.bytes),
      storableJson(item.given),
      code,
      storable(reason),
      now,
      sha256(item.bytes),
    ],
  );
  return rows[0]?.id;
}

/** Keeps that a document cannot be matched; returns nothing where the document is gone. */
export async function keepDocument(
  work: pg.ClientBase,
  { id, code, reason }: Breakage,
  documentId: string,
  now: Date,
): Promise<string | undefined> {
  const { rows } = await work.query<{ id: string }>(
    `insert into vigie.quarantined (id, source_id, document_id, label_id, name, given, code, reason, tries, state,
       made_at, changed_at)
     select $1, source_id, document.id, label_id, 'document', '{}', $3, $4, 1, 'kept', $5, $5
     from vigie.document where document.id = $2
     on conflict (document_id) where state = 'kept' and document_id is not null do update
       set code = excluded.code, reason = excluded.reason, tries = quarantined.tries + 1,
         changed_at = excluded.changed_at
     returning id`,
    [id, documentId, code, storable(reason), now],
  );
  return rows[0]?.id;
}

/** Something that was put aside, without its bytes. */
export interface Quarantined {
  readonly id: string;
  readonly sourceId: string | null;
  readonly documentId: string | null;
  readonly name: string;
  readonly address: string | null;
  readonly mediaType: string | null;
  readonly code: string;
  readonly reason: string;
  readonly tries: number;
  readonly state: QuarantineState;
  readonly madeAt: Date;
  readonly changedAt: Date;
}

export interface QuarantineCursor {
  readonly changedAt: Date;
  readonly id: string;
}

export interface QuarantineQuery {
  readonly state?: QuarantineState | undefined;
  readonly after?: QuarantineCursor | undefined;
  readonly most: number;
}

/** What it refers to may be marked above it: it is named to those who may read it too. */
const COLUMNS = `quarantined.id,
  (select source.id from vigie.source where source.id = quarantined.source_id) as "sourceId",
  quarantined.document_id as "documentId", name, address, media_type as "mediaType", code, reason, tries, state,
  made_at as "madeAt", changed_at as "changedAt"`;

/** Returns what changed last, from behind `after` on. */
export async function listQuarantined(
  client: pg.ClientBase,
  { state, after, most }: QuarantineQuery,
): Promise<Page<Quarantined, QuarantineCursor>> {
  const { rows } = await client.query<Quarantined>(
    `select ${COLUMNS} from vigie.quarantined
     where ($1::text is null or state = $1)
       and ($2::timestamptz is null or changed_at < $2 or (changed_at = $2 and id > $3::uuid))
     order by changed_at desc, id limit $4`,
    [state ?? null, after?.changedAt ?? null, after?.id ?? null, most + 1],
  );
  return pageOf(rows, most, ({ changedAt, id }) => ({ changedAt, id }));
}

/** Locks what is kept, for a retry or to drop it; nothing where there is none that the session may read. */
export async function lockQuarantined(
  client: pg.ClientBase,
  id: string,
): Promise<(Quarantined & { readonly isItem: boolean }) | undefined> {
  const { rows } = await client.query<Quarantined & { isItem: boolean }>(
    `select ${COLUMNS}, item_key is not null as "isItem" from vigie.quarantined where id = $1 for update`,
    [id],
  );
  return rows[0];
}

/** Returns an item as it was kept, for the pipeline to try again; nothing where its bytes are not kept. */
export async function readItem(work: pg.ClientBase, id: string): Promise<BrokenItem | undefined> {
  const { rows } = await work.query<BrokenItem>(
    `select source_id as "sourceId", label_id as "labelId", item_key as "itemKey", name, address,
       media_type as "mediaType", bytes, given
     from vigie.quarantined where id = $1 and state = 'kept' and item_key is not null and bytes is not null`,
    [id],
  );
  return rows[0];
}

/** Lets what was put aside go, with its bytes. */
export async function letGo(client: pg.ClientBase, id: string, now: Date): Promise<void> {
  await client.query("update vigie.quarantined set state = 'dropped', bytes = null, changed_at = $2 where id = $1", [
    id,
    now,
  ]);
}

/** Keeps that what was put aside of this item of a source is solved: it became a document. */
export async function solveItems(
  work: pg.ClientBase,
  sourceId: string,
  keys: readonly string[],
  now: Date,
): Promise<void> {
  await work.query(
    `update vigie.quarantined set state = 'solved', bytes = null, changed_at = $3
     where source_id = $1 and item_key = any($2::text[]) and state = 'kept'`,
    [sourceId, keys.map(storable), now],
  );
}

/** Keeps that these documents can be matched by now, where they could not be before. */
export async function solveDocuments(work: pg.ClientBase, documentIds: readonly string[], now: Date): Promise<void> {
  await work.query(
    `update vigie.quarantined set state = 'solved', changed_at = $2
     where document_id = any($1::uuid[]) and state = 'kept' and item_key is null`,
    [documentIds, now],
  );
}
