import type { Actor } from '../actions/actor.ts';
import { createTarget } from '../actions/create-target.ts';
import type { Desk } from '../actions/desk.ts';
import { draftOrder } from '../actions/draft-order.ts';
import { moveOrder } from '../actions/move-order.ts';
import { readOrder } from '../actions/read-order.ts';
import type { Order } from '../domain/order.ts';
import type { Target } from '../domain/target.ts';
import { Refusal } from '../errors.ts';
import { targetsIn } from '../query/resolve.ts';
import type { Desk as OrderFiles } from '../schema/assemble-desk.ts';

export interface LoadRequest {
  readonly author: Actor;
  readonly scheme: string;
  /** Who approves, where the orders are to be opened. */
  readonly approvers?: readonly Actor[] | undefined;
}

/** What became of an order of a file. */
export interface LoadedOrder {
  readonly name: string;
  readonly id: string;
  readonly status: string;
}

/** Makes the targets of order files that are not here yet, under the marking of the order that cites them, and drafts the orders. */
export async function loadIntoDesk(
  desk: Desk,
  { orders, targets }: OrderFiles,
  { author, scheme, approvers }: LoadRequest,
): Promise<readonly LoadedOrder[]> {
  const loaded: LoadedOrder[] = [];
  for (const { status: _status, ...order } of orders) {
    for (const name of targetsOf(order)) {
      const target = targets.get(name);
      if (target) await makeTarget(desk, author, { target, scheme, marking: order.marking });
    }
    const { id } = await draftOrder(desk, author, { order, scheme });
    const status = approvers === undefined ? 'draft' : await open(desk, id, { author, approvers });
    loaded.push({ name: order.id, id, status });
  }
  return loaded;
}

/** The targets that an order cites by a letter or names in an expression, each once. */
function targetsOf({ targets, questions }: Pick<Order, 'targets' | 'questions'>): readonly string[] {
  const named = questions.flatMap(({ expressions }) => expressions.flatMap(({ expression }) => targetsIn(expression)));
  return [...new Set([...targets.map(({ target }) => target), ...named])];
}

/** One that is here already under this marking is left as it is. */
async function makeTarget(
  desk: Desk,
  author: Actor,
  { target, scheme, marking }: { readonly target: Target; readonly scheme: string; readonly marking: Order['marking'] },
): Promise<void> {
  const { id: name, name: title, kind, role, note, aliases } = target;
  try {
    await createTarget(desk, author, { name, title, kind, role, note, aliases, scheme, marking });
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'target-name-taken')) throw error;
  }
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
