import { orderVersions, type StoredVersion } from '../store/order-versions.ts';
import { readOrder } from '../store/orders.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';

export interface OrderVersionsRequest {
  readonly id: string;
  /** The version below which the list goes on. */
  readonly before?: number | undefined;
}

export interface OrderVersions {
  readonly items: readonly StoredVersion[];
  readonly next?: number;
}

const PAGE = 20;

/** Returns what an order said in each of its versions, the last one first. */
export function listOrderVersions(
  desk: Desk,
  actor: Actor,
  { id, before }: OrderVersionsRequest,
): Promise<OrderVersions> {
  return act(desk, actor, {
    action: 'order-version-list',
    roles: ['editor', 'analyst', 'releaser', 'administrator'],
    objects: [{ noun: 'order', id }],
    async work({ client }) {
      await found('order', id, (known) => readOrder(client, known));
      const rows = await orderVersions(client, id, { before, most: PAGE + 1 });
      const items = rows.slice(0, PAGE);
      return { items, ...(rows.length > PAGE && { next: items.at(-1)!.version }) };
    },
  });
}
