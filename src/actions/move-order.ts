import { changeOrder, type OrderChange, type OrderStatus } from '../domain/order.ts';
import { Refusal } from '../errors.ts';
import { orderAuthors, readOrder, type StoredOrder, setOrderStatus } from '../store/orders.ts';
import { act, type Deed } from './act.ts';
import type { Actor, Role } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';

/** What a person may do with an order; it expires by its window alone. `open` is the approval. */
export type OrderMove = Exclude<OrderChange, 'expire'>;

const ROLES_OF: Readonly<Record<OrderMove, readonly Role[]>> = {
  submit: ['editor', 'analyst'],
  return: ['editor', 'analyst'],
  open: ['editor'],
  suspend: ['editor'],
  resume: ['editor'],
  close: ['editor'],
};

/** Moves an order on. It is opened by somebody else than who wrote its version (`order-own-approval`). */
export function moveOrder(
  desk: Desk,
  actor: Actor,
  { id, move }: { readonly id: string; readonly move: OrderMove },
): Promise<{ readonly id: string; readonly status: OrderStatus }> {
  return act(desk, actor, {
    action: `order-${move}`,
    roles: ROLES_OF[move],
    objects: [{ noun: 'order', id }],
    async work({ client, now }) {
      const stored = await found('order', id, (known) => readOrder(client, known, 'to change'));
      const { status } = changeOrder({ ...stored.content.order, status: stored.status }, move);
      if (move === 'open') await checkApprover(client, stored, actor);
      await setOrderStatus(client, { id, status, changedAt: now });
      return { id, status };
    },
  });
}

async function checkApprover(client: Deed['client'], { id }: StoredOrder, actor: Actor): Promise<void> {
  const authors = await orderAuthors(client, id);
  if (authors.at(-1)?.authorId !== actor.id) return;
  const message = 'You wrote this version of the order; it is approved by somebody else.';
  throw new Refusal('not-allowed', 'order-own-approval', message);
}
