import { type Delivered, tellsNothing } from '../domain/channel.ts';
import { addDeliveries, channelsOf, type NewDelivery } from '../store/deliveries.ts';
import { readLabels } from '../store/labels.ts';
import type { NewCopy } from '../store/releases.ts';
import type { Deed } from './act.ts';
import type { Desk } from './desk.ts';

/**
 * Plans by which ways copies go: by each channel of their recipient that is not closed. What a channel may not carry is
 * withheld there, and the ledger says so; in the portal and in feeds a copy lies from now on.
 */
export async function planDeliveries(
  desk: Desk,
  { client, now }: Pick<Deed, 'client' | 'now'>,
  copies: readonly Pick<NewCopy, 'id' | 'recipientId' | 'labelId'>[],
  what: Delivered,
): Promise<void> {
  const channels = await channelsOf(
    client,
    copies.map(({ recipientId }) => recipientId),
  );
  const numbers = [...channels.map(({ ceilingLabelId }) => ceilingLabelId), ...copies.map(({ labelId }) => labelId)];
  const labels = await readLabels(client, [...new Set(numbers)]);
  const carries = carrier(desk, labels);
  const deliveries = copies.flatMap(({ id: copyId, recipientId, labelId }) =>
    channels
      .filter((channel) => channel.recipientId === recipientId)
      .map(({ id: channelId, kind, ceilingLabelId, options }): NewDelivery => {
        const isFree = kind === 'portal' || tellsNothing({ kind, options });
        const mayCarry = isFree || carries(ceilingLabelId, labelId);
        const isPushed = kind === 'mail' || kind === 'webhook';
        const state = mayCarry ? (isPushed ? 'waiting' : 'accepted') : 'withheld';
        return { id: desk.newId('delivery'), copyId, channelId, recipientId, labelId, what, state };
      }),
  );
  await addDeliveries(client, deliveries, now);
}

/** Whether what carries one label may hold what carries another, each pair worked out once. */
function carrier({ schemes }: Desk, labels: Awaited<ReturnType<typeof readLabels>>) {
  const known = new Map<string, boolean>();
  return (ceilingId: number, labelId: number): boolean => {
    const key = `${ceilingId} ${labelId}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const [ceiling, label] = [labels.get(ceilingId), labels.get(labelId)];
    const mayCarry = ceiling !== undefined && label !== undefined && schemes.dominates(ceiling, label);
    known.set(key, mayCarry);
    return mayCarry;
  };
}
