import type { Order } from '../domain/order.ts';
import type { Target } from '../domain/target.ts';
import { Refusal } from '../errors.ts';
import { targetsIn } from '../query/resolve.ts';
import type { Actor } from './actor.ts';
import { createTarget } from './create-target.ts';
import type { Desk } from './desk.ts';
import { draftOrder } from './draft-order.ts';
import type { ReadableOrder } from './order-content.ts';

/** An order of a file, with the targets of the file by their names. */
export interface OrderOfFile {
  readonly order: Omit<Order, 'status'>;
  readonly targets: ReadonlyMap<string, Target>;
  readonly scheme: string;
}

/** Makes the targets that an order names and that are not here yet, under the marking of the order, and drafts it. */
export async function draftWithTargets(
  desk: Desk,
  actor: Actor,
  { order, targets, scheme }: OrderOfFile,
): Promise<ReadableOrder> {
  for (const name of targetNames(order)) {
    const target = targets.get(name);
    if (target) await makeTarget(desk, actor, { target, scheme, marking: order.marking });
  }
  return draftOrder(desk, actor, { order, scheme });
}

/** Returns the targets that an order cites by a letter or names in an expression, each once. */
export function targetNames({ targets, questions }: Pick<Order, 'targets' | 'questions'>): readonly string[] {
  const named = questions.flatMap(({ expressions }) => expressions.flatMap(({ expression }) => targetsIn(expression)));
  return [...new Set([...targets.map(({ target }) => target), ...named])];
}

/** One that is here already under this marking is left as it is. */
async function makeTarget(
  desk: Desk,
  actor: Actor,
  { target, scheme, marking }: { readonly target: Target; readonly scheme: string; readonly marking: string },
): Promise<void> {
  const { id: name, name: title, kind, role, note, aliases } = target;
  try {
    await createTarget(desk, actor, { name, title, kind, role, note, aliases, scheme, marking });
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'target-name-taken')) throw error;
  }
}
