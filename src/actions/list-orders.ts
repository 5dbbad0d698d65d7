import type { Order, OrderStatus } from '../domain/order.ts';
import { listOrders as listStored } from '../store/orders.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { type ListPage, type PageRequest, pageSize, readCursor, writeCursor } from './pages.ts';

/** An order as lists show it. */
export interface ListedOrder {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly marking: string;
  readonly priority: number;
  readonly version: number;
  readonly status: OrderStatus;
  readonly replay: boolean;
  readonly window: Order['window'];
  /** The letters of its questions. */
  readonly questions: readonly string[];
  readonly changedAt: Date;
}

export interface OrderListRequest extends PageRequest {
  readonly status?: OrderStatus | undefined;
}

/** Returns the orders that changed last, from behind a cursor on. */
export function listOrders(desk: Desk, actor: Actor, request: OrderListRequest = {}): Promise<ListPage<ListedOrder>> {
  return act(desk, actor, {
    action: 'order-list',
    roles: ['editor', 'analyst', 'releaser'],
    async work({ client, name }) {
      const after = readCursor('orders', request.after);
      const { items, next } = await listStored(client, {
        status: request.status,
        after: after && { changedAt: after.at, id: after.id },
        most: pageSize(request.most),
      });
      name(
        'order',
        items.map(({ id }) => id),
      );
      return {
        items: items.map(({ id, name: ownName, version, status, changedAt, order, questions }) => {
          const { title, marking, priority, replay, window } = order;
          return { id, name: ownName, title, marking, priority, version, status, replay, window, questions, changedAt };
        }),
        ...(next && { next: writeCursor('orders', { at: next.changedAt, id: next.id }) }),
      };
    },
  });
}
