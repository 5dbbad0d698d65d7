import type { Delivered } from '../domain/channel.ts';
import { addDeliveries } from '../store/deliveries.ts';
import { copiesOfReleases, noticesOf, withholdWaiting } from '../store/ended-copies.ts';
import type { Deed } from './act.ts';
import type { Desk } from './desk.ts';

interface Ended {
  readonly releaseIds: readonly string[];
  readonly what: Exclude<Delivered, 'copy'>;
  /** Whether a recipient is told. */
  isTold(recipientId: string): boolean;
}

/**
 * Stops what still waits of copies that are over, and plans that everybody who got one is told by the same ways; returns
 * the recipients who are.
 */
export async function endCopies(
  desk: Desk,
  { client, now }: Pick<Deed, 'client' | 'now'>,
  { releaseIds, what, isTold }: Ended,
): Promise<readonly string[]> {
  const copies = await copiesOfReleases(client, releaseIds);
  const ids = copies.map(({ id }) => id);
  await withholdWaiting(client, ids, now);
  const notices = (await noticesOf(client, ids)).filter(({ recipientId }) => isTold(recipientId));
  const planned = notices.map(({ isPushed, ...notice }) => ({
    ...notice,
    ...{ id: desk.newId('delivery'), what },
    state: isPushed ? ('waiting' as const) : ('accepted' as const),
  }));
  await addDeliveries(client, planned, now);
  return [...new Set(notices.map(({ recipientId }) => recipientId))];
}
