import { Webhook } from 'standardwebhooks';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bounceOf } from '../../test/support/bounces.ts';
import { deliveringTo, PORTAL } from '../../test/support/delivering.ts';
import { entriesOf } from '../../test/support/desk.ts';
import { subjectOf } from '../../test/support/mail-text.ts';
import { eventually, folderOf, readNow, sourceAt } from '../../test/support/pipeline.ts';
import { ReleaseScene, SECRET } from '../../test/support/releases.ts';
import { paragraph, text, writtenReport } from '../../test/support/reports.ts';
import { testServer } from '../../test/support/store.ts';
import { changeClearance } from '../actions/change-clearance.ts';
import { listChannels } from '../actions/list-channels.ts';
import { USUAL_OPTIONS } from '../domain/channel.ts';

const newStore = testServer();
const MINUTE = 60_000;
const SECRET_WORDS = paragraph('S//NF', text('The harbour is the place.'));
const report = () => writtenReport([paragraph('U', text('Everybody may know.')), SECRET_WORDS]);
const mail = (address = 'reader@example.org', marking = 'S//NF') => ({ kind: 'mail', address, marking }) as const;

async function scene() {
  const made = await ReleaseScene.open(await newStore());
  return { scene: made, to: await deliveringTo(made) };
}

describe('a delivery by mail', () => {
  it('brings the copy that its reader may read, and the ledger has the proof', async () => {
    const { scene: at, to } = await scene();
    const options = { ...USUAL_OPTIONS, hasPdf: true };
    const full = await at.recipient(SECRET, { ...mail(), options });
    const low = await at.recipient({}, { ...mail('low@example.org', 'U') });
    await at.released(report(), [full.id, low.id]);
    await to.deliver();
    expect(to.mails.mails.map(({ to: [address] }) => address).sort()).toEqual([
      'low@example.org',
      'reader@example.org',
    ]);
    const [forFull, forLow] = ['reader@example.org', 'low@example.org'].map(
      (address) => to.mails.mails.find((received) => received.to[0] === address)!.bytes,
    );
    expect(forFull!.toString()).toContain('The harbour is the place.');
    expect(forFull!.toString()).toContain('Content-Type: application/pdf');
    expect(forLow!.toString()).toContain('Everybody may know.');
    expect(forLow!.toString()).not.toContain('harbour');
    const [delivered] = await at.ledger(full.id);
    expect(delivered).toMatchObject({ told: 'mail copy accepted', attempts: 1 });
    expect(delivered!.receipts).toMatchObject([{ kind: 'acceptance', outcome: 'accepted' }]);
    expect(forFull!.toString()).toContain(`Message-ID: <${delivered!.id}@vigie.example>`);
    const acts = (await entriesOf(at.store)).filter(({ action }) => action.startsWith('delivery-'));
    expect(acts.map(({ action }) => action).sort()).toEqual(['delivery-settle', 'delivery-take']);
    expect(acts.every(({ objects, labels }) => objects.length === 2 && labels.length > 0)).toBe(true);
  });

  it('tells no more in its subject than the channel may carry', async () => {
    const { scene: at, to } = await scene();
    const titled = { ...report(), title: 'The harbour at night', titleMark: 'U' };
    for (const subject of ['title', 'banner', 'nothing'] as const) {
      const options = { ...USUAL_OPTIONS, subject };
      const { id } = await at.recipient(SECRET, { ...mail(`${subject}@example.org`), options });
      await at.released(titled, [id]);
    }
    await to.deliver();
    const subjects = await Promise.all(to.mails.mails.map(({ bytes }) => subjectOf(bytes)));
    expect(subjects.sort()).toEqual([
      'REPLAY – NOT CLASSIFIED – Report',
      'REPLAY – NOT CLASSIFIED – SECRET//NOFORN – Report',
      'REPLAY – NOT CLASSIFIED – SECRET//NOFORN – The harbour at night',
    ]);
  });

  it('has no title in its subject whose own mark is above what the channel may carry', async () => {
    const { scene: at, to } = await scene();
    const options = { ...USUAL_OPTIONS, subject: 'title' } as const;
    const { id } = await at.recipient(SECRET, { ...mail(), options });
    await at.released({ ...report(), title: 'The harbour at night' }, [id]);
    // No copy is above its own label; a subject does not rely on it.
    await at.store.database.owner.query(
      `update vigie.release_copy set content = jsonb_set(content, '{title,mark}', '"TS//NF"')`,
    );
    await to.deliver();
    expect(await subjectOf(to.mails.mails[0]!.bytes)).not.toMatch(/harbour/i);
  });

  it('that is a notice says only that there is something to read, and where', async () => {
    const { scene: at, to } = await scene();
    const options = { form: 'notice', hasPdf: true, subject: 'title' } as const;
    const { id } = await at.recipient(SECRET, { ...mail(), options });
    await at.released({ ...report(), title: 'The harbour at night' }, [id]);
    await to.deliver();
    const whole = to.mails.mails[0]!.bytes.toString();
    expect(whole).toContain(PORTAL);
    expect(whole).not.toMatch(/harbour|SECRET|pdf/i);
  });

  it('is unknown where the answer was lost, and not sent again', async () => {
    const { scene: at, to } = await scene();
    const { id } = await at.recipient(SECRET, mail());
    await at.released(report(), [id]);
    to.mails.replies = ['lose'];
    await to.deliver();
    at.now += 24 * 60 * MINUTE;
    await to.deliver();
    expect(to.mails.mails).toHaveLength(1);
    expect(await at.ledger(id)).toMatchObject([
      { told: 'mail copy unknown', receipts: [{ kind: 'attempt', code: 'mail-answer-lost' }] },
    ]);
  });

  it('is tried again by the clock where it was refused for now, and given up where for good', async () => {
    const { scene: at, to } = await scene();
    const { id } = await at.recipient(SECRET, mail());
    await at.released(report(), [id]);
    to.mails.replies = [{ at: 'recipient', status: 451 }];
    await to.deliver();
    const [waiting] = await at.ledger(id);
    expect(waiting).toMatchObject({ told: 'mail copy waiting', attempts: 1, receipts: [{ code: 'mail-deferred' }] });
    expect(Date.parse(waiting!.nextAttemptAt!)).toBe(at.now + MINUTE);
    at.now += MINUTE - 1;
    await to.deliver();
    expect(await at.ledger(id)).toMatchObject([{ attempts: 1 }]);
    at.now += 1;
    await to.deliver();
    expect(await at.ledger(id)).toMatchObject([{ attempts: 2, told: 'mail copy waiting' }]);
    to.mails.replies = [{ at: 'data', status: 550 }];
    at.now += 5 * MINUTE;
    await to.deliver();
    expect(await at.ledger(id)).toMatchObject([{ attempts: 3, told: 'mail copy failed' }]);
  });

  it('waits where the desk has no mail server', async () => {
    const { scene: at } = await scene();
    const without = await deliveringTo(at, { mail: undefined });
    const { id } = await at.recipient(SECRET, mail());
    await at.released(report(), [id]);
    await without.deliver();
    expect(await at.ledger(id)).toMatchObject([{ told: 'mail copy waiting', attempts: 0, receipts: [] }]);
  });
});

