import { addReceipts, pauseChannelsOf } from '../store/deliveries.ts';
import { type DeliveryOutcome, leftDeliveries, settleDeliveries as settle } from '../store/due-deliveries.ts';
import { act } from './act.ts';
import { SYSTEM } from './actor.ts';
import type { Desk } from './desk.ts';

/** An entry names them all, and an entry has a largest size. */
const AT_ONCE = 100;

/** What became of a delivery, and how it is proved; without a receipt nothing came of it yet. */
export interface SettledDelivery extends DeliveryOutcome {
  readonly receipt?: AttemptReceipt | undefined;
}

/** What the ledger says of an attempt. */
export interface AttemptReceipt {
  readonly outcome: 'accepted' | 'refused' | 'postponed' | 'unknown' | 'withheld';
  /** Why it was not accepted. */
  readonly code?: string | undefined;
  /** What the other side said. */
  readonly answer?: string | undefined;
  /** SHA-256 of the bytes that were sent, in hexadecimal digits. */
  readonly hash?: string | undefined;
  /** The other side may have it although it did not say so. */
  readonly mayHaveCome?: true | undefined;
}

/** There is nobody any more who takes what a channel brings: it is paused, until an administrator looks at it. */
const GONE = 'webhook-gone';

/** Keeps what became of deliveries, with its proof: for the pipeline. */
export async function settleDeliveries(desk: Desk, outcomes: readonly SettledDelivery[]): Promise<void> {
  for (let at = 0; at < outcomes.length; at += AT_ONCE) await settleBatch(desk, outcomes.slice(at, at + AT_ONCE));
}

function settleBatch(desk: Desk, outcomes: readonly SettledDelivery[], why?: string): Promise<void> {
  return act(desk, SYSTEM, {
    action: 'delivery-settle',
    roles: ['system'],
    as: 'work',
    async work({ client, now, name, because }) {
      const ended = await settle(client, outcomes, now);
      const receipts = outcomes.flatMap(({ id, receipt }) => (receipt && ended.has(id) ? [{ id, receipt }] : []));
      await addReceipts(
        client,
        receipts.map(({ id, receipt }) => ({
          id: desk.newId('receipt'),
          deliveryId: id,
          kind: receipt.outcome === 'accepted' ? 'acceptance' : 'attempt',
          detail: receipt,
        })),
        now,
      );
      const gone = receipts.filter(({ receipt }) => receipt.code === GONE).map(({ id }) => id);
      name('channel', await pauseChannelsOf(client, gone, now));
      name('delivery', [...ended]);
      for (const { receipt } of receipts) because(`delivery-${receipt.outcome}`);
      if (why !== undefined) because(why);
    },
  });
}

/**
 * Settles what was taken when the program ended. What had not begun to go out waits again. Whoever gets a webhook twice knows
 * it by its id, so that it is sent again; whether a mail came that had begun is unknown, and it is not sent again. Returns how many there were.
 */
export async function settleLeft(desk: Desk): Promise<number> {
  for (let settled = 0; ; ) {
    const left = await leftDeliveries(desk.database.work, AT_ONCE);
    if (left.length === 0) return settled;
    const outcomes = left.map(({ id, attempts, isBegun, kind }): SettledDelivery => {
      const outcome = { id, attempts, isAttempt: isBegun, receipt: isBegun ? LEFT : undefined };
      if (isBegun && kind === 'mail') return { ...outcome, state: 'unknown', nextAttemptAt: null };
      return { ...outcome, state: 'waiting', nextAttemptAt: new Date(desk.now()) };
    });
    await settleBatch(desk, outcomes, 'delivery-left');
    settled += left.length;
  }
}

const LEFT: AttemptReceipt = { outcome: 'unknown', code: 'delivery-left', mayHaveCome: true };
