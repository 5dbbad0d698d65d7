import { describe, expect, it } from 'vitest';
import { actorOf, deskOn, entriesOf, hide, opening, writtenOrder } from '../../test/support/desk.ts';
import { testServer, uuid } from '../../test/support/store.ts';
import type { Actor } from './actor.ts';
import { amendOrder } from './amend-order.ts';
import { changeSource } from './change-source.ts';
import { createSource } from './create-source.ts';
import type { Desk } from './desk.ts';
import { draftOrder } from './draft-order.ts';
import { listTasks } from './list-tasks.ts';
import { moveOrder } from './move-order.ts';
import { moveTask } from './move-task.ts';
import { offerTask } from './offer-task.ts';
import { readTask } from './read-task.ts';

const newStore = testServer();
const ANALYST = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };
const FEED = {
  name: 'Gazette',
  kind: 'feed',
  address: 'https://x.example/',
  reliability: 'B',
  trusted: false,
} as const;

function stated(marking: string) {
  return { scheme: 'us-capco', marking };
}

async function scene() {
  const store = await newStore();
  const [nobody, analyst, other] = [
    await actorOf(store, {}),
    await actorOf(store, ANALYST),
    await actorOf(store, ANALYST),
  ];
  const desk = deskOn(store);
  const secret = await openOrder(desk, [analyst, other], 'S//NF');
  const open = await openOrder(desk, [analyst, other], 'U');
  return { store, desk, nobody, analyst, other, secret, open };
}

/** Returns the ids of an open order and its question; one actor writes it and the other approves it. */
async function openOrder(desk: Desk, [author, approver]: readonly [Actor, Actor], marking: string) {
  const { id, questions } = await draftOrder(desk, author, writtenOrder(`order ${marking}`, marking));
  await moveOrder(desk, author, { id, move: 'submit' });
  await moveOrder(desk, approver, await opening(desk, approver, id));
  return { id, questionId: questions[0]!.id };
}

function refusal(work: Promise<unknown>): Promise<unknown> {
  return work.catch(({ kind, code, message }) => ({ kind, code, message }));
}

