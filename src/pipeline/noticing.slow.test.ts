import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { PORTAL } from '../../test/support/delivering.ts';
import { actorOf, entriesOf } from '../../test/support/desk.ts';
import { subjectOf } from '../../test/support/mail-text.ts';
import { AT_ONCE, noticeScene } from '../../test/support/notices.ts';
import { testServer } from '../../test/support/store.ts';
import { changeClearance } from '../actions/change-clearance.ts';
import { chooseNotices, dropNotices } from '../actions/choose-notices.ts';
import { exportPerson } from '../actions/export-person.ts';
import { judgeHit } from '../actions/judge-hit.ts';
import { listNotices } from '../actions/list-notices.ts';
import { snoozeHit } from '../actions/snooze-hit.ts';
import { USUAL_OPTIONS } from '../domain/channel.ts';
import { eraseReader } from '../store/erase-person.ts';
import { inSession, inTransaction } from '../store/transaction.ts';

const newStore = testServer();
const MINUTE = 60_000;

describe('a notice of hits', () => {
  it('brings the order, the questions and the reason, with the marks of each and a link', async () => {
    const { at, chosen, order, hit, later, to } = await noticeScene(await newStore());
    await chosen(at.author);
    const { ids } = await hit(await order('Harbour-watch'), { title: 'New quay', letters: ['A', 'B'] });
    const [mail, ...others] = await later(0);
    expect(others).toEqual([]);
    expect(mail).toContain('(U) Harbour-watch');
    expect(mail).toContain('(U) New quay');
    expect(mail).toMatch(/A: A \(also B\)|B: B \(also A\)/);
    // Of two that came at once, the one or the other.
    const told = ids.filter((id) => mail!.includes(`${PORTAL}triage?hit=${id}`));
    expect(told).toHaveLength(1);
    expect(mail).toMatch(/<mark>(growth|plan)<\/mark>/);
    expect(await subjectOf(to.mails.mails[0]!.bytes)).toBe('REPLAY – NOT CLASSIFIED – UNCLASSIFIED – 1 new story');
    expect(to.mails.mails[0]!.to).toEqual(['analyst@example.org']);
    const planned = (await entriesOf(at.store)).filter(({ action }) => action === 'notice-plan');
    expect(planned).toMatchObject([
      { outcome: 'done', objects: expect.arrayContaining([{ noun: 'hit', id: told[0] }]) },
    ]);
  });

  it('comes once for each order and story, however often the story is told', async () => {
    const { at, chosen, order, hit, later } = await noticeScene(await newStore());
    await chosen(at.author);
    const [one, other] = [await order('One'), await order('Other')];
    const body = 'The growth plan of the harbour came to the council in the evening. '.repeat(20);
    await hit(one, { body });
    expect(await later(0)).toHaveLength(1);
    await hit(one, { body: `${body}A little more.` });
    expect(await later(10)).toEqual([]);
    await hit(other, { body: `${body}Even more than that.` });
    const [mail] = await later(10);
    expect(mail).toContain('(U) Other');
    expect(mail).not.toContain('(U) One');
  });

  it('is of what its reader may read alone, as if nothing else were there', async () => {
    const { at, chosen, order, hit, later } = await noticeScene(await newStore());
    const low = await actorOf(at.store, {});
    await chosen(low, { address: 'low@example.org', marking: 'U' });
    const [open, secret] = [await order('Open'), await order('Closed', 'S//NF')];
    const body = 'The growth plan of the harbour came to the council in the evening. '.repeat(20);
    await hit(open, { body, marking: 'S//NF', title: 'Told in secret' });
    await hit(secret, { title: 'Open, asked in secret' });
    expect(await later(1)).toEqual([]);
    // The story was told in secret before: whoever could not read that is told it now.
    await hit(open, { body: `${body}And so on.`, title: 'Told to all' });
    const [mail, ...others] = await later(1);
    expect(others).toEqual([]);
    expect(mail).toContain('Told to all');
    expect(mail).not.toMatch(/secret|Closed/);
    expect(mail).toContain('1 new story');
  });

  it('tells nothing above what its channel may carry, and by a silent one nothing at all', async () => {
    const { at, chosen, order, hit, later } = await noticeScene(await newStore());
    await chosen(at.author, { marking: 'U' });
    await chosen(at.author, {
      address: 'silent@example.org',
      marking: 'U',
      options: { ...USUAL_OPTIONS, form: 'notice' },
    });
    const secret = await order('Closed', 'S//NF');
    await hit(secret);
    const mails = await later(1);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toContain('To: silent@example.org');
    expect(mails[0]).toContain('There is something new in the queue');
    expect(mails[0]).not.toMatch(/Closed|growth|SECRET/);
    await hit(await order('Open'), { title: 'For all' });
    expect((await later(6)).join()).toContain('For all');
  });

  it('leaves out what was judged, or snoozed, before it went out', async () => {
    const { at, chosen, order, hit, later, gather, plan } = await noticeScene(await newStore());
    await chosen(at.author);
    const orderId = await order('Open');
    const [judged, snoozed, late, kept] = [
      await hit(orderId, { body: 'One growth.' }),
      await hit(orderId, { body: 'A second growth, which is another.' }),
      await hit(orderId, { body: 'Growth once more, of quite another kind.' }),
      await hit(orderId, { title: 'Kept', body: 'The third growth is unlike them all.' }),
    ];
    await gather();
    await snoozeHit(at.desk, at.author, { id: snoozed.hitId, until: new Date(at.now + 60 * MINUTE) });
    await plan();
    await snoozeHit(at.desk, at.author, { id: late.hitId, until: new Date(at.now + 60 * MINUTE) });
    await judgeHit(at.desk, at.author, { id: judged.hitId, judgement: 'relevant' });
    const [mail] = await later(1);
    expect(mail).toContain('1 new story');
    expect(mail).toContain(kept.hitId);
  });

  it('is withheld where nothing of it is left to tell', async () => {
    const { at, chosen, order, hit, later, gather, plan } = await noticeScene(await newStore());
    await chosen(at.author);
    await hit(await order('Closed', 'S//NF'));
    await gather();
    expect(await plan()).toBe(1);
    const clearance = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'U' } };
    await changeClearance(at.desk, at.admin, { id: at.author.id, clearance });
    expect(await later(1)).toEqual([]);
    expect((await listNotices(at.desk, at.author)).notices).toMatchObject([{ state: 'withheld', count: 0 }]);
    const { rows } = await at.store.database.owner.query('select detail from vigie.receipt');
    expect(rows).toMatchObject([{ detail: { outcome: 'withheld', code: 'notice-empty' } }]);
  });

  it('gathers what comes close upon it, and a day for whoever wants that', async () => {
    const { at, chosen, order, hit, later } = await noticeScene(await newStore());
    at.now = Date.UTC(2026, 6, 1, 12);
    await chosen(at.author);
    await chosen(
      at.other,
      { address: 'daily@example.org' },
      { pace: 'daily', hour: 8, timeZone: 'Europe/Paris', language: 'fr' },
    );
    const orderId = await order('Open');
    const bodies = [
      'First growth is slow.',
      'Then another growth began elsewhere.',
      'Growth, they said, is for the north alone.',
    ];
    await hit(orderId, { body: bodies[0]! });
    expect(await later(1)).toHaveLength(1);
    for (const body of bodies.slice(1)) await hit(orderId, { body });
    expect(await later(1)).toEqual([]);
    const [together] = await later(5);
    expect(together).toContain('2 new stories');
    // Eight in the morning of Paris is six o'clock.
    at.now = Date.UTC(2026, 6, 2, 5, 59);
    expect(await later(0)).toEqual([]);
    const [daily, ...others] = await later(1);
    expect(others).toEqual([]);
    expect(daily).toContain('To: daily@example.org');
    expect(daily).toContain('3 nouvelles affaires');
    expect(await later(1)).toEqual([]);
  });

  it('does not tell what a back-fill finds in the archive, nor what was there before', async () => {
    const { at, chosen, order, hit, later } = await noticeScene(await newStore());
    const orderId = await order('Open');
    await hit(orderId, { body: 'The growth of before.' });
    at.now += 1;
    await chosen(at.author);
    const { documentId } = await hit(orderId, { body: 'An old growth, found late.' });
    await at.store.database.owner.query(
      `update vigie.document set received_at = received_at - interval '2 days' where id = $1`,
      [documentId],
    );
    expect(await later(10)).toEqual([]);
  });

  it('goes to a webhook, signed, with the same in parts', async () => {
    const { at, to, chosen, order, hit, later } = await noticeScene(await newStore());
    // The library that checks it goes by the clock of the machine.
    at.now = Date.now();
    const { secret } = await chosen(at.author, { kind: 'webhook', address: to.webhooks.address });
    const { hitId } = await hit(await order('Open'));
    await later(0);
    expect(to.webhooks.webhooks).toHaveLength(1);
    const { headers, text } = to.webhooks.webhooks[0]!;
    const checked = new Webhook(secret!).verify(text, headers) as { type: string; data: { notice: unknown } };
    expect(checked).toMatchObject({
      type: 'hits.found',
      data: {
        id: headers['webhook-id'],
        notice: { banner: 'UNCLASSIFIED', count: 1, orders: [{ title: 'Open', hits: [{ id: hitId, mark: 'U' }] }] },
      },
    });
  });

  it('waits for a document to join its story, for a minute', async () => {
    const { at, chosen, order, hit, plan } = await noticeScene(await newStore());
    await chosen(at.author);
    await hit(await order('Open'));
    expect(await plan()).toBe(0);
    at.now += 3_000;
    expect(await plan()).toBe(0);
    at.now += MINUTE;
    expect(await plan()).toBe(1);
  });
});

