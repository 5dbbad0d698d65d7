import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { newKey, sequenceAll, signLog, verifyStore } from '../../test/support/audit-log.ts';
import { actorOf, deskOn, entriesOf, writtenOrder } from '../../test/support/desk.ts';
import { placesOf } from '../../test/support/places.ts';
import { addHitRow, addReportRow, addTaskRow } from '../../test/support/rows.ts';
import { NOW, type TestStore, testServer, uuid } from '../../test/support/store.ts';
import { leafBytes } from '../audit/entry.ts';
import { deleteDocuments, lockUnheld, stillUnheld } from '../store/retention.ts';
import { inTransaction } from '../store/transaction.ts';
import { type Actor, SYSTEM } from './actor.ts';
import { changeSetting } from './change-setting.ts';
import type { Desk } from './desk.ts';
import { draftOrder } from './draft-order.ts';
import { DELETED_AT_ONCE, expireDocuments } from './expire-documents.ts';
import { judgeHit } from './judge-hit.ts';
import { receiveDocument } from './receive-document.ts';

const newStore = testServer();
const ANALYST = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };
const DAY = 86_400_000;
const CUTOFF = new Date(NOW - 30 * DAY);

/** A desk whose documents come in at any day, and an order with its question. */
async function oldDesk() {
  const store = await newStore();
  const desk = deskOn(store);
  const analyst = await actorOf(store, ANALYST);
  let count = 0;
  const receive = async (daysAgo: number, supersedesId?: string): Promise<string> => {
    const then: Desk = { ...desk, now: () => NOW - daysAgo * DAY };
    count += 1;
    const text = { title: `quorble ${count}`, body: 'quorble', scheme: 'us-capco', marking: 'S', supersedesId };
    return (await receiveDocument(then, analyst, text)).id;
  };
  const order = async (name: string, endedDaysAgo?: number): Promise<{ orderId: string; questionId: string }> => {
    const drafted = await draftOrder(desk, analyst, writtenOrder(name, 'S'));
    const ended = endedDaysAgo === undefined ? null : new Date(NOW - endedDaysAgo * DAY);
    await store.database.work.query(
      "update vigie.watch_order set status = case when $2::timestamptz is null then 'open' else 'closed' end, ended_at = $2 where id = $1",
      [drafted.id, ended],
    );
    return { orderId: drafted.id, questionId: drafted.questions[0]!.id };
  };
  return { store, desk, analyst, receive, order };
}

async function documentIds(store: TestStore): Promise<string[]> {
  const { rows } = await store.database.owner.query<{ id: string }>('select id from vigie.document');
  return rows.map(({ id }) => id).sort();
}

