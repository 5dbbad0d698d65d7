import type { Actor } from '../actions/actor.ts';
import type { Desk } from '../actions/desk.ts';
import { draftWithTargets } from '../actions/draft-with-targets.ts';
import { moveOrder } from '../actions/move-order.ts';
import { readOrder } from '../actions/read-order.ts';
import type { Desk as OrderFiles } from '../schema/assemble-desk.ts';

export interface LoadRequest {
  readonly author: Actor;
  readonly scheme: string;
  /** Who approves, where the orders are to be opened. */
  readonly approvers?: readonly Actor[] | undefined;
  /** Recipients of the desk by the names that files call them: an order that names one goes to that one. */
  readonly recipients?: ReadonlyMap<string, string> | undefined;
}

/** What became of an order of a file. */
export interface LoadedOrder {
  readonly name: string;
  readonly id: string;
  readonly status: string;
}

/** Drafts the orders of files, each with the targets that it names and that are not here yet: under their own marking, else that of the order. */
export async function loadIntoDesk(
  desk: Desk,
  { orders, targets }: OrderFiles,
  { author, scheme, approvers, recipients = new Map() }: LoadRequest,
): Promise<readonly LoadedOrder[]> {
  const loaded: LoadedOrder[] = [];
  for (const { status: _status, ...order } of orders) {
    const recipientIds = order.recipients.flatMap(({ name }) => recipients.get(name) ?? []);
    const others = order.recipients.filter(({ name }) => !recipients.has(name));
    const named = { ...order, recipients: others };
    const { id } = await draftWithTargets(desk, author, { order: named, targets, scheme, recipientIds });
    const status = approvers === undefined ? 'draft' : await open(desk, id, { author, approvers });
    loaded.push({ name: order.id, id, status });
  }
  return loaded;
}

/** Submits an order and lets each approve it until it is open. */
async function open(
  desk: Desk,
  id: string,
  { author, approvers }: { readonly author: Actor; readonly approvers: readonly Actor[] },
): Promise<string> {
  await moveOrder(desk, author, { id, move: 'submit' });
  let status = 'review';
  for (const approver of approvers) {
    if (status === 'open') break;
    const { version, changedAt } = await readOrder(desk, approver, id);
    ({ status } = await moveOrder(desk, approver, { id, move: 'open', version, changedAt }));
  }
  return status;
}