describe('a delivery by webhook', () => {
  const options = USUAL_OPTIONS;

  it('is signed, brings the copy, and is sent again with the same id where no answer came', async () => {
    const { scene: at, to } = await scene();
    const way = { kind: 'webhook', address: to.webhooks.address, marking: 'S//NF', options } as const;
    const { id, channels } = await at.recipient(SECRET, way);
    await at.released(report(), [id]);
    to.webhooks.reply = 'lose';
    await to.deliver();
    expect(await at.ledger(id)).toMatchObject([{ told: 'webhook copy waiting', receipts: [{ mayHaveCome: true }] }]);
    to.webhooks.reply = { status: 200 };
    at.now += MINUTE;
    await to.deliver();
    const [first, second] = to.webhooks.webhooks;
    expect(second!.headers['webhook-id']).toBe(first!.headers['webhook-id']);
    expect(second!.text).toBe(first!.text);
    expect(first!.body).toMatchObject({ type: 'copy.released', data: { state: 'current' } });
    expect(first!.text).toContain('The harbour is the place.');
    const receiver = new Webhook(channels[0]!.secret!);
    // The clock of a test is not that of the receiver.
    const signature = receiver.sign(second!.headers['webhook-id']!, new Date(at.now), second!.text);
    expect(second!.headers['webhook-signature']).toBe(signature);
    expect(await at.ledger(id)).toMatchObject([{ told: 'webhook copy accepted', attempts: 2 }]);
  });

  it('is settled whatever else is being sent at that moment', async () => {
    const { scene: at, to } = await scene();
    const way = { kind: 'webhook', address: to.webhooks.address, marking: 'S//NF', options } as const;
    const ids: string[] = [];
    for (let number = 0; number < 12; number++) ids.push((await at.recipient(SECRET, way)).id);
    await at.released(report(), ids);
    const role = await to.open();
    const left = () =>
      at.store.database.owner.query("select from vigie.delivery where state in ('waiting', 'sending')");
    await eventually(
      async () => {
        await role.step();
        return (await left()).rowCount;
      },
      (count) => count === 0,
    );
    expect(to.webhooks.webhooks).toHaveLength(ids.length);
    await role.close();
  });

  it('waits for as long as its receiver wants, and is not sent again to one that is gone', async () => {
    const { scene: at, to } = await scene();
    const way = { kind: 'webhook', address: to.webhooks.address, marking: 'S//NF', options } as const;
    const { id } = await at.recipient(SECRET, way);
    await at.released(report(), [id]);
    to.webhooks.reply = { status: 429, headers: { 'retry-after': '600' } };
    await to.deliver();
    const [waiting] = await at.ledger(id);
    expect(Date.parse(waiting!.nextAttemptAt!)).toBe(at.now + 10 * MINUTE);
    to.webhooks.reply = { status: 410 };
    at.now += 10 * MINUTE;
    await to.deliver();
    expect(await at.ledger(id)).toMatchObject([{ told: 'webhook copy failed', attempts: 2 }]);
    // What comes next waits until an administrator looked at the channel.
    const [channel] = (await listChannels(at.desk, at.admin, id)).filter(({ kind }) => kind === 'webhook');
    expect(channel!.state).toBe('paused');
    const settled = (await entriesOf(at.store)).filter(({ action }) => action === 'delivery-settle');
    expect(settled.flatMap(({ objects }) => objects)).toContainEqual({ noun: 'channel', id: channel!.id });
    await at.released({ ...report(), title: 'Another' }, [id]);
    to.webhooks.reply = { status: 204 };
    const before = to.webhooks.webhooks.length;
    await to.deliver();
    expect(to.webhooks.webhooks).toHaveLength(before);
    await at.channelState(channel!.id, 'active');
    await to.deliver();
    expect(to.webhooks.webhooks).toHaveLength(before + 1);
  });
});