describe('a document', () => {
  it('goes after 30 days where nothing holds it, or after as many as are set', async () => {
    const { store, desk, receive } = await oldDesk();
    const [fresh, older] = [await receive(29), await receive(31)];
    expect(await expireDocuments(desk, SYSTEM)).toEqual({ deleted: 1, isSwept: true });
    expect(await documentIds(store)).toEqual([fresh]);
    const administrator = await actorOf(store, {}, ['administrator']);
    expect(await changeSetting(desk, administrator, { name: 'retention-days', value: 7 })).toEqual({
      name: 'retention-days',
      value: 7,
    });
    expect(await expireDocuments(desk, administrator)).toEqual({});
    const entries = (await entriesOf(store)).filter(({ action }) => action === 'document-expire');
    expect(entries.map(({ actor, objects }) => [actor, objects])).toEqual(
      expect.arrayContaining([
        [SYSTEM.id, [{ noun: 'document', id: older }]],
        [administrator.id, [{ noun: 'document', id: fresh }]],
      ]),
    );
    expect(entries.every(({ labels }) => labels.length === 1)).toBe(true);
    expect(await placesOf(store, 'quorble')).toEqual([]);
  });

  it('is held by hits until the last order lets go', async () => {
    const { store, desk, receive, order } = await oldDesk();
    const [running, justEnded, longEnded] = [await order('a'), await order('b', 29), await order('c', 31)];
    const held = [await receive(99), await receive(99), await receive(99)];
    await addHitRow(store, { ...running, documentId: held[0]! });
    await addHitRow(store, { ...justEnded, documentId: held[1]! }, { judgement: 'relevant' });
    await addHitRow(store, { ...longEnded, documentId: held[2]! }, { judgement: 'relevant' });
    await addHitRow(store, { ...running, documentId: held[2]! }, { judgement: 'to-verify' });
    const free = [await receive(99), await receive(99)];
    await addHitRow(store, { ...longEnded, documentId: free[0]! }, { judgement: 'relevant' });
    const judged = await addHitRow(store, { ...running, documentId: free[1]! });
    await judgeHit(desk, await actorOf(store, ANALYST), { id: judged, judgement: 'not-relevant' });
    expect(await expireDocuments(desk, SYSTEM)).toEqual({ deleted: 2, isSwept: true });
    expect(await documentIds(store)).toEqual(held.sort());
    expect((await store.database.owner.query('select from vigie.hit_history')).rowCount).toBe(0);
    const later: Desk = { ...desk, now: () => NOW + 2 * DAY };
    expect(await expireDocuments(later, SYSTEM)).toEqual({ deleted: 1, isSwept: true });
  });

  it('is held by a released report, by one that is being written, and by a task while its order runs', async () => {
    const { store, desk, analyst, receive, order } = await oldDesk();
    const ownerId = analyst.id;
    const held = [await receive(99), await receive(99), await receive(99)];
    await addReportRow(store, { documentId: held[0]!, ownerId }, { daysAgo: 99 });
    await addReportRow(store, { documentId: held[1]!, ownerId }, { status: 'review', daysAgo: 2 });
    const [running, ended] = [await order('a'), await order('b', 0)];
    const answer = async (documentId: string, of: typeof running): Promise<void> => {
      const taskId = await addTaskRow(store, { ...of, memberId: ownerId });
      await store.database.work.query('update vigie.document set task_id = $2 where id = $1', [documentId, taskId]);
    };
    await answer(held[2]!, running);
    const free = [await receive(99), await receive(99), await receive(99), await receive(99)];
    await addReportRow(store, { documentId: free[0]!, ownerId }, { status: 'recalled' });
    await addReportRow(store, { documentId: free[1]!, ownerId }, { status: 'superseded' });
    await addReportRow(store, { documentId: free[2]!, ownerId }, { status: 'draft', daysAgo: 31 });
    await answer(free[3]!, ended);
    expect(await expireDocuments(desk, SYSTEM)).toEqual({ deleted: 4, isSwept: true });
    expect(await documentIds(store)).toEqual(held.sort());
    expect((await store.database.owner.query('select from vigie.report_citation')).rowCount).toBe(2);
  });

  it('goes with its bytes, portions, story and links', async () => {
    const { store, desk, receive } = await oldDesk();
    const old = await receive(40);
    const edition = await receive(1, old);
    const labelId = await store.label('S');
    const [empty, shared] = [uuid(), uuid()];
    const { work } = store.database;
    await work.query('insert into vigie.story values ($1, $3), ($2, $3)', [empty, shared, new Date(NOW)]);
    const other = await receive(40);
    const join =
      'insert into vigie.story_member (document_id, story_id, label_id, received_at, joined_at) values ($1, $2, $3, $4, $4)';
    await work.query(join, [old, empty, labelId, new Date(NOW)]);
    await work.query(join, [other, shared, labelId, new Date(NOW)]);
    await work.query(join, [edition, shared, labelId, new Date(NOW)]);
    await work.query(`insert into vigie.document_bytes values ($1, $2, 'text/plain', 'quorble')`, [old, labelId]);
    await work.query(`insert into vigie.document_portion values ($1, 1, $2, 'paragraph', '(quorble)', 0, 7)`, [
      old,
      labelId,
    ]);
    expect(await expireDocuments(desk, SYSTEM)).toEqual({ deleted: 2, isSwept: true });
    const { rows: stories } = await store.database.owner.query<{ id: string }>('select id from vigie.story');
    expect(stories.map(({ id }) => id)).toEqual([shared]);
    const { rows } = await store.database.owner.query('select id, supersedes_id from vigie.document');
    expect(rows).toEqual([{ id: edition, supersedes_id: null }]);
    expect(await placesOf(store, 'quorble')).toEqual(['document.body', 'document.lexemes', 'document.title']);
  });
});

