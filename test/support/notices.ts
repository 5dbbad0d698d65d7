import type { Actor } from '../../src/actions/actor.ts';
import { chooseNotices } from '../../src/actions/choose-notices.ts';
import { createChannel, type NewChannel } from '../../src/actions/create-channel.ts';
import { draftOrder } from '../../src/actions/draft-order.ts';
import { planNotices } from '../../src/actions/plan-notices.ts';
import { receiveDocument } from '../../src/actions/receive-document.ts';
import type { NoticeTimes } from '../../src/domain/notice.ts';
import { Gathering } from '../../src/pipeline/gathering.ts';
import { deliveringTo } from './delivering.ts';
import { addHit } from './desk.ts';
import { textsOf } from './mail-text.ts';
import { asking } from './pipeline.ts';
import { ReleaseScene } from './releases.ts';
import type { TestStore } from './store.ts';

const MINUTE = 60_000;
export const AT_ONCE: NoticeTimes = { pace: 'at-once', hour: 0, timeZone: 'UTC', language: 'en' };

/** A member of the desk who is told of hits, and what brings hits about. */
export async function noticeScene(store: TestStore) {
  const at = await ReleaseScene.open(store);
  const to = await deliveringTo(at);
  const written = (name: string, marking: string) => {
    const order = asking(name, { A: 'growth', B: 'plan' });
    return { ...order, order: { ...order.order, marking } };
  };
  const parts = {
    ...{ at, to },
    async order(name: string, marking = 'U') {
      return (await draftOrder(at.desk, at.author, written(name, marking))).id;
    },
    /** A way to a member. */
    channel(member: Actor, channel: Partial<NewChannel> = {}) {
      const made = { kind: 'mail', address: 'analyst@example.org', scheme: 'us-capco', marking: 'S//NF' } as const;
      return createChannel(at.desk, at.admin, { ...made, ...channel, recipientId: member.id });
    },
    async chosen(member: Actor, channel: Partial<NewChannel> = {}, times: Partial<NoticeTimes> = {}) {
      const made = await parts.channel(member, channel);
      const rule = { ...AT_ONCE, ...times, channelId: made.id, orderId: null };
      const { id } = await chooseNotices(at.desk, member, rule);
      return { ...made, rule: id };
    },
    /** Puts a hit on a document that comes now. */
    async hit(orderId: string, text: { title?: string; body?: string; marking?: string; letters?: string[] } = {}) {
      const { title = 'News', body = 'The growth plan came.', marking = 'U', letters = ['A'] } = text;
      const document = { scheme: 'us-capco', marking, title, body };
      const { id: documentId } = await receiveDocument(at.desk, at.author, document);
      const ids: string[] = [];
      for (const letter of letters) ids.push(await addHit(at.store, { orderId, documentId, letter }));
      await at.store.database.work.query('update vigie.hit set made_at = $2 where id = any($1)', [
        ids,
        new Date(at.now),
      ]);
      return { documentId, hitId: ids[0]!, ids };
    },
    /** Plans what is due; a rule that fails fails the test. */
    plan: () =>
      planNotices(at.desk, (error) => {
        throw error;
      }),
    gather: async () => {
      while ((await new Gathering(at.desk).step()) === 0);
    },
    /** Plans and delivers what is due once `minutes` have passed; returns the texts of the mails that came by it. */
    async later(minutes: number): Promise<readonly string[]> {
      at.now += minutes * MINUTE;
      await parts.gather();
      await parts.plan();
      const before = to.mails.mails.length;
      await to.deliver();
      const texts: string[] = [];
      for (const { to: address, bytes } of to.mails.mails.slice(before)) {
        texts.push(`To: ${address.join()}\n${await textsOf(bytes)}`);
      }
      return texts;
    },
  };
  return parts;
}
