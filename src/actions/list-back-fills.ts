import { type BackFill, listBackFills as listStored } from '../store/back-fills.ts';
import { readOrder } from '../store/orders.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { type ListPage, type PageRequest, pageSize, readCursor, writeCursor } from './pages.ts';

export interface BackFillListRequest extends PageRequest {
  readonly orderId?: string | undefined;
}

/** Returns the newest runs of orders over the archive, of all orders or of one, from behind a cursor on. */
export function listBackFills(
  desk: Desk,
  actor: Actor,
  { orderId, ...request }: BackFillListRequest = {},
): Promise<ListPage<BackFill>> {
  return act(desk, actor, {
    action: 'back-fill-list',
    roles: ['editor', 'analyst'],
    objects: orderId === undefined ? [] : [{ noun: 'order', id: orderId }],
    async work({ client, name }) {
      const after = readCursor('back-fills', request.after);
      const most = pageSize(request.most);
      if (orderId !== undefined) await found('order', orderId, (id) => readOrder(client, id));
      const { items, next } = await listStored(client, {
        orderId,
        after: after && { madeAt: after.at, id: after.id },
        most,
      });
      name(
        'order',
        items.map((fill) => fill.orderId),
      );
      return { items, ...(next && { next: writeCursor('back-fills', { at: next.madeAt, id: next.id }) }) };
    },
  });
}
