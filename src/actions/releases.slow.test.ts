import { describe, expect, it } from 'vitest';
import { actorOf, entriesOf, writtenOrder } from '../../test/support/desk.ts';
import { ReleaseScene, SECRET } from '../../test/support/releases.ts';
import { citing, paragraph, text, writtenReport } from '../../test/support/reports.ts';
import { NOW, testServer, uuid } from '../../test/support/store.ts';
import type { ReportPortion } from '../domain/report.ts';
import { loadActor } from './actor.ts';
import { acknowledgeCopy, answerCopy } from './answer-copy.ts';
import { changeClearance } from './change-clearance.ts';
import { changeChannel, createChannel } from './create-channel.ts';
import { draftOrder } from './draft-order.ts';
import { draftReport } from './draft-report.ts';
import { listCopyAnswers } from './list-copy-answers.ts';
import { listCopies, readCopy } from './own-copies.ts';
import { previewCopy, previewRelease } from './preview-release.ts';
import { listReleases, readLedger } from './read-ledger.ts';
import { readOrder } from './read-order.ts';
import { readReport } from './read-report.ts';
import { recallRelease } from './recall-release.ts';
import { receiveDocument } from './receive-document.ts';
import { releaseReport } from './release-report.ts';

const newStore = testServer();
const AUS = { nationality: 'AUS', organisation: 'AUS', levels: { 'us-capco': 'S' } };

const openScene = async (): Promise<ReleaseScene> => ReleaseScene.open(await newStore());

const threeParts = (): readonly ReportPortion[] => [
  paragraph('U', text('Everybody may have this.')),
  paragraph('S//REL TO USA, AUS', text('Two countries may have this.')),
  paragraph('S//NF', text('One country may have this.')),
];
const wordsOf = (portions: readonly { readonly content: readonly unknown[] }[] = []): string =>
  portions.map(({ content }) => JSON.stringify(content)).join(' ');

