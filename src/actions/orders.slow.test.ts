import { describe, expect, it } from 'vitest';
import { actorOf, deskOn, entriesOf, opening, writtenOrder } from '../../test/support/desk.ts';
import { testServer, uuid } from '../../test/support/store.ts';
import { amendOrder } from './amend-order.ts';
import { draftOrder } from './draft-order.ts';
import { expireOrders } from './expire-orders.ts';
import { judgeHit } from './judge-hit.ts';
import { listHits } from './list-hits.ts';
import { listOrderVersions } from './list-order-versions.ts';
import { listOrders } from './list-orders.ts';
import { moveOrder } from './move-order.ts';
import { readOrder } from './read-order.ts';
import { receiveDocument } from './receive-document.ts';
import { searchDocuments } from './search-documents.ts';

const newStore = testServer();
const ANALYST = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };

describe('an order', () => {
  it('goes from draft to closed, approved by somebody else than its author', async () => {
    const store = await newStore();
    const [desk, author, approver] = [deskOn(store), await actorOf(store, ANALYST), await actorOf(store, ANALYST)];
    const { id } = await draftOrder(desk, author, writtenOrder('parties-2012', 'S//NF'));
    await moveOrder(desk, author, { id, move: 'submit' });
    await expect(moveOrder(desk, author, await opening(desk, author, id))).rejects.toMatchObject({
      code: 'order-own-approval',
    });
    expect(await moveOrder(desk, approver, await opening(desk, approver, id))).toMatchObject({ id, status: 'open' });
    await expect(moveOrder(desk, approver, await opening(desk, approver, id))).rejects.toMatchObject({
      code: 'order-illegal-change',
    });
    for (const move of ['suspend', 'resume', 'close'] as const) await moveOrder(desk, author, { id, move });
    expect((await readOrder(desk, author, id)).order.status).toBe('closed');
    const actions = (await entriesOf(store)).map(({ action, outcome }) => `${action} ${outcome}`).sort();
    expect(actions).toContain('order-approve refused');
    expect(actions).toContain('order-approve done');
    expect(actions).toContain('order-open done');
  });

  it('is amended version by version, keeps its questions by letter, and withdraws those that are gone', async () => {
    const store = await newStore();
    const [desk, author, other] = [deskOn(store), await actorOf(store, ANALYST), await actorOf(store, ANALYST)];
    const first = await draftOrder(desk, author, writtenOrder('harbour', 'S'));
    await moveOrder(desk, author, { id: first.id, move: 'submit' });
    const written = writtenOrder('harbour', 'S', 'What else?');
    const more = { ...written.order.questions[0]!, letter: 'B' };
    const amended = { ...written, order: { ...written.order, questions: [...written.order.questions, more] } };
    const second = await amendOrder(desk, other, { ...amended, id: first.id, version: 1 });
    expect(second).toMatchObject({ version: 2, order: { status: 'draft' } });
    expect(second.questions.map(({ letter }) => letter)).toEqual(['A', 'B']);
    expect(second.questions[0]!.id).toBe(first.questions[0]!.id);
    await expect(amendOrder(desk, author, { ...written, id: first.id, version: 1 })).rejects.toMatchObject({
      code: 'order-version-moved',
    });
    const third = await amendOrder(desk, author, { ...written, id: first.id, version: 2 });
    expect(third.questions.map(({ state }) => state)).toEqual(['open', 'withdrawn']);
    expect(third.approvalsNeeded).toBe(1);
    const { items, next } = await listOrderVersions(desk, other, { id: first.id });
    expect(next).toBeUndefined();
    expect(items.map(({ version, content }) => [version, content.order.questions.length])).toEqual([
      [3, 1],
      [2, 2],
      [1, 1],
    ]);
    expect(await listOrderVersions(desk, other, { id: first.id, before: 2 })).toMatchObject({
      items: [{ version: 1 }],
    });
    await expect(listOrderVersions(desk, await actorOf(store, {}), { id: first.id })).rejects.toMatchObject({
      code: 'order-not-found',
    });
    await moveOrder(desk, author, { id: first.id, move: 'submit' });
    // Whoever wrote the last version does not approve it; whoever wrote an earlier one may.
    await moveOrder(desk, other, await opening(desk, other, first.id));
    await expect(amendOrder(desk, author, { ...written, id: first.id, version: 3 })).rejects.toMatchObject({
      code: 'order-not-amendable',
    });
  });

  it('expires on the day after its window, unless it is a replay', async () => {
    const store = await newStore();
    const [desk, author, approver] = [deskOn(store), await actorOf(store, ANALYST), await actorOf(store, ANALYST)];
    const opened = async (name: string, rest: object) => {
      const written = writtenOrder(name, 'U');
      const { id } = await draftOrder(desk, author, { ...written, order: { ...written.order, ...rest } });
      await moveOrder(desk, author, { id, move: 'submit' });
      await moveOrder(desk, approver, await opening(desk, approver, id));
      return id;
    };
    const over = await opened('over', { window: { until: '2026-11-19' } });
    await opened('today', { window: { until: '2026-11-20' } });
    await opened('endless', { window: { until: 'unknown' } });
    await opened('replay', { window: { until: '2012-09-29' }, replay: true });
    expect(await expireOrders(desk)).toEqual([over]);
    expect(await expireOrders(desk)).toEqual([]);
    expect((await readOrder(desk, author, over)).order.status).toBe('expired');
    const entry = (await entriesOf(store)).find(({ action }) => action === 'order-expire');
    expect(entry).toMatchObject({ outcome: 'done', objects: [{ noun: 'order', id: over }] });
  });

  it('is never above its writer, by its own marking or by that of a part', async () => {
    const store = await newStore();
    const [desk, nobody, analyst] = [deskOn(store), await actorOf(store, {}), await actorOf(store, ANALYST)];
    const above = { code: 'action-above-clearance', kind: 'not-allowed' };
    await expect(draftOrder(desk, nobody, writtenOrder('a', 'S//NF'))).rejects.toMatchObject(above);
    const open = writtenOrder('a', 'U');
    const part = { ...open.order.questions[0]!, marking: 'S' };
    const raised = { ...open, order: { ...open.order, questions: [part] } };
    await expect(draftOrder(desk, nobody, raised)).rejects.toMatchObject(above);
    const { id } = await draftOrder(desk, analyst, raised);
    await expect(readOrder(desk, nobody, id)).rejects.toMatchObject({ code: 'order-not-found' });
    const own = await draftOrder(desk, nobody, open);
    const amendment = { ...writtenOrder('a', 'S//NF'), id: own.id, version: 1 };
    await expect(amendOrder(desk, nobody, amendment)).rejects.toMatchObject(above);
    const lower = { ...open, order: { ...open.order, marking: 'C' }, id, version: 1 };
    await expect(amendOrder(desk, analyst, lower)).rejects.toMatchObject({ code: 'order-identity-changed' });
  });

  it('may have the name of one that its writer may not read', async () => {
    const store = await newStore();
    const [desk, nobody, analyst] = [deskOn(store), await actorOf(store, {}), await actorOf(store, ANALYST)];
    await draftOrder(desk, analyst, writtenOrder('budget', 'S//NF'));
    await draftOrder(desk, nobody, writtenOrder('budget', 'U'));
    await expect(draftOrder(desk, nobody, writtenOrder('budget', 'U'))).rejects.toMatchObject({
      code: 'order-name-taken',
    });
    const names = async (actor: typeof nobody) => (await listOrders(desk, actor)).items.map(({ marking }) => marking);
    expect((await names(analyst)).sort()).toEqual(['S//NF', 'U']);
    expect(await names(nobody)).toEqual(['U']);
    await expect(listOrders(desk, nobody, { after: 'x' })).rejects.toMatchObject({ code: 'cursor-invalid' });
    await expect(listOrders(desk, nobody, { most: 0 })).rejects.toMatchObject({ code: 'page-size' });
  });
});

