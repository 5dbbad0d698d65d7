import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { actorOf, addHit, deskOn, writtenOrder } from '../../test/support/desk.ts';
import { citing, paragraph, text, writtenReport } from '../../test/support/reports.ts';
import { NOW, testServer, uuid } from '../../test/support/store.ts';
import type { WrittenReport } from '../domain/report.ts';
import type { HeldByReader } from '../store/readers.ts';
import { inTransaction } from '../store/transaction.ts';
import { type Actor, loadActor, SYSTEM } from './actor.ts';
import { amendOrder } from './amend-order.ts';
import { acknowledgeCopy, answerCopy } from './answer-copy.ts';
import { changeClearance } from './change-clearance.ts';
import { createChannel } from './create-channel.ts';
import { createGroup } from './create-group.ts';
import { createRecipient } from './create-recipient.ts';
import { draftOrder } from './draft-order.ts';
import { draftReport } from './draft-report.ts';
import { expireDocuments } from './expire-documents.ts';
import { inviteRecipient } from './invite-recipient.ts';
import { moveReport } from './move-report.ts';
import type { WrittenOrder } from './order-content.ts';
import { listCopies, readCopy } from './own-copies.ts';
import { previewCopy, previewRelease } from './preview-release.ts';
import { compareOrders } from './read-coverage.ts';
import { readLedger } from './read-ledger.ts';
import { readOrder } from './read-order.ts';
import { readReport } from './read-report.ts';
import { recallRelease } from './recall-release.ts';
import { receiveDocument } from './receive-document.ts';
import { releaseReport } from './release-report.ts';
import { addMember } from './set-member.ts';
import { writeReport } from './write-report.ts';

const newStore = testServer();
const SECRET = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };
const TOP = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'TS' } };
const LOW = { nationality: 'USA', organisation: 'USA' };

async function scene() {
  const store = await newStore();
  const desk = deskOn(store);
  const author = await actorOf(store, SECRET);
  const other = await actorOf(store, SECRET);
  const releaser = await actorOf(store, SECRET, ['releaser']);
  const top = await actorOf(store, TOP, ['releaser']);
  const admin = await actorOf(store, TOP, ['administrator']);
  const recipient = async (name: string, clearance: HeldByReader, marking = 'U'): Promise<string> =>
    (await createRecipient(desk, admin, { name, kind: 'person', clearance, scheme: 'us-capco', marking })).id;
  const signedIn = async (id: string): Promise<Actor> => {
    await inviteRecipient(desk, admin, id);
    return loadActor(store.database, id, NOW);
  };
  const approved = async (report: WrittenReport, supersedesId?: string) => {
    const drafted = await draftReport(desk, author, { report, supersedesId });
    const submitted = await moveReport(desk, author, { ...drafted, move: 'submit' });
    return { ...drafted, ...(await moveReport(desk, other, { ...drafted, ...submitted, move: 'approve' })) };
  };
  return { store, desk, author, other, releaser, top, admin, recipient, signedIn, approved };
}

