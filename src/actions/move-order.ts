import { changeOrder, type OrderChange, type OrderStatus } from '../domain/order.ts';
import { Refusal } from '../errors.ts';
import { withdrawApprovals } from '../store/order-parts.ts';
import { readOrder, type StoredOrder, setOrderStatus } from '../store/orders.ts';
import { act, type Deed } from './act.ts';
import type { Actor, Role } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { laterThan } from './later-than.ts';
import { refreshCitedTargets } from './order-citations.ts';
import { checkUnmoved, type OrderRead } from './order-read.ts';
import { type ApprovalCount, approve, checkPersonRules, countApprovals } from './order-rules.ts';

/** What a person may do with an order; it expires by its window alone. `open` is the approval. */
export type OrderMove = Exclude<OrderChange, 'expire'>;

/** What an order is moved by. An approval is of what was read: its version, and when it last changed. */
export type Moving =
  | { readonly id: string; readonly move: OtherMove }
  | { readonly id: string; readonly move: 'open'; readonly version: number; readonly changedAt: Date };

/** Where an order stands after a move; one that waits for a second approval stays under review. */
export interface MovedOrder {
  readonly id: string;
  readonly status: OrderStatus;
  readonly approvals?: ApprovalCount;
}

type OtherMove = Exclude<OrderMove, 'open'>;

const ROLES_OF: Readonly<Record<OtherMove, readonly Role[]>> = {
  submit: ['editor', 'analyst'],
  return: ['editor', 'analyst'],
  suspend: ['editor'],
  resume: ['editor'],
  close: ['editor'],
};

/**
 * Moves an order on. It is submitted and opened only where the rules on people are met (`order-person-…`). What is
 * returned loses its approvals: whoever gave one looks at it again.
 */
export async function moveOrder(desk: Desk, actor: Actor, moving: Moving): Promise<MovedOrder> {
  const { id } = moving;
  if (moving.move !== 'open') return moveOn(desk, actor, id, moving.move);
  const approvals = await approveOrder(desk, actor, moving);
  if (approvals.given < approvals.needed) return { id, status: 'review', approvals };
  return openOrder(desk, actor, moving);
}

function moveOn(desk: Desk, actor: Actor, id: string, move: OtherMove): Promise<MovedOrder> {
  return act(desk, actor, {
    action: `order-${move}`,
    roles: ROLES_OF[move],
    objects: [{ noun: 'order', id }],
    async work(deed): Promise<MovedOrder> {
      const { client, now } = deed;
      const { stored, status } = await moved(deed, id, move);
      if (move === 'submit') {
        await refreshCitedTargets(desk, client, stored);
        await checkPersonRules(deed, stored);
      }
      if (move === 'return') await withdrawApprovals(client, id, now);
      await setOrderStatus(client, { id, status, changedAt: laterThan(stored.changedAt, now) });
      return { id, status };
    },
  });
}

/** An act of its own, with an entry of its own: the first of two approvals opens nothing, and the log must not say so. */
function approveOrder(desk: Desk, actor: Actor, read: OrderRead): Promise<ApprovalCount> {
  const { id } = read;
  return act(desk, actor, {
    action: 'order-approve',
    roles: ['editor'],
    objects: [{ noun: 'order', id }],
    async work(deed) {
      const { stored } = await moved(deed, id, 'open');
      checkUnmoved(stored, read);
      await checkPersonRules(deed, stored);
      return approve(deed, stored, actor);
    },
  });
}

function openOrder(desk: Desk, actor: Actor, read: OrderRead): Promise<MovedOrder> {
  const { id } = read;
  return act(desk, actor, {
    action: 'order-open',
    roles: ['editor'],
    objects: [{ noun: 'order', id }],
    async work(deed): Promise<MovedOrder> {
      const { client, now } = deed;
      const { stored, status } = await moved(deed, id, 'open');
      checkUnmoved(stored, read);
      await checkPersonRules(deed, stored);
      const { isOwn, ...approvals } = await countApprovals(client, stored);
      if (approvals.given < approvals.needed) {
        const message = 'The order was returned and submitted anew in the meantime; its approvals are asked anew.';
        throw new Refusal('conflict', 'order-approvals-gone', message);
      }
      if (isOwn) deed.because('desk-of-one');
      await setOrderStatus(client, { id, status, changedAt: laterThan(stored.changedAt, now) });
      return { id, status, approvals };
    },
  });
}

/** Returns the order, locked, and the status to which the move leads. */
async function moved(
  { client }: Deed,
  id: string,
  move: OrderMove,
): Promise<{ readonly stored: StoredOrder; readonly status: OrderStatus }> {
  const stored = await found('order', id, (known) => readOrder(client, known, 'to change'));
  const { status } = changeOrder({ ...stored.content.order, status: stored.status }, move);
  return { stored, status };
}
