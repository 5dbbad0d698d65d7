import { describe, expect, it } from 'vitest';
import { actorOf } from '../../test/support/desk.ts';
import { AT_ONCE, noticeScene } from '../../test/support/notices.ts';
import { testServer } from '../../test/support/store.ts';
import { assignHit } from '../actions/assign-hit.ts';
import { chooseNotices, dropNotices } from '../actions/choose-notices.ts';
import { createChannel } from '../actions/create-channel.ts';
import { createSource } from '../actions/create-source.ts';
import { judgeHit } from '../actions/judge-hit.ts';
import { listNotices } from '../actions/list-notices.ts';
import { planNotices } from '../actions/plan-notices.ts';
import { dueNoticeRules, moveNoticeRule } from '../store/notices.ts';

const newStore = testServer();
const MINUTE = 60_000;

type Scene = Awaited<ReturnType<typeof noticeScene>>;

/** Puts hits on so many documents that are unlike each other, as the pipeline does. */
async function manyHits({ at }: Scene, orderId: string, { count, marking = 'U' }: { count: number; marking?: string }) {
  const label = await at.store.label(marking);
  const id = (kind: string): string => `md5('${kind} ${marking} ${orderId} ' || n)::uuid`;
  const { owner } = at.store.database;
  await owner.query(
    `insert into vigie.document (id, label_id, content_hash, title, body, details, received_at, lexemes, transaction_id)
     select ${id('document')}, $1, sha256(${id('document')}::text::bytea), 'Title ' || n, 'The growth of ' || n, '{}', $2, '', pg_current_xact_id()
     from generate_series(1, $3::int) as n`,
    [label, new Date(at.now), count],
  );
  await owner.query(
    `insert into vigie.hit (id, order_id, question_id, document_id, document_label_id, order_label_id, judgement, made_at, changed_at)
     select ${id('hit')}, $2, (select id from vigie.question where order_id = $2 and letter = 'A'), ${id('document')}, $1,
       (select label_id from vigie.watch_order where id = $2), 'new', $3, $3
     from generate_series(1, $4::int) as n`,
    [label, orderId, new Date(at.now), count],
  );
}

/** What comes of the notices once documents that are in no story by then are told as their own. */
function afterPatience({ at, to, plan }: Scene) {
  return async (): Promise<readonly string[]> => {
    at.now += 2 * MINUTE;
    await plan();
    const before = to.mails.mails.length;
    await to.deliver();
    return to.mails.mails.slice(before).map(({ bytes }) => bytes.toString());
  };
}

describe('many hits', () => {
  it('are said to be more than are told only where they are', async () => {
    const scene = await noticeScene(await newStore());
    await scene.chosen(scene.at.author);
    await manyHits(scene, await scene.order('Open'), { count: 1001 });
    const [mail] = await afterPatience(scene)();
    expect(mail).toContain('More than 1000 new stories');
  });

  it('say nothing by a way of others that it may not carry, nor hide what it may', async () => {
    const scene = await noticeScene(await newStore());
    await scene.chosen(scene.at.author, { marking: 'U' });
    const orderId = await scene.order('Open');
    await manyHits(scene, orderId, { count: 2500, marking: 'S//NF' });
    await manyHits(scene, orderId, { count: 3 });
    const [mail] = await afterPatience(scene)();
    expect(mail).toContain('3 new stories');
    expect(mail).not.toContain('More than');
  });
});

describe('a document that answers two questions', () => {
  it('is told of the one that waits where the other was judged before it went out, and not of what is not so', async () => {
    const scene = await noticeScene(await newStore());
    const { at, chosen, order, hit } = scene;
    await chosen(at.author);
    const { ids } = await hit(await order('Open'), { letters: ['A', 'B'] });
    await scene.gather();
    await scene.plan();
    const { rows } = await at.store.database.owner.query<{ id: string }>('select hit_id as id from vigie.noticed_hit');
    await judgeHit(at.desk, at.author, { id: rows[0]!.id, judgement: 'not-relevant' });
    const [mail] = await scene.later(0);
    expect(mail).toContain(`hit=${ids.find((id) => id !== rows[0]!.id)}`);
    expect(mail).not.toContain('(also');
  });
});

