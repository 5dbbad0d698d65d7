import type pg from 'pg';
import { LISTED_COLUMNS, type ListedDocument } from './documents.ts';

const STEPS = {
  earlier: 'next.id = edition.supersedes_id',
  later: 'next.supersedes_id = edition.id',
} as const;

/**
 * Returns the earlier or the later editions of a document, the nearest first and at most so many. The chain ends at one
 * that the session may not read, and what lies behind it is not told.
 */
export async function listEditions(
  client: pg.ClientBase,
  { id, way, most }: { readonly id: string; readonly way: keyof typeof STEPS; readonly most: number },
): Promise<readonly ListedDocument[]> {
  const { rows } = await client.query<ListedDocument>(
    `with recursive edition (id, supersedes_id, distance) as (
       select document.id, document.supersedes_id, 0 from vigie.document where document.id = $1
       union all
       select next.id, next.supersedes_id, edition.distance + 1
       from edition join vigie.document as next on ${STEPS[way]} where edition.distance < $2)
     select ${LISTED_COLUMNS} from edition join vigie.document on document.id = edition.id
     where edition.distance > 0 order by edition.distance, document.received_at, document.id limit $2`,
    [id, most],
  );
  return rows;
}