describe('a release', () => {
  it('gives each recipient the copy that they may read, and the ledger says who has what', async () => {
    const scene = await openScene();
    const { desk } = scene;
    const [low, aus, full] = [
      await scene.named('Low', {}),
      await scene.named('Aus', AUS),
      await scene.named('Full', SECRET),
    ];
    const report = await scene.approved(writtenReport(threeParts()));
    const preview = await previewRelease(desk, scene.author, { id: report.id, recipientIds: [low, aus, full] });
    expect(preview.map(({ name, banner, portions }) => [name, banner, portions])).toEqual([
      ['Aus', 'SECRET//REL TO USA, AUS', 2],
      ['Full', 'SECRET//NOFORN', 3],
      ['Low', 'UNCLASSIFIED', 1],
    ]);
    const previewed = await previewCopy(desk, scene.author, { id: report.id, recipientId: aus });
    const { id } = await scene.release(report, [low, aus, full]);
    const seen: string[] = [];
    for (const recipient of [low, aus, full]) {
      const actor = await scene.signedIn(recipient);
      const { items } = await listCopies(desk, actor);
      expect(items).toHaveLength(1);
      const own = await readCopy(desk, actor, items[0]!.id);
      seen.push(`${own.copy!.banner}: ${wordsOf(own.copy!.portions)}`);
      if (recipient === aus) expect(previewed).toEqual({ kind: 'copy', copy: own.copy });
      const others = (await readLedger(desk, scene.releaser, { by: 'releaseId', id })).items;
      for (const other of others.filter(({ recipientId }) => recipientId !== recipient)) {
        await expect(readCopy(desk, actor, other.id)).rejects.toMatchObject({ code: 'copy-not-found' });
      }
      await acknowledgeCopy(desk, actor, items[0]!.id);
    }
    expect(seen[0]).not.toContain('countr');
    expect(seen[1]).toContain('Two countries');
    expect(seen[1]).not.toContain('One country');
    expect(seen[2]).toContain('One country');
    const { items, isWhole } = await readLedger(desk, scene.author, { by: 'reportId', id: report.id });
    expect(isWhole).toBe(true);
    expect(
      items.map(({ recipient, deliveries }) => [recipient, deliveries[0]!.receipts.map(({ kind }) => kind).sort()]),
    ).toEqual(['Aus', 'Full', 'Low'].map((name) => [name, ['acknowledgement', 'reading']]));
    expect((await readReport(desk, scene.author, report.id)).status).toBe('released');
    const issued = (await entriesOf(scene.store)).filter(({ action }) => action === 'copy-issue');
    expect(issued.flatMap(({ objects }) => objects.map((object) => object.id))).toEqual(
      expect.arrayContaining([id, low, aus, full]),
    );
  });

  it('is refused as a whole where somebody would get nothing, or has it already', async () => {
    const scene = await openScene();
    const [low, full] = [await scene.named('Low', {}), await scene.named('Full', SECRET)];
    const secret = await scene.approved(writtenReport([paragraph('S', text('x'))]));
    await expect(scene.release(secret, [low, full])).rejects.toMatchObject({ code: 'release-not-for-all' });
    await scene.release(secret, [full]);
    const now = await readReport(scene.desk, scene.author, secret.id);
    await expect(scene.release(now, [full])).rejects.toMatchObject({ code: 'release-before' });
    const another = await scene.named('Another', SECRET);
    await scene.release(now, [another]);
    expect(await listReleases(scene.desk, scene.author, secret.id)).toHaveLength(2);
  });

  it('is of an approved report, as it was read, and of recipients of whom the releaser may know', async () => {
    const scene = await openScene();
    const full = await scene.named('Full', SECRET);
    const hidden = await scene.named('Hidden', SECRET, 'TS');
    const draft = await draftReport(scene.desk, scene.author, { report: writtenReport([paragraph('U', text('x'))]) });
    await expect(scene.release(draft, [full])).rejects.toMatchObject({ code: 'report-illegal-move' });
    const report = await scene.approved(writtenReport([paragraph('U', text('x'))]));
    const before = { ...report, changedAt: new Date(NOW - 1) };
    await expect(scene.release(before, [full])).rejects.toMatchObject({ code: 'report-moved' });
    for (const id of [hidden, uuid()]) {
      await expect(scene.release(report, [full, id])).rejects.toMatchObject({ code: 'recipient-not-found' });
    }
    await expect(releaseReport(scene.desk, scene.author, { ...report, recipientIds: [full] })).rejects.toMatchObject({
      code: 'action-not-your-role',
    });
  });

  it('is made once of two at the same time', async () => {
    const scene = await openScene();
    const full = await scene.named('Full', SECRET);
    const report = await scene.approved(writtenReport([paragraph('U', text('x'))]));
    const both = await Promise.allSettled([scene.release(report, [full]), scene.release(report, [full])]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await readLedger(scene.desk, scene.author, { by: 'recipientId', id: full })).items).toHaveLength(1);
  });

  it('goes by the channels that may carry it, and is withheld from the others', async () => {
    const scene = await openScene();
    const { desk, admin } = scene;
    const full = await scene.named('Full', SECRET);
    const channel = (marking: string, address: string) =>
      createChannel(desk, admin, { recipientId: full, kind: 'mail', address, scheme: 'us-capco', marking });
    await channel('U', 'low@example.org');
    const notice = { form: 'notice', hasPdf: false, subject: 'nothing' } as const;
    const noticed = { recipientId: full, kind: 'mail', address: 'notice@example.org', options: notice } as const;
    await createChannel(desk, admin, { ...noticed, scheme: 'us-capco', marking: 'U' });
    await channel('S//NF', 'high@example.org');
    const webhook = {
      recipientId: full,
      kind: 'webhook',
      address: 'https://example.org/in',
      scheme: 'us-capco',
    } as const;
    const made = await createChannel(desk, admin, { ...webhook, marking: 'S//NF' });
    expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    await changeChannel(desk, admin, { id: made.id, state: 'closed' });
    await expect(changeChannel(desk, admin, { id: full, state: 'closed' })).rejects.toMatchObject({
      code: 'channel-state',
    });
    const report = await scene.approved(writtenReport([paragraph('S//NF', text('x'))]));
    await scene.release(report, [full]);
    const { items } = await readLedger(desk, scene.releaser, { by: 'recipientId', id: full });
    expect(items[0]!.deliveries.map(({ channel: kind, state }) => `${kind} ${state}`).sort()).toEqual([
      'mail waiting',
      'mail waiting',
      'mail withheld',
      'portal accepted',
    ]);
  });
});

