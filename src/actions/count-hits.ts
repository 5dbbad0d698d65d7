import { readOrder } from '../store/orders.ts';
import {
  countHitsByWeek,
  countHitsOfOrders,
  countHits as countStored,
  type HitCounts,
  type HitWeek,
  type OrderHits,
} from '../store/story-hits.ts';
import { act, type Deed } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found, isId } from './ids.ts';

/** Counts the hits of an order by question and judgement, with the documents and stories that they are on: what the actor may read. */
export function countHits(desk: Desk, actor: Actor, orderId: string): Promise<readonly HitCounts[]> {
  return countOfOrder(desk, actor, { orderId, count: countStored });
}

/** Counts the hits of an order by question and week of their documents: what the actor may read. */
export function countHitWeeks(desk: Desk, actor: Actor, orderId: string): Promise<readonly HitWeek[]> {
  return countOfOrder(desk, actor, { orderId, count: countHitsByWeek });
}

function countOfOrder<Count>(
  desk: Desk,
  actor: Actor,
  {
    orderId,
    count,
  }: { readonly orderId: string; readonly count: (client: Deed['client'], orderId: string) => Promise<Count> },
): Promise<Count> {
  return act(desk, actor, {
    action: 'hit-count',
    roles: ['editor', 'analyst', 'releaser'],
    objects: [{ noun: 'order', id: orderId }],
    async work({ client }) {
      await found('order', orderId, (id) => readOrder(client, id));
      return count(client, orderId);
    },
  });
}

/**
 * Counts the hits of several orders by question, for a list of them: what the actor may read of what they may read; `since` says from
 * when on those that wait are fresh.
 */
export function countOrderHits(
  desk: Desk,
  actor: Actor,
  { orderIds, since }: { readonly orderIds: readonly string[]; readonly since?: Date | undefined },
): Promise<readonly OrderHits[]> {
  return act(desk, actor, {
    action: 'hit-count',
    roles: ['editor', 'analyst', 'releaser'],
    async work({ client, name }) {
      const counted = await countHitsOfOrders(client, orderIds.filter(isId), since);
      name('order', [...new Set(counted.map(({ orderId }) => orderId))]);
      return counted;
    },
  });
}