describe('what is queued', () => {
  it('does not go out after a recall, and whoever got it is told by the same way', async () => {
    const { scene: at, to } = await scene();
    const webhook = { kind: 'webhook', address: to.webhooks.address, marking: 'S//NF' } as const;
    const { id } = await at.recipient(SECRET, mail(), webhook);
    to.mails.replies = [{ at: 'recipient', status: 451 }];
    const release = await at.released(report(), [id]);
    await to.deliver();
    await at.recall(release.id);
    to.mails.replies = ['accept'];
    at.now += MINUTE;
    await to.deliver();
    const ledger = await at.ledger(id);
    expect(ledger.map(({ told, receipts }) => `${told}: ${receipts.at(-1)?.code}`).sort()).toEqual([
      'mail copy withheld: mail-deferred',
      'mail recalled withheld: copy-not-sent',
      'webhook copy accepted: undefined',
      'webhook recalled accepted: undefined',
    ]);
    expect(to.mails.mails).toEqual([]);
    expect(to.webhooks.webhooks.map(({ body }) => [body.type, body.data.copy === null])).toEqual([
      ['copy.released', false],
      ['copy.recalled', true],
    ]);
  });

  it('is told of in the thread of the mail that it takes back, without a word of it', async () => {
    const { scene: at, to } = await scene();
    const { id } = await at.recipient(SECRET, mail());
    const release = await at.released(report(), [id]);
    await to.deliver();
    await at.recall(release.id);
    await to.deliver();
    const [copy, notice] = await at.ledger(id);
    const told = to.mails.mails[1]!.bytes.toString();
    expect(notice!.told).toBe('mail recalled accepted');
    expect(told).toContain(`In-Reply-To: <${copy!.id}@vigie.example>`);
    expect(told).toContain('was recalled');
    expect(told).not.toMatch(/harbour|SECRET/);
  });

  it('is withheld where the clearance was changed, or the channel closed', async () => {
    const { scene: at, to } = await scene();
    const one = await at.recipient(SECRET, mail('one@example.org'));
    const two = await at.recipient(SECRET, mail('two@example.org'));
    await at.released(report(), [one.id, two.id]);
    await changeClearance(at.desk, at.admin, { id: one.id, clearance: {} });
    await at.channelState(two.channels[0]!.id, 'closed');
    await to.deliver();
    expect(to.mails.mails).toEqual([]);
    const { rows } = await at.store.database.owner.query(
      `select delivery.recipient_id as id, delivery.state, attempts, detail ->> 'code' as code from vigie.delivery
       join vigie.receipt on delivery_id = delivery.id order by code`,
    );
    expect(rows).toEqual([
      { id: two.id, state: 'withheld', attempts: 0, code: 'channel-closed' },
      { id: one.id, state: 'withheld', attempts: 0, code: 'recipient-not-cleared' },
    ]);
  });

  it('waits while its channel is paused, and goes when it goes on', async () => {
    const { scene: at, to } = await scene();
    const { id, channels } = await at.recipient(SECRET, mail());
    await at.channelState(channels[0]!.id, 'paused');
    await at.released(report(), [id]);
    await to.deliver();
    expect(await at.ledger(id)).toMatchObject([{ told: 'mail copy waiting', attempts: 0 }]);
    await at.channelState(channels[0]!.id, 'active');
    await to.deliver();
    expect(await at.ledger(id)).toMatchObject([{ told: 'mail copy accepted' }]);
  });

  it('was being sent when the program died: a webhook goes again, of a mail nobody knows', async () => {
    const { scene: at, to } = await scene();
    const webhook = { kind: 'webhook', address: to.webhooks.address, marking: 'S//NF' } as const;
    const { id } = await at.recipient(SECRET, mail(), webhook);
    await at.released(report(), [id]);
    const late = await at.recipient(SECRET, mail('late@example.org'));
    await at.released(report(), [late.id]);
    // Of what was taken only that has begun to go out which has the instant.
    await at.store.database.work.query(
      `update vigie.delivery set state = 'sending', attempts = 1, next_attempt_at = null, begun_at = case when recipient_id = $1 then made_at end
       where state = 'waiting'`,
      [id],
    );
    await to.deliver();
    expect((await at.ledger(id)).map(({ told }) => told).sort()).toEqual([
      'mail copy unknown',
      'webhook copy accepted',
    ]);
    expect(to.mails.mails.map(({ to: [address] }) => address)).toEqual(['late@example.org']);
    expect(to.webhooks.webhooks).toHaveLength(1);
    expect(await at.ledger(late.id)).toMatchObject([{ told: 'mail copy accepted', attempts: 1 }]);
  });

  it('is bounced when its mail comes back, which becomes no document', async () => {
    const { scene: at, to } = await scene();
    const { id } = await at.recipient(SECRET, mail());
    await at.released(report(), [id]);
    await to.deliver();
    const [delivered] = await at.ledger(id);
    at.now += MINUTE;
    const files = folderOf({
      'back.eml': bounceOf(delivered!.id),
      'other.eml': bounceOf(at.releaser.id, 'Of others.'),
    });
    onTestFinished(files.remove);
    const source = await sourceAt(at.desk, at.author, 'folder', files.folder);
    // Of the other one, the mail and the mail in it.
    expect(await readNow(at.desk, at.author, source.id)).toMatchObject({ tally: { items: 2, added: 2, broken: 0 } });
    expect(await at.ledger(id)).toMatchObject([
      { told: 'mail copy bounced', receipts: [{ kind: 'acceptance' }, { kind: 'bounce', answer: '5.1.1' }] },
    ]);
    const { rows } = await at.store.database.owner.query("select from vigie.document where body like '%harbour%'");
    expect(rows).toEqual([]);
  });

  it('tells who gets none of a report that takes the place of theirs', async () => {
    const { scene: at, to } = await scene();
    const one = await at.recipient(SECRET, mail('one@example.org'));
    const two = await at.recipient(SECRET, mail('two@example.org'));
    const old = await at.released(report(), [one.id, two.id]);
    await to.deliver();
    await at.released(report(), [one.id], old.reportId);
    await to.deliver();
    expect((await at.ledger(two.id)).map(({ told }) => told)).toEqual([
      'mail copy accepted',
      'mail superseded accepted',
    ]);
    expect((await at.ledger(one.id)).map(({ told }) => told)).toEqual(['mail copy accepted', 'mail copy accepted']);
  });
});
