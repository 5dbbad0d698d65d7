import { changeOrder, type OrderChange, type OrderStatus } from '../domain/order.ts';
import { readOrder, setOrderStatus } from '../store/orders.ts';
import { act } from './act.ts';
import type { Actor, Role } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { type ApprovalCount, approve, checkPersonRules } from './order-rules.ts';

/** What a person may do with an order; it expires by its window alone. `open` is the approval. */
export type OrderMove = Exclude<OrderChange, 'expire'>;

/** Where an order stands after a move; one that waits for a second approval stays under review. */
export interface MovedOrder {
  readonly id: string;
  readonly status: OrderStatus;
  readonly approvals?: ApprovalCount;
}

const ROLES_OF: Readonly<Record<OrderMove, readonly Role[]>> = {
  submit: ['editor', 'analyst'],
  return: ['editor', 'analyst'],
  open: ['editor'],
  suspend: ['editor'],
  resume: ['editor'],
  close: ['editor'],
};

/** Moves an order on. It is submitted and opened only where the rules on people are met (`order-person-…`). */
export function moveOrder(
  desk: Desk,
  actor: Actor,
  { id, move }: { readonly id: string; readonly move: OrderMove },
): Promise<MovedOrder> {
  return act(desk, actor, {
    action: `order-${move}`,
    roles: ROLES_OF[move],
    objects: [{ noun: 'order', id }],
    async work(deed): Promise<MovedOrder> {
      const { client, now } = deed;
      const stored = await found('order', id, (known) => readOrder(client, known, 'to change'));
      const { status } = changeOrder({ ...stored.content.order, status: stored.status }, move);
      if (move === 'submit' || move === 'open') await checkPersonRules(deed, stored);
      if (move === 'open') {
        const approvals = await approve(deed, stored, actor);
        if (approvals.given < approvals.needed) return { id, status: stored.status, approvals };
        await setOrderStatus(client, { id, status, changedAt: now });
        return { id, status, approvals };
      }
      await setOrderStatus(client, { id, status, changedAt: now });
      return { id, status };
    },
  });
}
