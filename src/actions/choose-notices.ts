import { type NoticeTimes, nextNotice, settledTimes } from '../domain/notice.ts';
import { Refusal } from '../errors.ts';
import { countNoticeRules, dropNoticeRule, keepNoticeRule, ownPushedChannels } from '../store/notice-rules.ts';
import { readOrder } from '../store/orders.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import { asActor } from './as-actor.ts';
import type { Desk } from './desk.ts';
import { holdSession } from './hold-session.ts';
import { checkFound, found } from './ids.ts';

/** Of which order somebody wants to be told new hits, or of all that they may read, by which of their own ways. */
export interface ChosenNotices extends NoticeTimes {
  readonly channelId: string;
  readonly orderId: string | null;
}

const MOST_RULES = 100;

/**
 * Chooses that the actor is told of new hits from now on; what they chose of the same order by the same way is changed. A way
 * that is not theirs is not found, as is an order that they may not read. Refused with `notice-times` and `notice-too-many`.
 */
export function chooseNotices(desk: Desk, actor: Actor, chosen: ChosenNotices): Promise<{ readonly id: string }> {
  const { channelId, orderId } = chosen;
  return act(desk, actor, {
    action: 'notice-choose',
    roles: ['editor', 'analyst', 'releaser'],
    objects: [{ noun: 'channel', id: channelId }, ...(orderId === null ? [] : [{ noun: 'order', id: orderId }])],
    as: 'work',
    async prepare(now) {
      const times = settledTimes(chosen);
      await asActor(desk, actor, now, async (client) => {
        const own = await ownPushedChannels(client);
        await checkFound('channel', channelId, async (id) => own.some((channel) => channel.id === id));
        if (orderId !== null) await found('order', orderId, (id) => readOrder(client, id));
      });
      return times;
    },
    async work({ client, now }, times) {
      // One after the other, and by nobody who was erased in the meantime.
      await holdSession(client, actor.id, undefined);
      const rule = { ...times, id: desk.newId('notice-rule'), accountId: actor.id, channelId, orderId };
      const id = await keepNoticeRule(client, { ...rule, nextAt: new Date(nextNotice(times, now.getTime())) }, now);
      if ((await countNoticeRules(client, actor.id)) > MOST_RULES) {
        const message = `Notices are chosen at most ${MOST_RULES} times; all orders together are one.`;
        throw new Refusal('conflict', 'notice-too-many', message);
      }
      return { id };
    },
  });
}

/** Ends one of the actor's own choices; what was planned by it still comes (`notice-rule-not-found`). */
export function dropNotices(desk: Desk, actor: Actor, id: string): Promise<{ readonly id: string }> {
  return act(desk, actor, {
    action: 'notice-drop',
    roles: ['editor', 'analyst', 'releaser'],
    objects: [{ noun: 'notice-rule', id }],
    as: 'work',
    async work({ client }) {
      const rule = (known: string) => ({ id: known, accountId: actor.id });
      await checkFound('notice-rule', id, (known) => dropNoticeRule(client, rule(known)));
      return { id };
    },
  });
}
