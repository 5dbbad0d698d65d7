import { addReceipts } from '../store/deliveries.ts';
import { bounceDeliveries as bounce, knownMails } from '../store/due-deliveries.ts';
import { act } from './act.ts';
import { SYSTEM } from './actor.ts';
import type { Desk } from './desk.ts';
import { isId } from './ids.ts';

/** What a mail server says of mails that it could not deliver. */
export interface Bounce {
  readonly deliveryIds: readonly string[];
  /** Whether it gave up; else the mail is only late, and nothing changes. */
  readonly isFinal: boolean;
  readonly status: string;
}

/**
 * Keeps that mails came back, of those that are ours: for the pipeline. Returns whether one of them is: what came back with it
 * is a copy of ours, under its marking, and no document.
 */
export async function bounceDeliveries(desk: Desk, { deliveryIds, isFinal, status }: Bounce): Promise<boolean> {
  const ids = await knownMails(desk.database.work, deliveryIds.filter(isId));
  if (ids.length === 0 || !isFinal) return ids.length > 0;
  await act(desk, SYSTEM, {
    action: 'delivery-bounce',
    roles: ['system'],
    as: 'work',
    async work({ client, now, name }) {
      const bounced = await bounce(client, ids, now);
      const detail = { code: 'mail-bounced', ...(status !== '' && { answer: status }) };
      await addReceipts(
        client,
        bounced.map((deliveryId) => ({ id: desk.newId('receipt'), deliveryId, kind: 'bounce', detail })),
        now,
      );
      name('delivery', bounced);
    },
  });
  return true;
}
