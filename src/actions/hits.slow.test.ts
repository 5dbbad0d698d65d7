import { describe, expect, it } from 'vitest';
import { actorOf, addHit, deskOn, entriesOf, hide, writtenOrder } from '../../test/support/desk.ts';
import { testServer, uuid } from '../../test/support/store.ts';
import type { Actor } from './actor.ts';
import { assignHit } from './assign-hit.ts';
import { draftOrder } from './draft-order.ts';
import { judgeHit } from './judge-hit.ts';
import { judgeHits } from './judge-hits.ts';
import { type HitListRequest, listHits } from './list-hits.ts';
import { readHit } from './read-hit.ts';
import { receiveDocument } from './receive-document.ts';
import { snoozeHit } from './snooze-hit.ts';
import { undoJudgement } from './undo-judgement.ts';

const newStore = testServer();
const ANALYST = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };
const LIAISON = { nationality: 'GBR', organisation: 'GBR', levels: { 'us-capco': 'S' } };

/** An open order and a secret one, an open document and a secret one; each order has a hit on each document. */
async function scene() {
  const store = await newStore();
  const [desk, nobody, analyst] = [deskOn(store), await actorOf(store, {}), await actorOf(store, ANALYST)];
  const orders = await Promise.all(['U', 'S//NF'].map((mark) => draftOrder(desk, analyst, writtenOrder(mark, mark))));
  const documents: { readonly id: string }[] = [];
  for (const marking of ['U', 'S//REL TO USA, GBR']) {
    documents.push(await receiveDocument(desk, analyst, { title: marking, body: 'x', scheme: 'us-capco', marking }));
  }
  const hit = (order: number, document: number, minutes: number) =>
    addHit(store, { orderId: orders[order]!.id, documentId: documents[document]!.id, minutes });
  const [open, ofSecretOrder, onSecretDocument] = [await hit(0, 0, 1), await hit(1, 0, 2), await hit(0, 1, 3)];
  return { store, desk, nobody, analyst, orders, open, ofSecretOrder, onSecretDocument };
}

function refusal(work: Promise<unknown>): Promise<unknown> {
  return work.catch(({ kind, code, message }) => ({ kind, code, message }));
}

