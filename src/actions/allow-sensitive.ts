import { SENSITIVE_CATEGORIES, type SensitiveCategory } from '../domain/sensitive-words.ts';
import { Refusal } from '../errors.ts';
import { addException } from '../store/order-parts.ts';
import { orderAuthors, readOrder } from '../store/orders.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { checkUnmoved, type OrderRead } from './order-read.ts';

/** Why an order that names a person must touch a sensitive category. */
export interface SensitiveReason extends OrderRead {
  readonly category: SensitiveCategory;
  readonly reason: string;
}

/**
 * Records the reason, once and for good: it is shown with the order. It holds for the version that was read, and is given
 * by somebody else than its author (`order-sensitive-own`).
 */
export function allowSensitive(desk: Desk, actor: Actor, read: SensitiveReason): Promise<SensitiveReason> {
  const { id: orderId, category, reason } = read;
  return act(desk, actor, {
    action: 'order-allow-sensitive',
    roles: ['administrator'],
    objects: [{ noun: 'order', id: orderId }],
    async work({ client, now }) {
      if (!SENSITIVE_CATEGORIES.includes(category) || reason.trim() === '') {
        const message = `Give one of ${SENSITIVE_CATEGORIES.join(', ')}, and why it is necessary.`;
        throw new Refusal('invalid', 'order-sensitive-reason', message);
      }
      const stored = await found('order', orderId, (id) => readOrder(client, id, 'to change'));
      checkUnmoved(stored, read);
      if ((await orderAuthors(client, stored.id)).at(-1)?.authorId === actor.id) {
        const message = 'You wrote this version of the order; somebody else records why it is necessary.';
        throw new Refusal('not-allowed', 'order-sensitive-own', message);
      }
      const { version } = stored;
      const exception = { version, category, reason, administratorId: actor.id, madeAt: now };
      if (!(await addException(client, stored, exception))) {
        const message = 'A reason for this category is recorded for this version already; it is not written over.';
        throw new Refusal('conflict', 'order-sensitive-recorded', message);
      }
      return read;
    },
  });
}