describe('what is deleted', () => {
  it('goes in batches, each with an entry, and the log verifies', async () => {
    const { store, desk, receive } = await oldDesk();
    const first = await receive(40);
    await store.database.work.query(
      `insert into vigie.document (id, label_id, content_hash, title, body, details, received_at, lexemes, transaction_id)
       select md5(n::text)::uuid, label_id, sha256(n::text::bytea), title, body, details, received_at, lexemes, transaction_id
       from vigie.document, generate_series(1, $2) as n where id = $1`,
      [first, DELETED_AT_ONCE + 4],
    );
    const key = await newKey();
    await sequenceAll(store);
    const before = await signLog(store, key);
    expect(await expireDocuments(desk, SYSTEM)).toEqual({ deleted: DELETED_AT_ONCE + 5, isSwept: true });
    const entries = (await entriesOf(store)).filter(({ action }) => action === 'document-expire');
    expect(entries.map(({ objects }) => objects.length).sort()).toEqual([DELETED_AT_ONCE, 5].sort());
    await sequenceAll(store);
    await signLog(store, key);
    expect(await verifyStore(store, key, [before])).toMatchObject({ isSound: true, findings: [] });
  });

  it('fits into an entry even where each document has a label of its own', () => {
    const labels = Array.from({ length: DELETED_AT_ONCE }, (_, n) => n.toString(16).padStart(64, '0'));
    const objects = labels.map(() => ({ noun: 'document', id: uuid() }));
    const at = new Date(NOW).toISOString();
    const entry = { v: 1, at, actor: SYSTEM.id, action: 'document-expire', outcome: 'done', objects, labels } as const;
    expect(leafBytes({ ...entry, reasons: [], policy: 'labels-1', commitments: {} }).length).toBeLessThan(60_000);
  });

  it('is for administrators and the program itself', async () => {
    const { store, desk, analyst, receive } = await oldDesk();
    await receive(40);
    await expect(expireDocuments(desk, analyst)).rejects.toMatchObject({ code: 'action-not-your-role' });
    await expect(changeSetting(desk, analyst, { name: 'retention-days', value: 1 })).rejects.toMatchObject({
      code: 'action-not-your-role',
    });
    const administrator: Actor = await actorOf(store, {}, ['administrator']);
    await expect(changeSetting(desk, administrator, { name: 'retention-days', value: 0 })).rejects.toMatchObject({
      code: 'setting-value',
    });
    expect((await store.database.owner.query('select from vigie.setting')).rowCount).toBe(0);
    const refused = (await entriesOf(store)).filter(({ outcome }) => outcome === 'refused');
    expect(refused.map(({ action }) => action).sort()).toEqual(['document-expire', 'setting-change', 'setting-change']);
    await changeSetting(desk, administrator, { name: 'retention-days', value: 8 });
    const changed = (await entriesOf(store)).find(
      ({ action, outcome }) => action === 'setting-change' && outcome === 'done',
    );
    expect(Object.keys(changed!.commitments)).toEqual(['retention-days']);
  });
});

