import { Refusal } from '../errors.ts';
import type { StoredOrder } from '../store/orders.ts';

/** An order as somebody has read it: what they decide holds for that and for nothing else. */
export interface OrderRead {
  readonly id: string;
  readonly version: number;
  readonly changedAt: Date;
}

/**
 * Refuses an order that was amended, returned or submitted anew since it was read (`order-version-moved`): its text may be
 * another, or what its targets were at the time.
 */
export function checkUnmoved({ version, changedAt }: StoredOrder, read: OrderRead): void {
  if (version === read.version && changedAt.getTime() === read.changedAt.getTime()) return;
  const message = 'The order was changed since you read it; read it again and decide on that version.';
  throw new Refusal('conflict', 'order-version-moved', message);
}