describe('a hit', () => {
  it('is given to a member, and taken back, with its history', async () => {
    const { store, desk, nobody, analyst, open } = await scene();
    const given = await assignHit(desk, nobody, { id: open, memberId: analyst.id });
    expect(given).toMatchObject({ assigneeId: analyst.id, judgement: 'new' });
    const back = await assignHit(desk, analyst, { id: open, memberId: null });
    expect(back.assigneeId).toBeNull();
    expect(back.history).toMatchObject([
      { place: 1, actorId: nobody.id, change: { assigneeId: analyst.id } },
      { place: 2, actorId: analyst.id, change: { assigneeId: null } },
    ]);
    expect(await readHit(desk, nobody, open)).toEqual({ ...back, usedBy: [] });
    const entry = (await entriesOf(store)).find(({ action, actor }) => action === 'hit-assign' && actor === nobody.id);
    expect(entry!.objects).toContainEqual({ noun: 'account', id: analyst.id });
    expect(entry!.objects).toContainEqual({ noun: 'hit', id: open });
    // Of the order and its document, and of the fact that there is this member.
    expect(entry!.labels).toHaveLength(2);
  });

  it('is given to nobody who may not read it, in the words for who is not there', async () => {
    const { store, desk, nobody, analyst, ofSecretOrder, onSecretDocument } = await scene();
    const [liaison, locked, hidden] = [
      await actorOf(store, LIAISON),
      await actorOf(store, ANALYST),
      await actorOf(store, ANALYST),
    ];
    const recipient = await actorOf(store, ANALYST, ['recipient']);
    await store.database.work.query("update vigie.account set state = 'locked' where id = $1", [locked.id]);
    await store.database.work.query('update vigie.account set label_id = $2 where id = $1', [
      hidden.id,
      await store.label('TS//NF'),
    ]);
    const members = [liaison.id, nobody.id, locked.id, hidden.id, recipient.id, uuid(), 'x'];
    const told = await Promise.all(
      members.map((memberId) => refusal(assignHit(desk, analyst, { id: ofSecretOrder, memberId }))),
    );
    expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(told[0]).toMatchObject({ kind: 'not-found', code: 'member-not-found' });
    expect(await readHit(desk, analyst, ofSecretOrder)).toMatchObject({ assigneeId: null, history: [] });
    // Both labels count: this document is for the liaison too, that order is not.
    expect(await assignHit(desk, analyst, { id: onSecretDocument, memberId: liaison.id })).toMatchObject({
      assigneeId: liaison.id,
    });
    await expect(assignHit(desk, analyst, { id: onSecretDocument, memberId: nobody.id })).rejects.toMatchObject({
      code: 'member-not-found',
    });
  });

  it('tells nobody the id of a member of whom they may not know', async () => {
    const { store, desk, nobody, analyst, open } = await scene();
    const hidden = await actorOf(store, ANALYST);
    await assignHit(desk, hidden, { id: open, memberId: hidden.id });
    await hide(store, hidden.id);
    expect(await readHit(desk, nobody, open)).toMatchObject({
      assigneeId: null,
      history: [{ actorId: null, change: { assigneeId: null } }],
    });
    expect((await listHits(desk, nobody, { assigneeId: hidden.id })).items).toEqual([]);
    expect(JSON.stringify([await listHits(desk, nobody), await readHit(desk, analyst, open)])).not.toContain(hidden.id);
    expect(await readHit(desk, hidden, open)).toMatchObject({
      assigneeId: hidden.id,
      history: [{ actorId: hidden.id, change: { assigneeId: hidden.id } }],
    });
    expect((await listHits(desk, hidden, { assigneeId: hidden.id })).items).toHaveLength(1);
  });

  it('that one may not read is not found, whatever is to be done with it', async () => {
    const { store, desk, nobody, open, ofSecretOrder, onSecretDocument } = await scene();
    const until = new Date(desk.now() + 1);
    const acts: readonly ((actor: Actor, id: string) => Promise<unknown>)[] = [
      (actor, id) => readHit(desk, actor, id),
      (actor, id) => assignHit(desk, actor, { id, memberId: nobody.id }),
      (actor, id) => assignHit(desk, actor, { id, memberId: 'x' }),
      (actor, id) => snoozeHit(desk, actor, { id, until }),
      (actor, id) => judgeHit(desk, actor, { id, judgement: 'relevant' }),
      (actor, id) => judgeHits(desk, actor, { ids: [open, id], judgement: 'relevant' }),
      (actor, id) => undoJudgement(desk, actor, { id, place: 1 }),
    ];
    for (const act of acts) {
      const ids = [ofSecretOrder, onSecretDocument, uuid(), 'x'];
      const told = await Promise.all(ids.map((id) => refusal(act(nobody, id))));
      expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1);
      expect(told[0]).toMatchObject({ code: 'hit-not-found' });
    }
    expect((await listHits(desk, nobody)).items.map(({ id, judgement }) => [id, judgement])).toEqual([[open, 'new']]);
    expect((await store.database.owner.query('select from vigie.hit_history')).rowCount).toBe(0);
    for (const { labels } of (await entriesOf(store)).filter(({ outcome }) => outcome === 'refused')) {
      expect(labels).toEqual([]);
    }
  });

  it('is snoozed until an instant, and out of the queue until then', async () => {
    const { desk, analyst, open, onSecretDocument, ofSecretOrder } = await scene();
    const until = new Date(desk.now() + 60_000);
    const snoozed = await snoozeHit(desk, analyst, { id: open, until });
    expect(snoozed).toMatchObject({
      snoozedUntil: until,
      history: [{ change: { snoozedUntil: until.toISOString() } }],
    });
    const ids = async (at: number, request: HitListRequest) =>
      (await listHits({ ...desk, now: () => at }, analyst, request)).items.map(({ id }) => id);
    const others = [ofSecretOrder, onSecretDocument];
    expect(await ids(desk.now(), { snoozed: true })).toEqual([open]);
    expect(await ids(desk.now(), { snoozed: false })).toEqual(others);
    expect(await ids(until.getTime(), { snoozed: true })).toEqual([]);
    expect(await ids(until.getTime(), { snoozed: false })).toEqual([open, ...others]);
    for (const wrong of [new Date(desk.now()), new Date(Number.NaN)]) {
      await expect(snoozeHit(desk, analyst, { id: open, until: wrong })).rejects.toMatchObject({ code: 'hit-snooze' });
    }
    await snoozeHit(desk, analyst, { id: open, until: null });
    expect(await ids(desk.now(), { snoozed: false })).toEqual([open, ...others]);
  });

  it('is listed by order, question, judgement and assignee', async () => {
    const { desk, nobody, analyst, orders, open, ofSecretOrder, onSecretDocument } = await scene();
    await assignHit(desk, analyst, { id: open, memberId: analyst.id });
    await judgeHit(desk, analyst, { id: onSecretDocument, judgement: 'relevant' });
    const ids = async (request: HitListRequest) => (await listHits(desk, analyst, request)).items.map(({ id }) => id);
    expect(await ids({ orderId: orders[0]!.id })).toEqual([open, onSecretDocument]);
    expect(await ids({ questionId: orders[1]!.questions[0]!.id })).toEqual([ofSecretOrder]);
    expect(await ids({ judgement: 'relevant' })).toEqual([onSecretDocument]);
    expect(await ids({ assigneeId: analyst.id })).toEqual([open]);
    expect(await ids({ assigneeId: analyst.id, judgement: 'relevant' })).toEqual([]);
    for (const assigneeId of [uuid(), 'x']) expect(await ids({ assigneeId })).toEqual([]);
    for (const questionId of [orders[1]!.questions[0]!.id, uuid(), 'x']) {
      await expect(listHits(desk, nobody, { questionId })).rejects.toMatchObject({ code: 'question-not-found' });
    }
  });
});

