import { describe, expect, it } from 'vitest';
import { actorOf, addHit, deskOn, entriesOf } from '../../test/support/desk.ts';
import { asking, folderOf, openOrder, readNow, sourceAt } from '../../test/support/pipeline.ts';
import { type TestStore, testServer, uuid } from '../../test/support/store.ts';
import { explainDocument } from './explain-document.ts';
import { explainHits } from './explain-hits.ts';
import { previewQuestion } from './preview-question.ts';
import { receiveDocument } from './receive-document.ts';

const newStore = testServer();
const ANALYST = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };
const OPEN = { scheme: 'us-capco', marking: 'U' } as const;

async function scene() {
  const store = await newStore();
  const [author, editor] = [await actorOf(store, ANALYST), await actorOf(store, ANALYST)];
  return { store, desk: deskOn(store), author, editor, low: await actorOf(store, {}) };
}

async function received({ desk, author }: Awaited<ReturnType<typeof scene>>, title: string, rest: object = {}) {
  const { id } = await receiveDocument(desk, author, { ...OPEN, title, body: title, ...rest });
  return id;
}

describe('a question before it is asked', () => {
  it('shows how much it would find, by week, as far as its reader may read it', async () => {
    const at = await scene();
    await received(at, 'A contract on Monday', { publishedOn: '2012-01-02' });
    await received(at, 'A contract on Sunday', { publishedOn: '2012-01-08' });
    await received(at, 'A contract of the week after', { publishedOn: '2012-01-09' });
    await received(at, 'A hidden contract', { publishedOn: '2012-01-09', marking: 'S//NF' });
    await received(at, 'Rain', { publishedOn: '2012-01-09' });
    const expression = 'contract';
    const seen = await previewQuestion(at.desk, at.low, { expression });
    expect(seen).toMatchObject({
      count: 3,
      isWhole: true,
      weeks: [
        { monday: '2012-01-02', count: 2 },
        { monday: '2012-01-09', count: 1 },
      ],
    });
    expect(seen.samples.map(({ title }) => title)).not.toContain('A hidden contract');
    expect((await previewQuestion(at.desk, at.author, { expression })).count).toBe(4);
    const window = { from: '2012-01-09', until: 'unknown' } as const;
    expect(await previewQuestion(at.desk, at.low, { expression, window })).toMatchObject({ count: 1 });
    await expect(previewQuestion(at.desk, at.low, { expression: 'NOT contract' })).rejects.toMatchObject({
      code: 'search-expression',
    });
  });
});

describe('a hit', () => {
  it('is explained to those who may read it: by the question of its order, with the places', async () => {
    const at = await scene();
    const { store, desk, author, editor, low } = at;
    const orderId = await openOrder(desk, author, editor, asking('contracts', { A: 'contract AND NOT rain' }));
    const [open, hidden] = [
      await received(at, 'One contract'),
      await received(at, 'Two contract', { marking: 'S//NF' }),
    ];
    const ids = [
      await addHit(store, { orderId, documentId: hidden }),
      await addHit(store, { orderId, documentId: open }),
    ];
    const explained = await explainHits(desk, author, [...ids, uuid(), 'x']);
    expect(explained.map(({ hit, document, explanation }) => [hit.id, document.title, explanation.holds])).toEqual([
      [ids[0], 'Two contract', true],
      [ids[1], 'One contract', true],
    ]);
    const [first] = explained[1]!.explanation.parts;
    expect(first!.spans).toContainEqual({ field: 'title', start: 4, end: 12 });
    expect((await explainHits(desk, low, ids)).map(({ hit }) => hit.id)).toEqual([ids[1]]);
  });
});

async function lastEntry(store: TestStore, action: string) {
  return (await entriesOf(store)).find((entry) => entry.action === action);
}

describe('whoever lets a source be read', () => {
  it('stands in the log, and must know of the source', async () => {
    const { store, desk, author, low } = await scene();
    const { folder, remove } = folderOf({ 'a.txt': 'A contract.' });
    const source = await sourceAt(desk, author, 'folder', folder);
    expect((await readNow(desk, author, source.id)).tally).toMatchObject({ added: 1 });
    expect(await lastEntry(store, 'source-run')).toMatchObject({ actor: author.id, outcome: 'done' });
    await store.database.work.query('update vigie.source set label_id = $1', [await store.label('S//NF')]);
    await expect(readNow(desk, low, source.id)).rejects.toMatchObject({ code: 'source-not-found' });
    remove();
  });
});

describe('a document', () => {
  it('tells which questions it answers and where, of those that its reader may read', async () => {
    const at = await scene();
    const { store, desk, author, editor, low } = at;
    const orderId = await openOrder(desk, author, editor, asking('contracts', { A: 'contract', B: 'rain' }));
    const marked = asking('hidden', { A: 'one' });
    const hiddenOrder = await openOrder(desk, author, editor, {
      ...marked,
      order: { ...marked.order, marking: 'S//NF' },
    });
    const documentId = await received(at, 'One contract in the rain');
    const hits = [
      await addHit(store, { orderId, documentId, minutes: 3 }),
      await addHit(store, { orderId, letter: 'B', documentId, minutes: 2 }),
    ];
    const hidden = await addHit(store, { orderId: hiddenOrder, documentId, minutes: 1 });
    const seen = async (actor: typeof low) => (await explainDocument(desk, actor, documentId)).hits;
    expect((await seen(low)).map(({ hit, question }) => [hit.id, question.letter])).toEqual([
      [hits[0], 'A'],
      [hits[1], 'B'],
    ]);
    expect((await seen(low))[1]!.spans).toMatchObject([
      { start: 20, end: 24, field: 'title' },
      { start: 20, end: 24, field: 'text' },
    ]);
    expect((await seen(author)).map(({ hit }) => hit.id)).toEqual([...hits, hidden]);
    const secret = await received(at, 'A secret contract', { marking: 'S//NF' });
    await expect(explainDocument(desk, low, secret)).rejects.toMatchObject({ code: 'document-not-found' });
    await expect(explainDocument(desk, low, uuid())).rejects.toMatchObject({ code: 'document-not-found' });
  });
});
