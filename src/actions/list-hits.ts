import type { Judgement } from '../domain/hit.ts';
import { listHits as listStored, type StoredHit } from '../store/hits.ts';
import { readOrder } from '../store/orders.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { type ListPage, type PageRequest, pageSize, readCursor, writeCursor } from './pages.ts';

export interface HitListRequest extends PageRequest {
  readonly orderId?: string | undefined;
  readonly judgement?: Judgement | undefined;
}

/** Returns the newest hits, of all orders or of one, from behind a cursor on. */
export function listHits(desk: Desk, actor: Actor, request: HitListRequest = {}): Promise<ListPage<StoredHit>> {
  const { orderId, judgement } = request;
  return act(desk, actor, {
    action: 'hit-list',
    roles: ['editor', 'analyst', 'releaser'],
    objects: orderId === undefined ? [] : [{ noun: 'order', id: orderId }],
    async work({ client, name }) {
      const after = readCursor('hits', request.after);
      const most = pageSize(request.most);
      if (orderId !== undefined) await found('order', orderId, (id) => readOrder(client, id));
      const position = after && { madeAt: after.at, id: after.id };
      const { items, next } = await listStored(client, { orderId, judgement, after: position, most });
      name(
        'hit',
        items.map(({ id }) => id),
      );
      return { items, ...(next && { next: writeCursor('hits', { at: next.madeAt, id: next.id }) }) };
    },
  });
}
