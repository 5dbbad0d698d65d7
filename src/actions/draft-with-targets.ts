import type { Order, OrderInFile } from '../domain/order.ts';
import type { Target } from '../domain/target.ts';
import { targetsIn } from '../query/resolve.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { draftOrder } from './draft-order.ts';
import type { ReadableOrder } from './order-content.ts';

/** An order of a file, with the targets of the file by their names. */
export interface OrderOfFile {
  readonly order: Omit<OrderInFile, 'status'>;
  readonly targets: ReadonlyMap<string, Target>;
  readonly scheme: string;
  /** Recipients of the desk to whom it goes, beside those that it names. */
  readonly recipientIds?: readonly string[] | undefined;
}

/** Drafts an order, and makes the targets that it names and that are not here yet; all of it, or nothing where it is refused. */
export function draftWithTargets(
  desk: Desk,
  actor: Actor,
  { order: { needToKnow, ...order }, targets, scheme, recipientIds }: OrderOfFile,
): Promise<ReadableOrder> {
  const named = targetNames(order).flatMap((name) => targets.get(name) ?? []);
  const beside = named.map(({ id: name, name: title, ...rest }) => ({ ...rest, name, title }));
  return draftOrder(desk, actor, { order, scheme, needToKnow, recipientIds }, beside);
}

/** Returns the targets that an order cites by a letter or names in an expression, each once. */
export function targetNames({ targets, questions }: Pick<Order, 'targets' | 'questions'>): readonly string[] {
  const named = questions.flatMap(({ expressions }) => expressions.flatMap(({ expression }) => targetsIn(expression)));
  return [...new Set([...targets.map(({ target }) => target), ...named])];
}
