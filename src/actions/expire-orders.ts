import { changeOrder } from '../domain/order.ts';
import { overdueOrders, readOrder, setOrderStatus } from '../store/orders.ts';
import { act } from './act.ts';
import { SYSTEM } from './actor.ts';
import { utcDay } from './days.ts';
import type { Desk } from './desk.ts';

/** Expires the orders whose window is over: for the pipeline, daily and at its start. Returns which. */
export async function expireOrders(desk: Desk): Promise<readonly string[]> {
  const overdue = await overdueOrders(desk.database.work, utcDay(new Date(desk.now())));
  const expired: string[] = [];
  // One after the other: there may be more of them than connections.
  for (const id of overdue) if (await expireOrder(desk, id)) expired.push(id);
  return expired;
}

/** Returns whether it still ran. */
function expireOrder(desk: Desk, id: string): Promise<boolean> {
  return act(desk, SYSTEM, {
    action: 'order-expire',
    roles: ['system'],
    objects: [{ noun: 'order', id }],
    as: 'work',
    async work({ client, now }) {
      const stored = await readOrder(client, id, 'to change');
      if (!stored || !['open', 'suspended'].includes(stored.status)) return false;
      const { status } = changeOrder({ ...stored.content.order, status: stored.status }, 'expire');
      await setOrderStatus(client, { id, status, changedAt: now });
      return true;
    },
  });
}