describe('who is told', () => {
  it('chooses among their own ways and the orders that they may read', async () => {
    const { at, channel, order } = await noticeScene(await newStore());
    const low = await actorOf(at.store, {});
    const [own, foreign] = [await channel(low, { marking: 'U' }), await channel(at.author)];
    const closed = await order('Closed', 'S//NF');
    const choose = (chosen: Partial<Parameters<typeof chooseNotices>[2]>) =>
      chooseNotices(at.desk, low, { ...AT_ONCE, channelId: own.id, orderId: null, ...chosen });
    await expect(choose({ channelId: foreign.id })).rejects.toMatchObject({ code: 'channel-not-found' });
    await expect(choose({ orderId: closed })).rejects.toMatchObject({ code: 'order-not-found' });
    await expect(choose({ timeZone: 'Mars/Olympus' })).rejects.toMatchObject({ code: 'notice-times' });
    await expect(choose({ hour: 24 })).rejects.toMatchObject({ code: 'notice-times' });
    const open = await order('Open');
    const { id } = await choose({ orderId: open });
    expect(await choose({ orderId: open, pace: 'daily', hour: 7 })).toEqual({ id });
    const { channels, rules } = await listNotices(at.desk, low);
    expect(channels).toMatchObject([{ id: own.id, ceiling: 'U' }]);
    expect(rules).toMatchObject([{ id, orderTitle: 'Open', pace: 'daily', hour: 7 }]);
    await expect(dropNotices(at.desk, at.author, id)).rejects.toMatchObject({ code: 'notice-rule-not-found' });
    await dropNotices(at.desk, low, id);
    expect((await listNotices(at.desk, low)).rules).toEqual([]);
  });

  it('is known to them alone', async () => {
    const { at, chosen, order, hit, later } = await noticeScene(await newStore());
    await chosen(at.author);
    await hit(await order('Open'));
    expect(await later(1)).toHaveLength(1);
    expect((await listNotices(at.desk, at.author)).notices).toMatchObject([{ state: 'accepted', count: 1 }]);
    expect(await listNotices(at.desk, at.other)).toEqual({ channels: [], rules: [], notices: [] });
    const session = { actorId: at.other.id, clearanceId: at.other.clearanceId, now: at.now };
    const seen = await inSession(at.store.database.app, session, async (client) => {
      const counts = [];
      for (const table of ['delivery', 'receipt', 'notice', 'noticed_hit', 'notice_rule']) {
        counts.push((await client.query(`select from vigie.${table}`)).rowCount);
      }
      return counts;
    });
    expect(seen).toEqual([0, 0, 0, 0, 0]);
    expect(await at.ledger(at.author.id)).toEqual([]);
    const held = await exportPerson(at.desk, at.admin, { noun: 'reader', id: at.author.id });
    expect(held).toMatchObject({ deliveries: [], receipts: [], noticeRules: [{ pace: 'at-once' }] });
    await inTransaction(at.store.database.work, (client) =>
      eraseReader(client, { id: at.author.id, clearanceId: at.other.clearanceId }, new Date(at.now)),
    );
    for (const table of ['notice', 'noticed_hit', 'notice_rule']) {
      expect((await at.store.database.owner.query(`select from vigie.${table}`)).rowCount).toBe(0);
    }
  });
});