describe('a recall', () => {
  it('leaves nothing of the copies but a notice, stops what waits, and ends the report', async () => {
    const scene = await openScene();
    const { desk } = scene;
    const full = await scene.named('Full', SECRET);
    const mail = {
      recipientId: full,
      kind: 'mail',
      address: 'full@example.org',
      scheme: 'us-capco',
      marking: 'S//NF',
    } as const;
    await createChannel(desk, scene.admin, mail);
    const report = await scene.approved(writtenReport([paragraph('S//NF', text('the words'))]));
    const { id } = await scene.release(report, [full]);
    const reader = await scene.signedIn(full);
    const copyId = (await listCopies(desk, reader)).items[0]!.id;
    await expect(recallRelease(desk, scene.releaser, { id, reason: ' ' })).rejects.toMatchObject({
      code: 'release-reason',
    });
    expect(await recallRelease(desk, scene.releaser, { id, reason: 'It is wrong.' })).toEqual({ id, told: 1 });
    await expect(recallRelease(desk, scene.releaser, { id, reason: 'again' })).rejects.toMatchObject({
      code: 'release-recalled',
    });
    expect(await readCopy(desk, reader, copyId)).toMatchObject({ state: 'recalled', copy: null });
    expect((await listCopies(desk, reader)).items).toMatchObject([{ state: 'recalled', title: null, banner: null }]);
    await expect(answerCopy(desk, reader, { id: copyId, satisfaction: 'satisfied' })).rejects.toMatchObject({
      code: 'copy-recalled',
    });
    const { items } = await readLedger(desk, scene.releaser, { by: 'releaseId', id });
    expect(items[0]!.deliveries.map(({ channel, what, state }) => `${channel} ${what} ${state}`).sort()).toEqual([
      'mail copy withheld',
      'portal copy accepted',
      'portal recalled accepted',
    ]);
    expect((await readReport(desk, scene.author, report.id)).status).toBe('recalled');
  });
});

describe('a report that supersedes another', () => {
  it('marks all copies of the other, and tells who gets none of the new one', async () => {
    const scene = await openScene();
    const { desk } = scene;
    const [one, two] = [await scene.named('One', SECRET), await scene.named('Two', SECRET)];
    const old = await scene.approved(writtenReport([paragraph('U', text('old'))]));
    await scene.release(old, [one, two]);
    const next = await scene.approved(writtenReport([paragraph('U', text('new'))]), old.id);
    await scene.release(next, [one]);
    expect((await readReport(desk, scene.author, old.id)).status).toBe('superseded');
    const { items } = await readLedger(desk, scene.author, { by: 'reportId', id: old.id });
    expect(
      items.map(({ recipient, state, deliveries }) => [recipient, state, deliveries.map(({ what }) => what).sort()]),
    ).toEqual([
      ['One', 'superseded', ['copy']],
      ['Two', 'superseded', ['copy', 'superseded']],
    ]);
  });
});

describe('a report that would tell of one above', () => {
  it('is not superseded by it, and is not released after the one that supersedes it', async () => {
    const scene = await openScene();
    const full = await scene.named('Full', SECRET);
    const old = await scene.approved(writtenReport([paragraph('U', text('old'))]));
    await scene.release(old, [full]);
    const above = await scene.approved(writtenReport([paragraph('S', text('new'))]), old.id);
    await expect(scene.release(above, [full])).rejects.toMatchObject({ code: 'release-supersedes' });
    expect((await readReport(scene.desk, scene.author, old.id)).status).toBe('released');
    const [first, second] = [writtenReport([paragraph('U', text('1'))]), writtenReport([paragraph('U', text('2'))])];
    const late = await scene.approved(first);
    await scene.release(await scene.approved(second, late.id), [full]);
    await expect(scene.release(late, [full])).rejects.toMatchObject({ code: 'release-superseded' });
  });

  it('is read by whoever reads the one that supersedes it', async () => {
    const scene = await openScene();
    const low = await actorOf(scene.store, {});
    const old = await draftReport(scene.desk, scene.author, { report: writtenReport([paragraph('S', text('old'))]) });
    const next = writtenReport([paragraph('U', text('new'))]);
    await expect(draftReport(scene.desk, low, { report: next, supersedesId: old.id })).rejects.toMatchObject({
      code: 'report-not-found',
    });
    const drafted = await draftReport(scene.desk, scene.author, { report: next, supersedesId: old.id });
    await expect(readReport(scene.desk, low, drafted.id)).rejects.toMatchObject({ code: 'report-not-found' });
  });
});

