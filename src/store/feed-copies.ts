import type pg from 'pg';
import type { StoredCopy } from './releases.ts';

/** A copy in the feed of whoever it is for. */
export type FeedCopy = Pick<StoredCopy, 'id' | 'copy' | 'state' | 'labelId' | 'releasedAt'> & {
  /** By the feed. */
  readonly deliveryId: string;
  /** Whether the feed with it was fetched before. */
  readonly isFetched: boolean;
};

/**
 * Returns the session's own copies that lie in a feed, the last one first; at most so many. Two that fetch it at once do so one
 * after the other, so that the first time is proved once.
 */
export async function feedCopies(
  client: pg.ClientBase,
  { channelId, most }: { readonly channelId: string; readonly most: number },
): Promise<readonly FeedCopy[]> {
  await client.query(
    `select from vigie.delivery where channel_id = $1 and what = 'copy'
       and not exists (select from vigie.receipt where delivery_id = delivery.id and kind = 'reading')
     order by id for update`,
    [channelId],
  );
  const { rows } = await client.query<FeedCopy>(
    `select release_copy.id, content as copy, release_copy.state, release_copy.label_id as "labelId",
       release_copy.made_at as "releasedAt", delivery.id as "deliveryId",
       exists (select from vigie.receipt where delivery_id = delivery.id and kind = 'reading') as "isFetched"
     from vigie.release_copy join vigie.delivery on delivery.copy_id = release_copy.id
     where release_copy.recipient_id = vigie.current_actor() and delivery.channel_id = $1 and what = 'copy'
       and delivery.state = 'accepted'
     order by release_copy.made_at desc, release_copy.id limit $2`,
    [channelId, most],
  );
  return rows;
}

/** Returns when copies were superseded or recalled, by their ids. For the pipeline's role: releases are the desk's. */
export async function endsOfCopies(work: pg.Pool, ids: readonly string[]): Promise<ReadonlyMap<string, Date>> {
  const { rows } = await work.query<{ id: string; at: Date }>(
    `select release_copy.id, release.changed_at as at
     from vigie.release_copy join vigie.release on release.id = release_copy.release_id
     where release_copy.id = any($1::uuid[]) and release_copy.state <> 'current'`,
    [ids],
  );
  return new Map(rows.map(({ id, at }) => [id, at]));
}
