import type pg from 'pg';
import { knownReader } from './known-reader.ts';
import type { OrderContent } from './orders.ts';

/** What an order said from one version on. */
export interface StoredVersion {
  readonly version: number;
  /** Null where the session may not know of the author. */
  readonly authorId: string | null;
  readonly content: OrderContent;
  readonly madeAt: Date;
}

/** Returns the versions of an order that the session may read, the last one first, from below `before` on. */
export async function orderVersions(
  client: pg.ClientBase,
  id: string,
  { before, most }: { readonly before?: number | undefined; readonly most: number },
): Promise<readonly StoredVersion[]> {
  const { rows } = await client.query<StoredVersion>(
    `select version, ${knownReader('author_id')} as "authorId", content, made_at as "madeAt"
     from vigie.order_version where order_id = $1 and ($2::integer is null or version < $2)
     order by version desc limit $3`,
    [id, before ?? null, most],
  );
  return rows;
}
