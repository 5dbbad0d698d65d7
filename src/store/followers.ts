import { createHmac } from 'node:crypto';
import type pg from 'pg';
import { STORED_SIZE, withinSize } from './stored-size.ts';

export type FollowerName = 'match' | 'gather';

/** Behind which document a follower stands, in the order of commits. Stays inside the store and the pipeline. */
export interface FollowerPlace {
  readonly transaction: string;
  readonly documentId: string;
}

export interface Follower {
  readonly place: FollowerPlace;
  readonly documents: number;
  readonly hits: number;
  /** By which the ids of what it derives are made. */
  readonly secret: Uint8Array;
}

const FIRST = { transaction: '0', documentId: '00000000-0000-0000-0000-000000000000' } as const;

/** Returns where a follower stands; one that never was is put in front of all documents, with this secret. */
export async function openFollower(
  work: pg.ClientBase,
  name: FollowerName,
  { secret, now }: { readonly secret: Uint8Array; readonly now: Date },
): Promise<Follower> {
  await work.query(
    `insert into vigie.follower (name, transaction_id, document_id, documents, hits, secret, moved_at)
     values ($1, $2::text::xid8, $3, 0, 0, $4, $5) on conflict (name) do nothing`,
    [name, FIRST.transaction, FIRST.documentId, Buffer.from(secret), now],
  );
  const { rows } = await work.query<{
    transaction: string;
    documentId: string;
    documents: string;
    hits: string;
    secret: Buffer;
  }>(
    `select transaction_id::text as transaction, document_id as "documentId", documents, hits, secret
     from vigie.follower where name = $1 for update`,
    [name],
  );
  const { transaction, documentId, documents, hits, secret: kept } = rows[0]!;
  return { place: { transaction, documentId }, documents: Number(documents), hits: Number(hits), secret: kept };
}

/** Names one of the documents that come next, and where a follower stands that has followed it. */
export interface Followed {
  readonly id: string;
  readonly place: FollowerPlace;
}

/**
 * Returns the documents behind a place, in the order in which a follower can rely on: below every running transaction, so
 * that none can still come before them. Ids and clocks are no such order.
 */
export async function followDocuments(
  work: pg.ClientBase | pg.Pool,
  after: FollowerPlace,
  most: number,
): Promise<readonly Followed[]> {
  const { rows } = await work.query<{ id: string; transaction: string; size: number }>(
    `select id, transaction_id::text as transaction, ${STORED_SIZE} as size from vigie.document
     where transaction_id < pg_snapshot_xmin(pg_current_snapshot())
       and (transaction_id, id) > ($1::text::xid8, $2::uuid)
     order by transaction_id, id limit $3`,
    [after.transaction, after.documentId, most],
  );
  return withinSize(rows).map(({ id, transaction }) => ({ id, place: { transaction, documentId: id } }));
}

/** What was done between two places. */
export interface Move {
  readonly from: FollowerPlace;
  readonly to: FollowerPlace;
  readonly documents: number;
  readonly hits: number;
  readonly now: Date;
}

/** Moves a follower on, as a part of what it did; returns whether it still stood at `from`. */
export async function moveFollower(work: pg.ClientBase, name: FollowerName, move: Move): Promise<boolean> {
  const { from, to, documents, hits, now } = move;
  const { rowCount } = await work.query(
    `update vigie.follower set transaction_id = $2::text::xid8, document_id = $3, documents = documents + $4,
       hits = hits + $5, moved_at = $6
     where name = $1 and transaction_id = $7::text::xid8 and document_id = $8`,
    [name, to.transaction, to.documentId, documents, hits, now, from.transaction, from.documentId],
  );
  return rowCount === 1;
}

/** Returns an id that is the same for the same parts, and tells nothing of them: an HMAC-SHA-256, shaped as a UUID (RFC 9562, version 8). */
export function derivedId(secret: Uint8Array, ...parts: readonly string[]): string {
  const bytes = createHmac('sha256', secret).update(parts.join('\0')).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
