import type { Label } from '../markings/label.ts';
import { copiesAsAtom, type FeedEntry } from '../render/copy-feed.ts';
import { addReceipts, channelsOf, type StoredChannel } from '../store/deliveries.ts';
import { endsOfCopies, type FeedCopy, feedCopies } from '../store/feed-copies.ts';
import { readLabels } from '../store/labels.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { notFound } from './ids.ts';
import { mayTell } from './may-tell.ts';

/** Whoever reads a feed keeps what was in it. */
const MOST = 100;

/**
 * Returns the copies of the actor that their feed may carry, as Atom. That a copy was in it is proved from the first time
 * on. Without a feed that is active there is none (`channel-not-found`).
 */
export function readFeed(desk: Desk, actor: Actor, origin: string): Promise<string> {
  return act(desk, actor, {
    action: 'feed-read',
    roles: ['recipient'],
    async prepare() {
      const channels = await channelsOf(desk.database.work, [actor.id]);
      const feed = channels.find(({ kind, state }) => kind === 'atom' && state === 'active');
      if (!feed) throw notFound('channel');
      return feed;
    },
    async work({ client, now, name }, channel) {
      const own = await feedCopies(client, { channelId: channel.id, most: MOST });
      const numbers = [channel.ceilingLabelId, ...own.map(({ labelId }) => labelId)];
      const labels = await readLabels(desk.database.work, [...new Set(numbers)]);
      const ceiling = labels.get(channel.ceilingLabelId)!;
      const carried = own.filter(({ labelId }) => desk.schemes.dominates(ceiling, labels.get(labelId)!));
      const ends = await endsOfCopies(
        desk.database.work,
        carried.map(({ id }) => id),
      );
      const fetched = carried.filter(({ isFetched, state }) => !isFetched && state === 'current');
      await addReceipts(
        client,
        fetched.map(({ deliveryId }) => ({ id: desk.newId('receipt'), deliveryId, kind: 'reading', detail: BY_FEED })),
        now,
      );
      name(
        'copy',
        fetched.map(({ id }) => id),
      );
      return copiesAsAtom({
        ...{ id: channel.id, address: `${origin}/api/feed`, portal: `${origin}/` },
        madeAt: channel.madeAt.getTime(),
        form: channel.options.form,
        entries: carried.map((copy) => entryOf(desk, copy, { channel, ceiling, endedAt: ends.get(copy.id) })),
      });
    },
  });
}

const BY_FEED = { by: 'atom' };

function entryOf(
  desk: Desk,
  { id, copy, state, releasedAt }: FeedCopy,
  parts: { readonly channel: StoredChannel; readonly ceiling: Label; readonly endedAt: Date | undefined },
): FeedEntry {
  return {
    issued: { id, copy, state, releasedAt: releasedAt.getTime() },
    updatedAt: (parts.endedAt ?? releasedAt).getTime(),
    mayTell: mayTell(desk, parts.ceiling, { copy, asked: parts.channel.options.subject }),
  };
}