describe('a task', () => {
  it('is handed to a member, who alone accepts and finishes it', async () => {
    const { store, desk, analyst, other, secret } = await scene();
    const { questionId } = secret;
    const offer = { questionId, to: { memberId: other.id }, instruction: 'Ask the harbour.', dueOn: '2026-12-01' };
    const task = await offerTask(desk, analyst, offer);
    expect(task).toMatchObject({
      orderId: secret.id,
      questionId,
      memberId: other.id,
      sourceId: null,
      status: 'offered',
      dueOn: '2026-12-01',
      offeredBy: analyst.id,
    });
    expect(await readTask(desk, analyst, task.id)).toEqual(task);
    const { id } = task;
    await expect(moveTask(desk, analyst, { id, move: 'accept' })).rejects.toMatchObject({
      kind: 'not-allowed',
      code: 'task-not-yours',
    });
    expect(await moveTask(desk, other, { id, move: 'accept' })).toMatchObject({ status: 'accepted', note: null });
    await expect(moveTask(desk, other, { id, move: 'decline', note: 'x' })).rejects.toMatchObject({
      code: 'task-illegal-change',
    });
    await expect(moveTask(desk, other, { id, move: 'finish' })).rejects.toMatchObject({ code: 'task-note' });
    const done = await moveTask(desk, other, { id, move: 'finish', note: 'It is closed.' });
    expect(done).toMatchObject({ status: 'done', note: 'It is closed.' });
    expect(await readTask(desk, analyst, id)).toEqual(done);
    const entry = (await entriesOf(store)).find(({ action }) => action === 'task-offer')!;
    expect(entry.objects.map(({ noun, id: named }) => `${noun} ${named}`).sort()).toEqual(
      [`account ${other.id}`, `order ${secret.id}`, `question ${questionId}`, `task ${id}`].sort(),
    );
    expect(entry.labels).toHaveLength(2);
    const moved = (await entriesOf(store)).filter(({ action }) => action === 'task-finish');
    expect(moved.map(({ outcome, objects }) => [outcome, objects])).toContainEqual(['done', [{ noun: 'task', id }]]);
  });

  it('is declined with a reason', async () => {
    const { desk, analyst, other, open } = await scene();
    const to = { memberId: other.id };
    const { id } = await offerTask(desk, analyst, { questionId: open.questionId, to, instruction: 'Ask.' });
    await expect(moveTask(desk, other, { id, move: 'decline', note: ' ' })).rejects.toMatchObject({
      code: 'task-note',
    });
    expect(await moveTask(desk, other, { id, move: 'decline', note: 'a\0b' })).toMatchObject({ status: 'declined' });
    expect(await readTask(desk, other, id)).toMatchObject({ status: 'declined', note: 'a\ufffdb' });
  });

  it('is given to no member who may not read the order, in the words for who is not there', async () => {
    const { store, desk, nobody, analyst, secret } = await scene();
    const [closed, hidden] = [await actorOf(store, ANALYST), await actorOf(store, ANALYST)];
    const releaser = await actorOf(store, ANALYST, ['releaser', 'recipient']);
    const work = store.database.work;
    await work.query("update vigie.account set state = 'closed' where id = $1", [closed.id]);
    await work.query('update vigie.account set label_id = $2 where id = $1', [hidden.id, await store.label('TS//NF')]);
    const offer = (memberId: string) =>
      offerTask(desk, analyst, { questionId: secret.questionId, to: { memberId }, instruction: 'Ask.' });
    const told = await Promise.all(
      [nobody.id, closed.id, hidden.id, releaser.id, uuid(), 'x'].map((id) => refusal(offer(id))),
    );
    expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(told[0]).toMatchObject({ kind: 'not-found', code: 'member-not-found' });
    expect((await store.database.owner.query('select from vigie.task')).rowCount).toBe(0);
    const refused = (await entriesOf(store)).filter(({ action }) => action === 'task-offer');
    expect(refused.map(({ labels, reasons }) => [labels, reasons])).toEqual(
      Array.from({ length: 6 }, () => [[], ['member-not-found']]),
    );
    // Who is hidden takes tasks of themselves.
    await offerTask(desk, hidden, { questionId: secret.questionId, to: { memberId: hidden.id }, instruction: 'Ask.' });
  });

  it('tells nobody the id of a member of whom they may not know, and stays that member’s', async () => {
    const { store, desk, nobody, open } = await scene();
    const hidden = await actorOf(store, ANALYST);
    const offer = { questionId: open.questionId, to: { memberId: hidden.id }, instruction: 'Ask.' };
    const { id } = await offerTask(desk, hidden, offer);
    await hide(store, hidden.id);
    expect(await readTask(desk, nobody, id)).toMatchObject({ memberId: null, isMembers: true, offeredBy: null });
    expect(JSON.stringify(await listTasks(desk, nobody))).not.toContain(hidden.id);
    await expect(moveTask(desk, nobody, { id, move: 'accept' })).rejects.toMatchObject({ code: 'task-not-yours' });
    expect(await moveTask(desk, hidden, { id, move: 'accept' })).toMatchObject({ memberId: hidden.id });
    expect((await listTasks(desk, hidden, { mine: true })).items).toHaveLength(1);
  });

  it('is handed to an active source that the order covers, and moved by any editor or analyst', async () => {
    const { desk, nobody, analyst, secret, open } = await scene();
    const source = await createSource(desk, analyst, { ...FEED, ...stated('C//NF'), defaultMarking: stated('U') });
    const offer = { questionId: secret.questionId, to: { sourceId: source.id }, instruction: 'Ask.' };
    const task = await offerTask(desk, analyst, offer);
    expect(task).toMatchObject({ memberId: null, sourceId: source.id });
    expect(await moveTask(desk, analyst, { id: task.id, move: 'accept' })).toMatchObject({ status: 'accepted' });
    // Readers of the open order would learn of the source.
    await expect(offerTask(desk, analyst, { ...offer, questionId: open.questionId })).rejects.toMatchObject({
      code: 'task-source-above-order',
    });
    for (const sourceId of [source.id, uuid(), 'x']) {
      const unread = { ...offer, questionId: open.questionId, to: { sourceId } };
      await expect(offerTask(desk, nobody, unread)).rejects.toMatchObject({ code: 'source-not-found' });
    }
    await changeSource(desk, analyst, { ...source, status: 'paused' });
    await expect(offerTask(desk, analyst, offer)).rejects.toMatchObject({ code: 'task-source-not-active' });
  });

  it('is of a question that the actor may read, of an order that is open', async () => {
    const { desk, nobody, analyst, other, secret, open } = await scene();
    const to = { memberId: analyst.id };
    const told = await Promise.all(
      [secret.questionId, uuid(), 'x'].map((questionId) =>
        refusal(offerTask(desk, nobody, { questionId, to, instruction: 'Ask.' })),
      ),
    );
    expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(told[0]).toMatchObject({ code: 'question-not-found' });
    const offer = { questionId: open.questionId, to, instruction: 'Ask.' };
    await expect(offerTask(desk, nobody, { ...offer, instruction: ' ' })).rejects.toMatchObject({
      code: 'task-instruction',
    });
    for (const dueOn of ['2026-02-30', '2026', '0000-01-01']) {
      await expect(offerTask(desk, nobody, { ...offer, dueOn })).rejects.toMatchObject({ code: 'task-due-day' });
    }
    await moveOrder(desk, other, { id: open.id, move: 'suspend' });
    await expect(offerTask(desk, nobody, offer)).rejects.toMatchObject({ code: 'task-order-not-open' });
  });

  it('is not of a question that is withdrawn', async () => {
    const { desk, analyst, other } = await scene();
    const written = writtenOrder('harbour', 'U');
    const [first] = written.order.questions;
    const two = { ...written, order: { ...written.order, questions: [first!, { ...first!, letter: 'B' }] } };
    const { id, version, questions } = await draftOrder(desk, analyst, two);
    await amendOrder(desk, analyst, { ...written, id, version });
    await moveOrder(desk, analyst, { id, move: 'submit' });
    await moveOrder(desk, other, await opening(desk, other, id));
    const offer = { questionId: questions[1]!.id, to: { memberId: other.id }, instruction: 'Ask.' };
    await expect(offerTask(desk, analyst, offer)).rejects.toMatchObject({ code: 'task-question-withdrawn' });
  });

  it('that one may not read is not found, and no list shows it', async () => {
    const { desk, nobody, analyst, other, secret } = await scene();
    const to = { memberId: other.id };
    const task = await offerTask(desk, analyst, { questionId: secret.questionId, to, instruction: 'Ask.' });
    for (const attempt of [
      (id: string) => readTask(desk, nobody, id),
      (id: string) => moveTask(desk, nobody, { id, move: 'accept' }),
    ]) {
      const told = await Promise.all([task.id, uuid(), 'x'].map((id) => refusal(attempt(id))));
      expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1);
      expect(told[0]).toMatchObject({ code: 'task-not-found' });
    }
    expect((await listTasks(desk, nobody)).items).toEqual([]);
    for (const orderId of [secret.id, uuid(), 'x']) {
      await expect(listTasks(desk, nobody, { orderId })).rejects.toMatchObject({ code: 'order-not-found' });
    }
  });

  it('is listed as one of mine, by order and by status, page by page', async () => {
    const { desk, analyst, other, secret, open } = await scene();
    const offer = (questionId: string, memberId: string) =>
      offerTask(desk, analyst, { questionId, to: { memberId }, instruction: 'Ask.' });
    const made = [
      await offer(secret.questionId, other.id),
      await offer(open.questionId, other.id),
      await offer(open.questionId, analyst.id),
    ];
    await moveTask(desk, other, { id: made[1]!.id, move: 'accept' });
    const ids = async (actor: Actor, request: Parameters<typeof listTasks>[2]) =>
      (await listTasks(desk, actor, request)).items.map(({ id }) => id).sort();
    const [secretTask, accepted, own] = made.map(({ id }) => id) as [string, string, string];
    expect(await ids(other, { mine: true })).toEqual([secretTask, accepted].sort());
    expect(await ids(other, { orderId: open.id })).toEqual([accepted, own].sort());
    expect(await ids(other, { status: 'accepted' })).toEqual([accepted]);
    expect(await ids(analyst, { mine: true, status: 'accepted' })).toEqual([]);
    const first = await listTasks(desk, analyst, { most: 2 });
    const second = await listTasks(desk, analyst, { most: 2, after: first.next });
    expect([...first.items, ...second.items].map(({ id }) => id).sort()).toEqual([secretTask, accepted, own].sort());
    expect(JSON.stringify(first)).not.toContain('labelId');
  });
});
