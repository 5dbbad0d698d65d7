import type { StoredChannel } from '../store/deliveries.ts';
import { channelsOf } from '../store/deliveries.ts';
import { mayHaveChannels } from '../store/recipients.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { checkFound } from './ids.ts';

/** A channel as administrators see it. */
export type ReadableChannel = Omit<StoredChannel, 'labelId' | 'ceilingLabelId'>;

/** Returns the channels of a recipient, or of a member of the desk, that are not closed. */
export function listChannels(desk: Desk, actor: Actor, recipientId: string): Promise<readonly ReadableChannel[]> {
  return act(desk, actor, {
    action: 'channel-list',
    roles: ['administrator'],
    objects: [{ noun: 'reader', id: recipientId }],
    as: 'work',
    async work({ client }) {
      await checkFound('recipient', recipientId, (id) => mayHaveChannels(client, id));
      const channels = await channelsOf(client, [recipientId]);
      return channels.map(({ labelId: _own, ceilingLabelId: _ceiling, ...channel }) => channel);
    },
  });
}