describe('a hit', () => {
  it('is judged by those who may read the order and the document, with its history', async () => {
    const store = await newStore();
    const [desk, nobody, analyst] = [deskOn(store), await actorOf(store, {}), await actorOf(store, ANALYST)];
    const order = await draftOrder(desk, analyst, writtenOrder('budget', 'S//NF'));
    const text = { title: 'vote', body: 'the votes', language: 'en', scheme: 'us-capco', marking: 'U' };
    const document = await receiveDocument(desk, nobody, text);
    const id = uuid();
    await store.database.work.query(
      `insert into vigie.hit (id, order_id, question_id, document_id, document_label_id, order_label_id, judgement,
         made_at, changed_at) values ($1, $7, $2, $3, $4, $5, 'new', $6, $6)`,
      [
        id,
        order.questions[0]!.id,
        document.id,
        await store.label('U'),
        await store.label('S//NF'),
        new Date(desk.now()),
        order.id,
      ],
    );
    expect((await listHits(desk, nobody)).items).toEqual([]);
    await expect(listHits(desk, nobody, { orderId: order.id })).rejects.toMatchObject({ code: 'order-not-found' });
    await expect(judgeHit(desk, nobody, { id, judgement: 'relevant' })).rejects.toMatchObject({
      code: 'hit-not-found',
    });
    await judgeHit(desk, analyst, { id, judgement: 'to-verify' });
    const judged = await judgeHit(desk, analyst, { id, judgement: 'relevant', credibility: 2, note: 'a\0b' });
    expect(judged).toMatchObject({ judgement: 'relevant', credibility: 2, note: 'a\ufffdb', orderId: order.id });
    expect(judged.history.map(({ place }) => place)).toEqual([1, 2]);
    expect((await listHits(desk, analyst, { orderId: order.id, judgement: 'relevant' })).items).toHaveLength(1);
    const wrong = { id, judgement: 'relevant', credibility: 7 } as const;
    await expect(judgeHit(desk, analyst, wrong)).rejects.toMatchObject({ code: 'hit-credibility' });
  });
});

