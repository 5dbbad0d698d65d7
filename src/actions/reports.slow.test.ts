import { describe, expect, it } from 'vitest';
import { actorOf, addHit, deskOn, entriesOf, writtenOrder } from '../../test/support/desk.ts';
import { citing, paragraph, text, writtenReport } from '../../test/support/reports.ts';
import { NOW, type TestStore, testServer, uuid } from '../../test/support/store.ts';
import type { WrittenReport } from '../domain/report.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { draftOrder } from './draft-order.ts';
import { draftReport } from './draft-report.ts';
import { listReports } from './list-reports.ts';
import { moveReport } from './move-report.ts';
import { previewReport } from './preview-report.ts';
import { readHit } from './read-hit.ts';
import { readOrder } from './read-order.ts';
import { listReportVersions, readReport } from './read-report.ts';
import { receiveDocument } from './receive-document.ts';
import { writeReport } from './write-report.ts';

const newStore = testServer();
const SECRET = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };
const LOW = {};

async function documentOf(desk: Desk, actor: Actor, marking: string): Promise<string> {
  const received = { scheme: 'us-capco', marking, title: 'A document', body: 'what it says' };
  return (await receiveDocument(desk, actor, received)).id;
}

interface Scene {
  readonly store: TestStore;
  readonly desk: Desk;
  readonly author: Actor;
  readonly other: Actor;
}

async function scene(now = NOW): Promise<Scene> {
  const store = await newStore();
  const desk = { ...deskOn(store), now: () => now };
  return { store, desk, author: await actorOf(store, SECRET), other: await actorOf(store, SECRET) };
}

const plain = (words = 'It is so.', more: Partial<WrittenReport> = {}): WrittenReport =>
  writtenReport([paragraph('U', text(words))], more);

describe('a report', () => {
  it('is drafted, written on, submitted, and approved by somebody who wrote none of it', async () => {
    const { store, desk, author, other } = await scene();
    const order = await draftOrder(desk, author, writtenOrder('harbour', 'S'));
    const questionId = order.questions[0]!.id;
    const documentId = await documentOf(desk, author, 'S');
    const hitId = await addHit(store, { orderId: order.id, documentId });
    const citation = {
      id: uuid(),
      documentId,
      hitId,
      quotation: 'what it says',
      reliability: 'B',
      credibility: 2,
    } as const;
    const portion = paragraph('S', text('It is planned. '), citing(citation.id));
    const report = writtenReport([portion], {
      citations: [citation],
      answers: [{ portionId: portion.id, questionId, isWhole: false }],
    });
    const drafted = await draftReport(desk, author, { report });
    expect(drafted).toMatchObject({ version: 1, status: 'draft', banner: 'SECRET', findings: [] });
    expect(drafted.sources).toMatchObject([{ documentId, title: 'A document', mark: 'S' }]);
    expect(drafted.questions).toMatchObject([{ letter: 'A', orderTitle: 'harbour', state: 'open' }]);
    expect(drafted.report).toEqual(report);
    expect((await readHit(desk, author, hitId)).usedBy).toEqual([{ id: drafted.id, title: report.title }]);
    const submitted = await moveReport(desk, author, { ...drafted, move: 'submit' });
    expect(submitted.status).toBe('review');
    const read = { ...drafted, ...submitted };
    await expect(moveReport(desk, author, { ...read, move: 'approve' })).rejects.toMatchObject({
      code: 'report-own-approval',
    });
    expect((await moveReport(desk, other, { ...read, move: 'approve' })).status).toBe('approved');
    expect((await readOrder(desk, author, order.id)).questions).toMatchObject([{ state: 'partly answered' }]);
    expect((await listReports(desk, other, { orderId: order.id })).items).toMatchObject([
      { id: drafted.id, status: 'approved', orders: [{ title: 'harbour', letters: ['A'] }] },
    ]);
    await expect(writeReport(desk, author, { ...read, report: plain() })).rejects.toMatchObject({
      code: 'report-moved',
    });
    const actions = (await entriesOf(store)).map(({ action, outcome }) => `${action} ${outcome}`);
    expect(actions).toContain('report-approve done');
    expect(actions).toContain('report-approve refused');
  });

  it('is one version while its author goes on, and the next one after ten minutes or from another hand', async () => {
    const store = await newStore();
    let now = NOW;
    const desk = { ...deskOn(store), now: () => now };
    const [author, other] = [await actorOf(store, SECRET), await actorOf(store, SECRET)];
    const first = await draftReport(desk, author, { report: plain('one') });
    now += 60_000;
    const second = await writeReport(desk, author, { ...first, report: plain('two') });
    expect(second.version).toBe(1);
    now += 10 * 60_000;
    const third = await writeReport(desk, author, { ...second, report: plain('three') });
    expect(third.version).toBe(2);
    const fourth = await writeReport(desk, other, { ...third, report: plain('four') });
    expect(fourth.version).toBe(3);
    await expect(writeReport(desk, author, { ...third, report: plain('lost') })).rejects.toMatchObject({
      code: 'report-moved',
    });
    const { items } = await listReportVersions(desk, author, { id: first.id });
    expect(items.map(({ version, authorId }) => [version, authorId])).toEqual([
      [3, other.id],
      [2, author.id],
      [1, author.id],
    ]);
    expect((await readReport(desk, author, first.id, 1)).report).toEqual(plainOf(second.report, 'two'));
    expect((await readReport(desk, author, first.id)).report).toEqual(fourth.report);
  });

  it('goes back to draft where it is written on under review, and is not submitted with errors in it', async () => {
    const { desk, author } = await scene();
    const bad = await draftReport(desk, author, { report: writtenReport([paragraph('', text('unmarked'))]) });
    expect(bad.banner).toBe('UNCLASSIFIED');
    await expect(moveReport(desk, author, { ...bad, move: 'submit' })).rejects.toMatchObject({
      code: 'report-not-ready',
      findings: [{ code: 'report-unmarked', path: ['report', 'portions', 0] }],
    });
    const good = await writeReport(desk, author, { ...bad, report: plain() });
    const submitted = await moveReport(desk, author, { ...good, move: 'submit' });
    const again = await writeReport(desk, author, { ...good, ...submitted, report: plain('more') });
    expect(again).toMatchObject({ status: 'draft', version: 2 });
  });

  it('at a desk of one is approved by its author, and the log says so', async () => {
    const store = await newStore();
    const [desk, author] = [deskOn(store), await actorOf(store, SECRET)];
    const drafted = await draftReport(desk, author, { report: plain() });
    const submitted = await moveReport(desk, author, { ...drafted, move: 'submit' });
    expect((await moveReport(desk, author, { ...drafted, ...submitted, move: 'approve' })).status).toBe('approved');
    const entry = (await entriesOf(store)).find(({ action }) => action === 'report-approve');
    expect(entry?.reasons).toContain('desk-of-one');
  });
});