describe('while documents are deleted', () => {
  /** Works on a connection of its own, in a transaction that ends when it is told to. */
  async function beside(store: TestStore) {
    const client = await store.database.work.connect();
    await client.query('begin');
    return { client, end: (how: 'commit' | 'rollback') => client.query(how).finally(() => client.release()) };
  }
  const hitOn = (documentId: string, { orderId, questionId }: { orderId: string; questionId: string }) => ({
    text: `insert into vigie.hit (id, order_id, question_id, document_id, document_label_id, order_label_id, judgement,
             made_at, changed_at)
           select $1, $2, $3, $4, label_id, label_id, 'new', made_at, made_at from vigie.watch_order where id = $2`,
    values: [uuid(), orderId, questionId, documentId],
  });
  /** Waits until so many statements wait for a lock. */
  async function waiting(store: TestStore, count: number): Promise<void> {
    for (let tries = 0; tries < 400; tries++) {
      const { rows } = await store.database.owner.query<{ count: number }>(
        'select count(*)::int as count from pg_locks where not granted',
      );
      if (rows[0]!.count >= count) return;
      await pause(10);
    }
    throw new Error('Nobody waits.');
  }

  it('a hit that was made first holds its document, committed or not', async () => {
    const { store, desk, receive, order } = await oldDesk();
    const [held, free, running] = [await receive(40), await receive(40), await order('a')];
    const { client, end } = await beside(store);
    await client.query(hitOn(held, running));
    expect(await expireDocuments(desk, SYSTEM)).toEqual({ deleted: 1, isSwept: true });
    await end('commit');
    expect(await documentIds(store)).toEqual([held]);
    expect(await expireDocuments(desk, SYSTEM)).toEqual({ deleted: 0, isSwept: true });
    expect(await documentIds(store)).not.toContain(free);
  });

  it('a hit that was made between the look and the lock is seen by the second look', async () => {
    const { store, receive, order } = await oldDesk();
    const [held, free, running] = [await receive(40), await receive(41), await order('a')];
    await store.database.work.query(hitOn(held, running));
    const unheld = await inTransaction(store.database.work, (client) => stillUnheld(client, [held, free], CUTOFF));
    expect(unheld).toEqual([free]);
  });

  it('a hit or citation that comes too late is refused by the database, and nothing is half there', async () => {
    const { store, desk, analyst, receive, order } = await oldDesk();
    const [documentId, fresh, running] = [await receive(40), await receive(1), await order('a')];
    await addReportRow(store, { documentId: fresh, ownerId: analyst.id });
    const { client, end } = await beside(store);
    expect((await lockUnheld(client, { cutoff: CUTOFF, most: 10 })).map(({ id }) => id)).toEqual([documentId]);
    const late = store.database.work.query(hitOn(documentId, running)).catch(({ code }) => code as string);
    const citing = `insert into vigie.report_citation (report_id, version, id, place, label_id, document_label_id, document_id)
      select report_id, version, $1, 2, label_id, label_id, $1 from vigie.report_citation`;
    const cited = store.database.work.query(citing, [documentId]).catch(({ code }) => code as string);
    await waiting(store, 2);
    await deleteDocuments(client, await stillUnheld(client, [documentId], CUTOFF));
    await end('commit');
    expect([await late, await cited]).toEqual(['23503', '23503']);
    expect((await store.database.owner.query('select from vigie.hit')).rowCount).toBe(0);
    expect(await documentIds(store)).toEqual([fresh]);
    expect(await expireDocuments(desk, SYSTEM)).toEqual({ deleted: 0, isSwept: true });
  });

  it('what a person writes on a document that goes is refused in words', async () => {
    const { store, desk, analyst, receive } = await oldDesk();
    const documentId = await receive(40);
    const { client, end } = await beside(store);
    await lockUnheld(client, { cutoff: CUTOFF, most: 10 });
    const text = { title: 'next', body: 'edition', scheme: 'us-capco', marking: 'S', supersedesId: documentId };
    const late = receiveDocument(desk, analyst, text);
    const told = expect(late).rejects.toMatchObject({ kind: 'conflict', code: 'action-object-gone' });
    await waiting(store, 1);
    await deleteDocuments(client, [documentId]);
    await end('commit');
    await told;
    expect(await documentIds(store)).toEqual([]);
  });

  it('a judgement that is being made, or a report that is being released, holds for this time', async () => {
    const { store, desk, analyst, receive, order } = await oldDesk();
    const running = await order('a');
    const [judged, cited] = [await receive(40), await receive(41)];
    const id = await addHitRow(store, { ...running, documentId: judged }, { judgement: 'not-relevant' });
    await addReportRow(store, { documentId: cited, ownerId: analyst.id }, { status: 'approved', daysAgo: 40 });
    const { client, end } = await beside(store);
    await client.query("update vigie.hit set judgement = 'relevant' where id = $1", [id]);
    await client.query("update vigie.report set status = 'released'");
    expect(await expireDocuments(desk, SYSTEM)).toEqual({ deleted: 0, isSwept: true });
    await end('rollback');
    expect(await expireDocuments(desk, SYSTEM)).toEqual({ deleted: 2, isSwept: true });
    await expect(judgeHit(desk, analyst, { id, judgement: 'relevant' })).rejects.toMatchObject({
      code: 'hit-not-found',
    });
  });
});