describe('a search', () => {
  it('holds the archive against an expression, as the matcher does', async () => {
    const store = await newStore();
    const [desk, nobody] = [deskOn(store), await actorOf(store, {})];
    const text = { title: 'Élections', body: 'The voters voted', language: 'en', scheme: 'us-capco', marking: 'U' };
    const { id } = await receiveDocument(desk, nobody, text);
    const found = async (words: string, language = 'en') =>
      (await searchDocuments(desk, nobody, { expression: words, language })).items.map((document) => document.id);
    expect(await found('"elections" AND "voted"')).toEqual([id]);
    expect(await found('"votes"')).toEqual([]);
    expect(await found('votes')).toEqual([id]);
    expect(await found('votes', 'fr')).toEqual([]);
    expect(await found('elect* AND NOT growth')).toEqual([id]);
    expect(await found('voterz~')).toEqual([id]);
    expect(await found('title:vote OR date >= 2012-01-01')).toEqual([]);
    await expect(found('elections AND')).rejects.toMatchObject({
      code: 'search-expression',
      findings: [{ code: 'query-unfinished', span: { start: 13, end: 13 } }],
    });
    await expect(found('@nobody')).rejects.toMatchObject({ findings: [{ code: 'query-unknown-target' }] });
    await expect(receiveDocument(desk, nobody, text)).rejects.toMatchObject({ code: 'document-known' });
    await expect(receiveDocument(desk, nobody, { ...text, publishedOn: '2026-02-30' })).rejects.toMatchObject({
      code: 'document-day',
    });
  });
});
