import { Refusal } from '../errors.ts';
import { writeCitations } from '../store/order-parts.ts';
import { addOrder, type NewOrder, writeQuestions } from '../store/orders.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { citationsOf } from './order-citations.ts';
import { contentOf, orderMarking, type ReadableOrder, readable, type WrittenOrder } from './order-content.ts';
import { ownLabel } from './stated.ts';
import { addTargetsBeside, prepareTargets, type TargetBeside } from './targets-beside.ts';

/**
 * Drafts an order. Its name is its own among the orders of its marking (`order-name-taken`). The targets `beside` it are made
 * with it, as far as there are none of their names; where the order is refused they are not made either.
 */
export function draftOrder(
  desk: Desk,
  actor: Actor,
  written: WrittenOrder,
  beside: readonly TargetBeside[] = [],
): Promise<ReadableOrder> {
  return act(desk, actor, {
    action: 'order-draft',
    roles: ['editor', 'analyst'],
    async prepare(now) {
      const content = contentOf(written);
      const marking = orderMarking(desk.schemes, content);
      const labelId = await ownLabel(desk, actor, marking.label, now);
      const targets = await prepareTargets(desk, actor, { targets: beside, order: marking, now });
      return { content, labelId, targets };
    },
    async work({ client, now, name }, { content, labelId, targets }) {
      name('target', await addTargetsBeside(desk, { client, now }, targets));
      const order: NewOrder = {
        id: desk.newId('order'),
        name: written.order.id,
        version: 1,
        status: 'draft',
        labelId,
        ownerId: actor.id,
        content,
        madeAt: now,
        changedAt: now,
      };
      if (!(await addOrder(client, order))) {
        const message = 'An order of this name is here already, under the same marking.';
        throw new Refusal('conflict', 'order-name-taken', message);
      }
      const ids = content.order.questions.map(({ letter }) => [letter, desk.newId('question')] as const);
      await writeQuestions(client, order, new Map(ids));
      await writeCitations(
        client,
        order,
        await citationsOf(desk, client, { ...written, order: content.order }, labelId),
      );
      name('order', [order.id]);
      return readable(client, order);
    },
  });
}