describe('hostile', () => {
  it('a preview does not tell who is in a group of which the caller does not know', async () => {
    const { store, desk, admin, recipient } = await scene();
    const U = { scheme: 'us-capco', marking: 'U' } as const;
    const writer = await actorOf(store, SECRET);
    const open = await createGroup(desk, admin, { ...U, name: 'open-circle', title: 'Open', purpose: 'all' });
    const hidden = await createGroup(desk, admin, {
      scheme: 'us-capco',
      marking: 'TS',
      name: 'hidden-circle',
      title: 'x',
      purpose: 'y',
    });
    await addMember(desk, admin, { groupId: open.id, readerId: writer.id });
    const [inside, outside] = [await recipient('Inside', LOW), await recipient('Outside', LOW)];
    await addMember(desk, admin, { groupId: hidden.id, readerId: inside });
    const actor = await loadActor(store.database, writer.id, NOW);
    const report = writtenReport([paragraph('U', text('x'))], {
      handling: { scheme: 'us-capco', marking: 'U', needToKnow: [['hidden-circle', 'open-circle']] },
    });
    const { id } = await draftReport(desk, actor, { report });
    const seen = await previewRelease(desk, actor, { id, recipientIds: [inside, outside] });
    expect(seen.map(({ outcome }) => outcome)).toEqual(['nothing', 'nothing']);
    expect((await previewCopy(desk, actor, { id, recipientId: inside })).kind).toBe('nothing');
  });

  it('a recall does not count recipients of whom the releaser may not know', async () => {
    const { desk, releaser, top, recipient, approved } = await scene();
    const [known, hidden] = [await recipient('Known', SECRET), await recipient('Hidden', SECRET, 'TS')];
    const report = await approved(writtenReport([paragraph('U', text('x'))]));
    const { id } = await releaseReport(desk, top, { ...report, recipientIds: [known, hidden] });
    expect((await readLedger(desk, releaser, { by: 'releaseId', id })).items).toHaveLength(1);
    expect(await recallRelease(desk, releaser, { id, reason: 'wrong' })).toEqual({ id, told: 1 });
  });

  it('doubt moves no question whose readers may not read the report', async () => {
    const { store, desk, author, releaser, recipient, approved, signedIn } = await scene();
    const order = await draftOrder(desk, author, writtenOrder('harbour', 'U'));
    const questionId = order.questions[0]!.id;
    const low = await actorOf(store, LOW);
    const answered = (mark: string) => {
      const portion = paragraph(mark, text('So it is.'));
      return writtenReport([portion], { answers: [{ portionId: portion.id, questionId, isWhole: true }] });
    };
    await approved(answered('U'));
    expect((await readOrder(desk, low, order.id)).questions).toMatchObject([{ state: 'answered' }]);
    const hidden = await approved(answered('S'));
    const full = await recipient('Full', SECRET);
    await releaseReport(desk, releaser, { ...hidden, recipientIds: [full] });
    const reader = await signedIn(full);
    const [copy] = (await listCopies(desk, reader)).items;
    await answerCopy(desk, reader, { id: copy!.id, satisfaction: 'partly' });
    expect((await readOrder(desk, low, order.id)).questions).toMatchObject([{ state: 'answered' }]);
  });

  it('doubt of a part answer leaves a whole answer of another report', async () => {
    const { desk, author, releaser, recipient, approved, signedIn } = await scene();
    const order = await draftOrder(desk, author, writtenOrder('harbour', 'S'));
    const questionId = order.questions[0]!.id;
    const answered = (isWhole: boolean) => {
      const portion = paragraph('S', text('So it is.'));
      return writtenReport([portion], { answers: [{ portionId: portion.id, questionId, isWhole }] });
    };
    const part = await approved(answered(false));
    await approved(answered(true));
    const full = await recipient('Full', SECRET);
    await releaseReport(desk, releaser, { ...part, recipientIds: [full] });
    const reader = await signedIn(full);
    await answerCopy(desk, reader, { id: (await listCopies(desk, reader)).items[0]!.id, satisfaction: 'partly' });
    expect((await readOrder(desk, author, order.id)).questions).toMatchObject([{ state: 'answered' }]);
  });

  it('the ledger does not tell of a channel of which the caller may not know', async () => {
    const { desk, author, releaser, admin, recipient, approved } = await scene();
    const full = await recipient('Full', SECRET);
    await createChannel(desk, admin, {
      recipientId: full,
      kind: 'mail',
      address: 'a@example.org',
      scheme: 'us-capco',
      marking: 'TS',
    });
    const report = await approved(writtenReport([paragraph('U', text('x'))]));
    await releaseReport(desk, releaser, { ...report, recipientIds: [full] });
    const { items } = await readLedger(desk, author, { by: 'reportId', id: report.id });
    expect(items[0]!.deliveries.map(({ channel }) => channel)).toEqual(['portal']);
  });

  it('what is acknowledged or read twice at once is so once', async () => {
    const { desk, author, releaser, recipient, approved, signedIn } = await scene();
    const full = await recipient('Full', SECRET);
    const report = await approved(writtenReport([paragraph('U', text('x'))]));
    await releaseReport(desk, releaser, { ...report, recipientIds: [full] });
    const reader = await signedIn(full);
    const [copy] = (await listCopies(desk, reader)).items;
    await Promise.all(Array.from({ length: 4 }, () => acknowledgeCopy(desk, reader, copy!.id)));
    await Promise.all(Array.from({ length: 4 }, () => readCopy(desk, reader, copy!.id)));
    const { items } = await readLedger(desk, author, { by: 'reportId', id: report.id });
    expect(items[0]!.deliveries[0]!.receipts.map(({ kind }) => kind).sort()).toEqual(['acknowledgement', 'reading']);
  });

  it('who wrote a version that they may not read any more does not approve', async () => {
    const { desk, author, other, admin } = await scene();
    const first = await draftReport(desk, author, { report: writtenReport([paragraph('S', text('x'))]) });
    const second = await writeReport(desk, other, { ...first, report: writtenReport([paragraph('U', text('x'))]) });
    const submitted = await moveReport(desk, other, { ...second, move: 'submit' });
    await changeClearance(desk, admin, { id: author.id, clearance: LOW });
    await expect(moveReport(desk, author, { ...second, ...submitted, move: 'approve' })).rejects.toMatchObject({
      code: 'report-own-approval',
    });
  });

  it('a question that was answered while a part answer is approved stays answered', async () => {
    const { store, desk, author, other } = await scene();
    const order = await draftOrder(desk, author, writtenOrder('harbour', 'S'));
    const questionId = order.questions[0]!.id;
    const portion = paragraph('S', text('So it is.'));
    const report = writtenReport([portion], { answers: [{ portionId: portion.id, questionId, isWhole: false }] });
    const drafted = await draftReport(desk, author, { report });
    const submitted = await moveReport(desk, author, { ...drafted, move: 'submit' });
    const approving = await inTransaction(store.database.work, async (client) => {
      await client.query("update vigie.question set state = 'answered' where id = $1", [questionId]);
      const begun = moveReport(desk, other, { ...drafted, ...submitted, move: 'approve' });
      await setTimeout(400);
      return { begun };
    });
    await approving.begun;
    expect((await readOrder(desk, author, order.id)).questions).toMatchObject([{ state: 'answered' }]);
  });

  it('doubt of a copy that was superseded leaves what the next report answers', async () => {
    const { desk, author, releaser, recipient, approved, signedIn } = await scene();
    const order = await draftOrder(desk, author, writtenOrder('harbour', 'S'));
    const questionId = order.questions[0]!.id;
    const answering = () => {
      const portion = paragraph('S', text('So it is.'));
      return writtenReport([portion], { answers: [{ portionId: portion.id, questionId, isWhole: true }] });
    };
    const [one, two] = [await recipient('One', SECRET), await recipient('Two', SECRET)];
    const old = await approved(answering());
    await releaseReport(desk, releaser, { ...old, recipientIds: [one] });
    const next = await approved(answering(), old.id);
    await releaseReport(desk, releaser, { ...next, recipientIds: [two] });
    const reader = await signedIn(one);
    await answerCopy(desk, reader, { id: (await listCopies(desk, reader)).items[0]!.id, satisfaction: 'partly' });
    expect((await readOrder(desk, author, order.id)).questions).toMatchObject([{ state: 'answered' }]);
  });

  it('a recipient does not fill the ledger with answers', async () => {
    const { desk, releaser, recipient, approved, signedIn } = await scene();
    const full = await recipient('Full', SECRET);
    const report = await approved(writtenReport([paragraph('U', text('x'))]));
    await releaseReport(desk, releaser, { ...report, recipientIds: [full] });
    const reader = await signedIn(full);
    const { id } = (await listCopies(desk, reader)).items[0]!;
    for (let answer = 0; answer < 50; answer++) await answerCopy(desk, reader, { id, satisfaction: 'satisfied' });
    await expect(answerCopy(desk, reader, { id, satisfaction: 'satisfied' })).rejects.toMatchObject({
      code: 'copy-answered',
    });
  });

  it('two orders with many like questions are compared in few words', async () => {
    const { desk, author } = await scene();
    const long = Array.from({ length: 200 }, (_, index) => `word${index}`).join(' ');
    const order = (name: string): WrittenOrder => {
      const written = writtenOrder(name, 'S');
      const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index));
      const questions = letters.map((letter) => ({ ...written.order.questions[0]!, letter, wording: long }));
      return { ...written, order: { ...written.order, questions } };
    };
    const [one, other] = [await draftOrder(desk, author, order('one')), await draftOrder(desk, author, order('other'))];
    const { questions } = await compareOrders(desk, author, { id: one.id, otherId: other.id });
    expect(questions).toHaveLength(100);
  });

  it('an amended order keeps what was answered of a question that stays as it was', async () => {
    const { desk, author, approved } = await scene();
    const order = await draftOrder(desk, author, writtenOrder('harbour', 'S'));
    const portion = paragraph('S', text('So it is.'));
    const answers = [{ portionId: portion.id, questionId: order.questions[0]!.id, isWhole: true }];
    await approved(writtenReport([portion], { answers }));
    await amendOrder(desk, author, { ...writtenOrder('harbour', 'S'), id: order.id, version: 1 });
    expect((await readOrder(desk, author, order.id)).questions).toMatchObject([{ state: 'answered' }]);
    await amendOrder(desk, author, { ...writtenOrder('harbour', 'S', 'And what else?'), id: order.id, version: 2 });
    expect((await readOrder(desk, author, order.id)).questions).toMatchObject([{ state: 'open' }]);
  });

  it('an approved report is not released without what it cited when it was approved', async () => {
    const { store, desk, author, releaser, recipient } = await scene();
    const other = await actorOf(store, SECRET);
    const received = { scheme: 'us-capco', marking: 'U', title: 'A document', body: 'what it says' };
    const { id: documentId } = await receiveDocument(desk, author, received);
    const citation = { id: uuid(), documentId, reliability: 'B', credibility: 2 } as const;
    const report = writtenReport([paragraph('U', text('So it is.'), citing(citation.id))], { citations: [citation] });
    const drafted = await draftReport(desk, author, { report });
    const submitted = await moveReport(desk, author, { ...drafted, move: 'submit' });
    const approved = { ...drafted, ...(await moveReport(desk, other, { ...drafted, ...submitted, move: 'approve' })) };
    const later = { ...desk, now: () => NOW + 40 * 86_400_000 };
    await expireDocuments(later, SYSTEM);
    const full = await recipient('Full', SECRET);
    await expect(releaseReport(later, releaser, { ...approved, recipientIds: [full] })).rejects.toMatchObject({
      code: 'release-source-gone',
    });
  });

  it('a draft is no lower than the orders whose hits it cites', async () => {
    const { store, desk, author } = await scene();
    const received = { scheme: 'us-capco', marking: 'U', title: 'A document', body: 'what it says' };
    const { id: documentId } = await receiveDocument(desk, author, received);
    const order = await draftOrder(desk, author, writtenOrder('harbour', 'S'));
    const hitId = await addHit(store, { orderId: order.id, documentId });
    const citation = { id: uuid(), documentId, hitId, reliability: 'B', credibility: 2 } as const;
    const report = writtenReport([paragraph('U', text('So it is.'), citing(citation.id))], { citations: [citation] });
    const { id } = await draftReport(desk, author, { report });
    const low = await actorOf(store, LOW);
    await expect(readReport(desk, low, id)).rejects.toMatchObject({ code: 'report-not-found' });
  });

  it('a version that was approved stays as it was when it is returned and written on', async () => {
    const { desk, author, approved } = await scene();
    const report = await approved(writtenReport([paragraph('U', text('x'))]));
    const returned = await moveReport(desk, author, { ...report, move: 'return' });
    const written = await writeReport(desk, author, {
      ...report,
      ...returned,
      report: writtenReport([paragraph('U', text('other'))]),
    });
    expect([written.version, written.approvals.map(({ version }) => version)]).toEqual([2, [1]]);
  });
});