describe('the marking of a draft', () => {
  it('covers all its marks, its handling, what it cites and the orders that it answers', async () => {
    const { desk, author, store } = await scene();
    const low = await actorOf(store, LOW);
    const secret = await documentOf(desk, author, 'S');
    const order = await draftOrder(desk, author, writtenOrder('harbour', 'S'));
    const id = uuid();
    const portion = paragraph('U', text('words'));
    const reports: readonly WrittenReport[] = [
      writtenReport([paragraph('S', text('words'))]),
      plain('x', { handling: { scheme: 'us-capco', marking: 'S', needToKnow: [] } }),
      plain('x', { raised: { marking: 'S', reason: 'together' } }),
      plain('x', { titleMark: 'S' }),
      plain('x', { citations: [{ id, documentId: secret, reliability: null, credibility: null }] }),
      writtenReport([portion], {
        answers: [{ portionId: portion.id, questionId: order.questions[0]!.id, isWhole: true }],
      }),
    ];
    for (const report of reports) {
      const { id: reportId } = await draftReport(desk, author, { report });
      await expect(readReport(desk, low, reportId)).rejects.toMatchObject({ code: 'report-not-found' });
    }
    expect((await listReports(desk, low)).items).toEqual([]);
    const { id: open } = await draftReport(desk, author, { report: plain() });
    expect((await readReport(desk, low, open)).id).toBe(open);
  });

  it('lets nobody write what they could not read back, nor cite what they may not read', async () => {
    const { desk, store, author } = await scene();
    const low = await actorOf(store, LOW);
    await expect(draftReport(desk, low, { report: writtenReport([paragraph('S', text('x'))]) })).rejects.toMatchObject({
      code: 'action-above-clearance',
    });
    const secret = await documentOf(desk, author, 'S');
    const order = await draftOrder(desk, author, writtenOrder('harbour', 'S'));
    const portion = paragraph('U', text('x'));
    for (const documentId of [secret, uuid()]) {
      const citations = [{ id: uuid(), documentId, reliability: null, credibility: null }];
      await expect(draftReport(desk, low, { report: plain('x', { citations }) })).rejects.toMatchObject({
        code: 'document-not-found',
      });
    }
    for (const questionId of [order.questions[0]!.id, uuid()]) {
      const answers = [{ portionId: portion.id, questionId, isWhole: true }];
      await expect(draftReport(desk, low, { report: writtenReport([portion], { answers }) })).rejects.toMatchObject({
        code: 'question-not-found',
      });
    }
  });

  it('is worked out of what is not kept yet, too', async () => {
    const { desk, author } = await scene();
    const documentId = await documentOf(desk, author, 'S');
    const id = uuid();
    const report = writtenReport([paragraph('U', text('x'), citing(id)), paragraph('S//NF', text('y'))], {
      citations: [{ id, documentId, reliability: 'A', credibility: 1 }],
    });
    const check = await previewReport(desk, author, report);
    expect(check.banner).toBe('SECRET//NOFORN');
    expect(check.reasons.map(({ element }) => element)).toContain('NOFORN');
    expect(check.findings.map(({ code }) => code)).toEqual([
      'report-answers-nothing',
      'report-cites-above',
      'report-unsourced',
    ]);
  });
});

/** The report of a version, whose portions have ids of their own. */
function plainOf(report: WrittenReport, words: string): WrittenReport {
  expect(report.portions).toMatchObject([{ content: [{ text: words }] }]);
  return report;
}

describe('the questions of an order', () => {
  it('tell nothing of a report that readers of the order may not read', async () => {
    const { desk, store, author, other } = await scene();
    const low = await actorOf(store, LOW);
    const order = await draftOrder(desk, author, writtenOrder('harbour', 'U'));
    const portion = paragraph('S', text('It is so.'));
    const answers = [{ portionId: portion.id, questionId: order.questions[0]!.id, isWhole: true }];
    const drafted = await draftReport(desk, author, { report: writtenReport([portion], { answers }) });
    const submitted = await moveReport(desk, author, { ...drafted, move: 'submit' });
    await moveReport(desk, other, { ...drafted, ...submitted, move: 'approve' });
    expect((await readOrder(desk, low, order.id)).questions).toMatchObject([{ state: 'open' }]);
    const entry = (await entriesOf(store)).find(({ action }) => action === 'report-approve');
    expect(entry?.reasons).toContain('question-not-moved');
  });
});
