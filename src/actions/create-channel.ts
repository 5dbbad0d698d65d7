import { randomBytes } from 'node:crypto';
import {
  CHANNEL_STATES,
  type ChannelKind,
  type ChannelOptions,
  type ChannelState,
  channelAddress,
  USUAL_OPTIONS,
} from '../domain/channel.ts';
import { Refusal } from '../errors.ts';
import { addChannel, channelsById, setChannelState } from '../store/deliveries.ts';
import { dropRulesOfChannel } from '../store/notice-rules.ts';
import { addMemberAsRecipient, recipientLabel } from '../store/recipients.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { labelOfStated, type Stated, statedMarking } from './stated.ts';

/** By which the secret of a channel is sealed. */
export const CHANNEL_SEAL = 'channel-secret';
/** Standard Webhooks asks for 24 to 64 bytes. */
const SECRET_BYTES = 32;

/** A new way to a recipient. The marking is what it may carry at most: nothing above leaves by it. */
export interface NewChannel extends Stated {
  readonly recipientId: string;
  readonly kind: Exclude<ChannelKind, 'portal'>;
  readonly address: string;
  /** As most have it where it is not said. */
  readonly options?: ChannelOptions | undefined;
}

/** A channel that was made. The secret of a webhook, by which its receiver knows who speaks, is shown this once. */
export interface MadeChannel {
  readonly id: string;
  readonly secret?: string;
}

/**
 * Makes a channel; the portal is there for everybody anyway. A member of the desk who gets one is somebody to whom reports can go
 * from then on, and may be told of hits by it.
 */
export function createChannel(desk: Desk, actor: Actor, channel: NewChannel): Promise<MadeChannel> {
  const { recipientId, kind } = channel;
  return act(desk, actor, {
    action: 'channel-create',
    roles: ['administrator'],
    objects: [{ noun: 'reader', id: recipientId }],
    as: 'work',
    byPersonOnly: true,
    async prepare(now) {
      const address = channelAddress(kind, channel.address);
      return { address, ceilingLabelId: await labelOfStated(desk, channel, now) };
    },
    async work({ client, now, name }, { address, ceilingLabelId }) {
      const labelId = await found('recipient', recipientId, async (known) => {
        return (await recipientLabel(client, known)) ?? (await addMemberAsRecipient(client, known, now));
      });
      const id = desk.newId('channel');
      const bytes = kind === 'webhook' ? randomBytes(SECRET_BYTES) : undefined;
      const secret = bytes ? (await desk.identityKey()).seal(CHANNEL_SEAL, id, bytes) : null;
      const ceiling = statedMarking(channel);
      const options = channel.options ?? USUAL_OPTIONS;
      await addChannel(
        client,
        { id, recipientId, labelId, kind, address, ceiling, ceilingLabelId, options, secret },
        now,
      );
      name('channel', [id]);
      return { id, ...(bytes && { secret: `whsec_${bytes.toString('base64')}` }) };
    },
  });
}

/** Pauses a channel, lets it go on, or closes it for good, with what was chosen to be told by it; the portal stays (`channel-state`). */
export function changeChannel(
  desk: Desk,
  actor: Actor,
  { id, state }: { readonly id: string; readonly state: ChannelState },
): Promise<{ readonly id: string; readonly state: ChannelState }> {
  return act(desk, actor, {
    action: 'channel-change',
    roles: ['administrator'],
    objects: [{ noun: 'channel', id }],
    as: 'work',
    byPersonOnly: true,
    async work({ client, now, name }) {
      const channel = await found('channel', id, async (known) => (await channelsById(client, [known]))[0]);
      if (!CHANNEL_STATES.includes(state) || channel.kind === 'portal' || channel.state === 'closed') {
        const message = 'A channel is active, paused or closed; a closed one stays so, and the portal is always there.';
        throw new Refusal('conflict', 'channel-state', message);
      }
      await setChannelState(client, { id, state }, now);
      if (state === 'closed') await dropRulesOfChannel(client, id);
      name('reader', [channel.recipientId]);
      return { id, state };
    },
  });
}
