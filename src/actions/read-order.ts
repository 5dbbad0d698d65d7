import { readOrder as readStored } from '../store/orders.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { type ReadableOrder, readable } from './order-content.ts';

/** Returns an order with its questions. */
export function readOrder(desk: Desk, actor: Actor, id: string): Promise<ReadableOrder> {
  return act(desk, actor, {
    action: 'order-read',
    roles: ['editor', 'analyst', 'releaser', 'administrator'],
    objects: [{ noun: 'order', id }],
    async work({ client }) {
      const stored = await found('order', id, (known) => readStored(client, known));
      return readable(client, stored);
    },
  });
}
