import { changeOrder } from '../domain/order.ts';
import { Refusal } from '../errors.ts';
import { writeCitations } from '../store/order-parts.ts';
import {
  amendOrder as amendStored,
  orderQuestions,
  readOrder,
  type StoredOrder,
  writeQuestions,
} from '../store/orders.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { AMENDED, tellOf } from './keep-judgement.ts';
import { citationsOf } from './order-citations.ts';
import { contentOf, orderLabel, type ReadableOrder, readable, type WrittenOrder } from './order-content.ts';
import { ownLabel } from './stated.ts';

/** A new version of an order, written over one that its author has read. */
export interface Amendment extends WrittenOrder {
  readonly id: string;
  /** The version that it was written over. */
  readonly version: number;
}

/**
 * Writes the next version of an order that is a draft or under review; from review it goes back to draft. Its name and
 * its marking stay (`order-identity-changed`), since its versions, questions and hits carry the marking too.
 */
export function amendOrder(desk: Desk, actor: Actor, amendment: Amendment): Promise<ReadableOrder> {
  return act(desk, actor, {
    action: 'order-amend',
    roles: ['editor', 'analyst'],
    objects: [{ noun: 'order', id: amendment.id }],
    async prepare(now) {
      const content = contentOf(amendment);
      return { content, labelId: await ownLabel(desk, actor, orderLabel(desk.schemes, content), now) };
    },
    async work({ client, now }, { content, labelId }) {
      const stored = await found('order', amendment.id, (id) => readOrder(client, id, 'to change'));
      checkAmendment(stored, amendment, labelId);
      const { status } = settle(stored);
      const amended = { ...stored, version: stored.version + 1, status, content, changedAt: now };
      await amendStored(client, amended, actor.id);
      const known = new Map((await orderQuestions(client, stored.id)).map(({ letter, id }) => [letter, id]));
      const ids = content.order.questions.map(
        ({ letter }) => [letter, known.get(letter) ?? desk.newId('question')] as const,
      );
      await writeQuestions(client, amended, new Map(ids));
      await writeCitations(
        client,
        amended,
        await citationsOf(desk, client, { ...amendment, order: content.order }, labelId),
      );
      await tellOf(desk, { client, now }, AMENDED, [stored.id]);
      return readable(client, amended);
    },
  });
}

function checkAmendment(stored: StoredOrder, amendment: Amendment, labelId: number): void {
  if (stored.version !== amendment.version) {
    const message = 'The order was amended since you read it; read it again and amend that version.';
    throw new Refusal('conflict', 'order-version-moved', message);
  }
  if (stored.name !== amendment.order.id || stored.labelId !== labelId) {
    const message = 'An order keeps its name and its marking; draft another order for another one.';
    throw new Refusal('conflict', 'order-identity-changed', message);
  }
}

/** What was approved is not changed under the approval. */
function settle({ content, status }: StoredOrder): { readonly status: StoredOrder['status'] } {
  if (status === 'draft') return { status };
  if (status === 'review') return changeOrder({ ...content.order, status }, 'return');
  const message = 'An order is amended while it is a draft or under review.';
  throw new Refusal('conflict', 'order-not-amendable', message);
}