describe('several hits', () => {
  it('are judged at once, all or none, with one entry that names them all', async () => {
    const { store, desk, nobody, analyst, open, ofSecretOrder, onSecretDocument } = await scene();
    await judgeHit(desk, analyst, { id: open, judgement: 'to-verify' });
    const ids = [open, ofSecretOrder, onSecretDocument];
    await expect(judgeHits(desk, nobody, { ids, judgement: 'relevant' })).rejects.toMatchObject({
      code: 'hit-not-found',
    });
    expect((await readHit(desk, analyst, open)).judgement).toBe('to-verify');
    const judged = await judgeHits(desk, analyst, { ids: [...ids, open], judgement: 'not-relevant', note: 'a\0b' });
    expect([...judged].sort((one, other) => one.place - other.place)).toMatchObject([
      { place: 1 },
      { place: 1 },
      { id: open, place: 2 },
    ]);
    for (const id of ids) {
      expect(await readHit(desk, nobody, open)).toMatchObject({ judgement: 'not-relevant', note: 'a\ufffdb' });
      expect((await readHit(desk, analyst, id)).history.at(-1)).toMatchObject({
        actorId: analyst.id,
        change: { judgement: 'not-relevant', credibility: null, note: 'a\ufffdb' },
      });
    }
    const entries = (await entriesOf(store)).filter(({ action }) => action === 'hit-judge-several');
    const done = entries.filter(({ outcome }) => outcome === 'done');
    expect(done).toHaveLength(1);
    expect(done[0]!.objects.map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect(done[0]!.labels).toHaveLength(3);
  });

  it('are at most two hundred', async () => {
    const { store, desk, analyst } = await scene();
    const many = Array.from({ length: 201 }, uuid);
    for (const ids of [[], many]) {
      await expect(judgeHits(desk, analyst, { ids, judgement: 'relevant' })).rejects.toMatchObject({
        code: 'hit-too-many',
      });
    }
    await expect(judgeHits(desk, analyst, { ids: many.slice(1), judgement: 'relevant' })).rejects.toMatchObject({
      code: 'hit-not-found',
    });
    const named = (await entriesOf(store)).filter(({ action }) => action === 'hit-judge-several');
    expect(named.map(({ objects }) => objects.length).sort((one, other) => one - other)).toEqual([0, 0, 200]);
  });
});

describe('a judgement', () => {
  it('is undone step by step, each step a new place in the history', async () => {
    const { desk, analyst, open } = await scene();
    await judgeHit(desk, analyst, { id: open, judgement: 'to-verify', credibility: 3, note: 'who says so?' });
    await judgeHit(desk, analyst, { id: open, judgement: 'relevant', credibility: 1 });
    await snoozeHit(desk, analyst, { id: open, until: new Date(desk.now() + 1) });
    await expect(undoJudgement(desk, analyst, { id: open, place: 1 })).rejects.toMatchObject({ code: 'hit-moved' });
    const once = await undoJudgement(desk, analyst, { id: open, place: 2 });
    expect(once).toMatchObject({ judgement: 'to-verify', credibility: 3, note: 'who says so?' });
    expect(once.history.at(-1)).toMatchObject({ place: 4, change: { judgement: 'to-verify', undoes: 2 } });
    const twice = await undoJudgement(desk, analyst, { id: open, place: 1 });
    expect(twice).toMatchObject({ judgement: 'new', credibility: null, note: null });
    expect(twice.snoozedUntil).not.toBeNull();
    expect(twice.history.map(({ place }) => place)).toEqual([1, 2, 3, 4, 5]);
    await expect(undoJudgement(desk, analyst, { id: open, place: 1 })).rejects.toMatchObject({
      code: 'hit-nothing-to-undo',
    });
  });
});