describe('what a recipient answers', () => {
  it('stands in the ledger, and moves the questions that were held to be answered', async () => {
    const scene = await openScene();
    const { desk } = scene;
    const order = await draftOrder(desk, scene.author, writtenOrder('harbour', 'S'));
    const received = { scheme: 'us-capco', marking: 'U', title: 'A document', body: 'what it says' };
    const { id: documentId } = await receiveDocument(desk, scene.author, received);
    const citation = { id: uuid(), documentId, reliability: 'B', credibility: 2 } as const;
    const portion = paragraph('U', text('So it is.'), citing(citation.id));
    const answers = [{ portionId: portion.id, questionId: order.questions[0]!.id, isWhole: true }];
    const report = await scene.approved(writtenReport([portion], { citations: [citation], answers }));
    expect((await readOrder(desk, scene.author, order.id)).questions).toMatchObject([{ state: 'answered' }]);
    const full = await scene.named('Full', AUS);
    await scene.release(report, [full]);
    const reader = await scene.signedIn(full);
    const [{ id } = { id: '' }] = (await listCopies(desk, reader)).items;
    const own = await readCopy(desk, reader, id);
    expect(own.copy!.sources).toMatchObject([{ number: 1, title: 'A document', reliability: 'B', credibility: 2 }]);
    expect(own.copy!.portions[0]!.answers).toEqual([]);
    await expect(answerCopy(desk, reader, { id, satisfaction: 'further-question' })).rejects.toMatchObject({
      code: 'copy-answer',
    });
    await answerCopy(desk, reader, { id, satisfaction: 'further-question', words: 'And who pays?' });
    expect((await readOrder(desk, scene.author, order.id)).questions).toMatchObject([{ state: 'partly answered' }]);
    expect((await readCopy(desk, reader, id)).answers).toMatchObject([
      { satisfaction: 'further-question', words: 'And who pays?' },
    ]);
    const said = { recipient: 'Full', reportTitle: report.report.title, orders: [{ id: order.id, letters: ['A'] }] };
    const asked = { satisfaction: 'further-question' } as const;
    expect((await listCopyAnswers(desk, scene.author, asked)).items).toMatchObject([
      { words: 'And who pays?', ...said },
    ]);
    expect((await listCopyAnswers(desk, scene.author, { satisfaction: 'satisfied' })).items).toEqual([]);
    // Who may not read the report is not told that it was answered.
    expect((await listCopyAnswers(desk, await actorOf(scene.store, {}))).items).toEqual([]);
    await expect(listCopyAnswers(desk, reader)).rejects.toMatchObject({ code: 'action-not-your-role' });
    const other = await scene.signedIn(await scene.named('Other', SECRET));
    await expect(answerCopy(desk, other, { id, satisfaction: 'satisfied' })).rejects.toMatchObject({
      code: 'copy-not-found',
    });
  });

  it('is not for those whose clearance went: they see the copy no more', async () => {
    const scene = await openScene();
    const { desk } = scene;
    const full = await scene.named('Full', SECRET);
    const report = await scene.approved(writtenReport([paragraph('S', text('x'))]));
    await scene.release(report, [full]);
    await scene.signedIn(full);
    await changeClearance(desk, scene.admin, { id: full, clearance: {} });
    const reader = await loadActor(scene.store.database, full, NOW);
    expect((await listCopies(desk, reader)).items).toEqual([]);
  });
});