describe('a source whose being read is marked above its documents', () => {
  it.each(['U', 'S//NF'])('is not named by a way that carries %s', async (marking) => {
    const scene = await noticeScene(await newStore());
    const { at, chosen, order, hit } = scene;
    await chosen(at.author, { marking });
    const described = { kind: 'feed', address: 'https://a.example/feed', reliability: 'B', trusted: false } as const;
    const stated = { scheme: 'us-capco', marking: 'U' } as const;
    const make = (name: string, own: string) =>
      createSource(at.desk, at.author, {
        ...{ ...described, name, address: `https://${own.length}.example/feed` },
        ...{ ...stated, marking: own, defaultMarking: stated },
      });
    const orderId = await order('Open');
    for (const [name, own] of [
      ['Whispers', 'S//NF'],
      ['Gazette', 'U'],
    ] as const) {
      const { id } = await make(name, own);
      const { documentId } = await hit(orderId, {
        body: `The growth that ${name.length} of them tell of.`,
        title: own,
      });
      await at.store.database.owner.query('update vigie.document set source_id = $2 where id = $1', [documentId, id]);
    }
    const [mail] = await scene.later(2);
    expect(mail).toContain('Gazette');
    expect(mail).toContain('UNCLASSIFIED');
    expect(mail).not.toContain('Whispers');
  });
});

describe('a way that is out of reach for long', () => {
  it('is not flooded once it is back', async () => {
    const scene = await noticeScene(await newStore());
    const { at, to, chosen, order, hit } = scene;
    await chosen(at.author, { kind: 'webhook', address: to.webhooks.address });
    const orderId = await order('Open');
    to.webhooks.reply = { status: 503 };
    const said = [
      'First growth.',
      'A second growth elsewhere.',
      'Growth the third, in the north.',
      'No growth, they say.',
    ];
    for (const body of said) {
      await hit(orderId, { body });
      await scene.later(6);
    }
    expect((await listNotices(at.desk, at.author)).notices).toHaveLength(1);
    to.webhooks.reply = { status: 204 };
    const before = to.webhooks.webhooks.length;
    for (let hours = 0; hours < 3; hours++) await scene.later(60);
    const counts = to.webhooks.webhooks.slice(before).map(({ text }) => JSON.parse(text).data.notice.count);
    expect(counts).toEqual([1, 3]);
  });
});

describe('a notice that is given up', () => {
  it('is told with the next, once its channel was opened again', async () => {
    const scene = await noticeScene(await newStore());
    const { at, to, chosen, order, hit } = scene;
    const { id } = await chosen(at.author, { kind: 'webhook', address: to.webhooks.address });
    const orderId = await order('Open');
    to.webhooks.reply = { status: 410 };
    await hit(orderId, { body: 'First growth.', title: 'Lost' });
    await scene.later(1);
    expect((await listNotices(at.desk, at.author)).channels).toMatchObject([{ id, state: 'paused' }]);
    to.webhooks.reply = { status: 204 };
    await at.channelState(id, 'active');
    await hit(orderId, { body: 'A second growth elsewhere.', title: 'Next' });
    await scene.later(6);
    expect(to.webhooks.webhooks.at(-1)!.text).toMatch(/"count":2/);
    expect(to.webhooks.webhooks.at(-1)!.text).toContain('Lost');
    await hit(orderId, { body: 'Growth the third, in the north.', title: 'Last' });
    await scene.later(6);
    expect(to.webhooks.webhooks.at(-1)!.text).toMatch(/"count":1/);
  });
});

describe('a rule that fails', () => {
  it('does not keep others from being told', async () => {
    const scene = await noticeScene(await newStore());
    const { at, chosen, order, hit } = scene;
    const { rule } = await chosen(at.other, { address: 'broken@example.org' });
    await chosen(at.author);
    // As another machine may know fewer time zones.
    await at.store.database.owner.query(
      `update vigie.notice_rule set pace = 'daily', time_zone = 'Mars/Olympus', next_at = next_at - interval '1 hour' where id = $1`,
      [rule],
    );
    await hit(await order('Open'));
    const failed: unknown[] = [];
    at.now += MINUTE;
    await scene.gather();
    await planNotices(at.desk, (error) => failed.push(error));
    expect(failed).toHaveLength(1);
    await scene.to.deliver();
    expect(scene.to.mails.mails).toMatchObject([{ to: ['analyst@example.org'] }]);
    await planNotices(at.desk, (error) => failed.push(error));
    expect(failed).toHaveLength(1);
    at.now += 10 * MINUTE;
    await planNotices(at.desk, (error) => failed.push(error));
    expect(failed).toHaveLength(2);
  });
});

describe('a story', () => {
  it('is told once, though it was found to be one only after it was told', async () => {
    const scene = await noticeScene(await newStore());
    const { at, chosen, order, hit, gather } = scene;
    await chosen(at.author);
    const body = 'The growth plan of the harbour came to the council in the evening. '.repeat(20);
    const orderId = await order('Open');
    const { hitId } = await hit(orderId, { body });
    const told = afterPatience(scene);
    expect(await told()).toHaveLength(1);
    await gather();
    await assignHit(at.desk, at.author, { id: hitId, memberId: at.author.id });
    at.now += 10 * MINUTE;
    expect(await told()).toHaveLength(0);
    await hit(orderId, { body: `${body}A little more.` });
    await gather();
    at.now += 10 * MINUTE;
    expect(await told()).toHaveLength(0);
  });
});

describe('what an order does not ask any more', () => {
  it('is not told, and keeps nothing else from being told', async () => {
    const scene = await noticeScene(await newStore());
    const { at, chosen, order } = scene;
    await chosen(at.author);
    const [old, open] = [await order('A-first'), await order('Open')];
    await manyHits(scene, old, { count: 25 });
    await manyHits(scene, open, { count: 30 });
    at.now += 2 * MINUTE;
    await scene.plan();
    await at.store.database.owner.query(
      `update vigie.watch_order set content = jsonb_set(content, '{order,questions}', '[]') where id = $1`,
      [old],
    );
    await scene.to.deliver();
    const mail = scene.to.mails.mails[0]!.bytes.toString();
    expect(mail).toContain('30 new stories');
    expect(mail).toContain('10 more in the queue');
  });
});

describe('a choice', () => {
  it('that is changed while its notice is planned holds', async () => {
    const { at, chosen } = await noticeScene(await newStore());
    const { id } = await chosen(at.author, {}, { pace: 'daily', hour: 8 });
    at.now += 48 * 60 * MINUTE;
    const { work } = at.store.database;
    const [due] = await dueNoticeRules(work, new Date(at.now), 10);
    await chooseNotices(at.desk, at.author, { ...AT_ONCE, channelId: id, orderId: null });
    const to = { upTo: due!.upTo, nextAt: new Date(at.now + 24 * 60 * MINUTE) };
    expect(await moveNoticeRule(work, due!, to)).toBe(false);
    const { rows } = await work.query('select next_at from vigie.notice_rule');
    expect(rows).toEqual([{ next_at: new Date(at.now) }]);
  });

  it('is one of a hundred at most, though many are made at the same time', async () => {
    const { at, channel, order } = await noticeScene(await newStore());
    const { id } = await channel(at.author);
    await at.store.database.owner.query(
      `with made as (
         insert into vigie.channel select (jsonb_populate_record(channel, jsonb_build_object('id', md5('way' || n)::uuid))).*
         from vigie.channel, generate_series(1, 99) as n where id = $1 returning id)
       insert into vigie.notice_rule (id, account_id, channel_id, pace, hour, time_zone, language, next_at, made_at)
       select id, $2, id, 'daily', 0, 'UTC', 'en', $3, $3 from made`,
      [id, at.author.id, new Date(at.now)],
    );
    const orders = [await order('One'), await order('Two'), await order('Three'), await order('Four')];
    const choosing = orders.map((orderId) => chooseNotices(at.desk, at.author, { ...AT_ONCE, channelId: id, orderId }));
    const done = await Promise.allSettled(choosing);
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await listNotices(at.desk, at.author)).rules).toHaveLength(100);
  });

  it('ends with the way that it is by', async () => {
    const { at, chosen } = await noticeScene(await newStore());
    const { id, rule } = await chosen(at.author);
    await at.channelState(id, 'closed');
    expect((await listNotices(at.desk, at.author)).rules).toEqual([]);
    await expect(dropNotices(at.desk, at.author, rule)).rejects.toMatchObject({ code: 'notice-rule-not-found' });
  });
});

describe('a member of the desk', () => {
  it('gets two ways at the same time', async () => {
    const { at } = await noticeScene(await newStore());
    const made = { kind: 'mail', scheme: 'us-capco', marking: 'U' } as const;
    for (let round = 0; round < 5; round++) {
      const member = await actorOf(at.store, {});
      const ways = ['one@example.org', 'two@example.org', 'three@example.org'].map((address) =>
        createChannel(at.desk, at.admin, { ...made, address, recipientId: member.id }),
      );
      expect((await Promise.allSettled(ways)).map(({ status }) => status)).toEqual(ways.map(() => 'fulfilled'));
    }
  });
});
