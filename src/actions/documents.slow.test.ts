import { describe, expect, it } from 'vitest';
import { actorOf, deskOn, entriesOf, opening, writtenOrder } from '../../test/support/desk.ts';
import { NOW, testServer, uuid } from '../../test/support/store.ts';
import type { Actor } from './actor.ts';
import { createSource } from './create-source.ts';
import type { Desk } from './desk.ts';
import { draftOrder } from './draft-order.ts';
import { type DocumentListRequest, listDocuments } from './list-documents.ts';
import { listEditions } from './list-editions.ts';
import { moveOrder } from './move-order.ts';
import { moveTask } from './move-task.ts';
import { offerTask } from './offer-task.ts';
import { readDocument } from './read-document.ts';
import { readDocumentBytes } from './read-document-bytes.ts';
import { type ReceivedDocument, receiveDocument } from './receive-document.ts';
import { searchDocuments } from './search-documents.ts';

const newStore = testServer();
const ANALYST = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };
const FEED = {
  name: 'Gazette',
  kind: 'feed',
  address: 'https://x.example/',
  reliability: 'B',
  trusted: false,
} as const;
const DAY = 86_400_000;

function stated(marking: string) {
  return { scheme: 'us-capco', marking };
}

function text(marking: string, title: string): ReceivedDocument {
  return { title, body: `${title} body`, ...stated(marking) };
}

async function scene() {
  const store = await newStore();
  const [nobody, analyst] = [await actorOf(store, {}), await actorOf(store, ANALYST)];
  return { store, desk: deskOn(store), nobody, analyst };
}

/** Offers a task of an order with this marking, which somebody else has opened. */
async function newTask({ store, desk, analyst }: Awaited<ReturnType<typeof scene>>, marking: string): Promise<string> {
  const { id, questions } = await draftOrder(desk, analyst, writtenOrder(`order ${marking}`, marking));
  await moveOrder(desk, analyst, { id, move: 'submit' });
  const approver = await actorOf(store, ANALYST);
  await moveOrder(desk, approver, await opening(desk, approver, id));
  const to = { memberId: analyst.id };
  return (await offerTask(desk, analyst, { questionId: questions[0]!.id, to, instruction: 'Ask.' })).id;
}

async function titles(desk: Desk, actor: Actor, request: DocumentListRequest): Promise<string[]> {
  return (await listDocuments(desk, actor, request)).items.map(({ title }) => title);
}

function refusal(work: Promise<unknown>): Promise<unknown> {
  return work.catch(({ kind, code, message }) => ({ kind, code, message }));
}

describe('a document', () => {
  it('is kept with its portions and its bytes, which are read by an act of their own', async () => {
    const { store, desk, nobody, analyst } = await scene();
    const portions = [
      { kind: 'paragraph', mark: '(S//NF)', start: 0, end: 4 },
      { kind: 'list item', mark: null, start: 5, end: 9 },
    ];
    const bytes = Buffer.from([0, 255, 7]);
    const received = { ...text('S//NF', 'plan'), portions, bytes, mediaType: 'application/pdf' };
    const { id } = await receiveDocument(desk, analyst, received);
    const read = await readDocument(desk, analyst, id);
    expect(read).toMatchObject({ title: 'plan', portions, mediaType: 'application/pdf', taskId: null });
    expect(JSON.stringify(read)).not.toContain('labelId');
    expect(await readDocumentBytes(desk, analyst, id)).toEqual({ mediaType: 'application/pdf', bytes });
    const entry = (await entriesOf(store)).find(({ action }) => action === 'document-read-bytes');
    expect(entry).toMatchObject({ actor: analyst.id, outcome: 'done', objects: [{ noun: 'document', id }] });
    expect(entry!.labels).toHaveLength(1);
    const told = await Promise.all([id, uuid(), 'x'].map((one) => refusal(readDocumentBytes(desk, nobody, one))));
    expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(told[0]).toMatchObject({ code: 'document-not-found' });
  });

  it('has no bytes where it came as text, and bytes of no known kind where none is stated', async () => {
    const { desk, nobody } = await scene();
    const plain = await receiveDocument(desk, nobody, text('U', 'plain'));
    await expect(readDocumentBytes(desk, nobody, plain.id)).rejects.toMatchObject({ code: 'document-no-bytes' });
    expect(await readDocument(desk, nobody, plain.id)).toMatchObject({ portions: [], mediaType: null });
    const raw = await receiveDocument(desk, nobody, { ...text('U', 'raw'), bytes: Buffer.from('x') });
    expect((await readDocumentBytes(desk, nobody, raw.id)).mediaType).toBe('application/octet-stream');
  });

  it('that came as text is known by title and text, wherever the one ends and the other begins', async () => {
    const { desk, nobody } = await scene();
    const first = { ...stated('U'), title: 'one', body: 'two\n\nthree' };
    await receiveDocument(desk, nobody, first);
    await expect(receiveDocument(desk, nobody, first)).rejects.toMatchObject({ code: 'document-known' });
    const { id } = await receiveDocument(desk, nobody, { ...first, title: 'one\n\ntwo', body: 'three' });
    expect((await readDocument(desk, nobody, id)).body).toBe('three');
  });

  it('is not kept in part: what is wrong with it leaves nothing but an entry', async () => {
    const { store, desk, nobody } = await scene();
    const portion = { kind: 'paragraph', mark: null, start: 0, end: 99 };
    const bytes = Buffer.from('x');
    for (const [code, wrong] of [
      ['document-portion', { portions: [portion] }],
      ['document-media-type', { bytes, mediaType: 'text/html\r\nX: y' }],
      ['document-day', { publishedOn: '2012' }],
      ['document-day', { publishedOn: '0000-01-01' }],
      ['action-above-clearance', { ...stated('S//NF'), bytes, portions: [{ ...portion, end: 1 }] }],
    ] as const) {
      const refused = receiveDocument(desk, nobody, { ...text('U', 'wrong'), ...wrong });
      await expect(refused).rejects.toMatchObject({ code });
    }
    for (const table of ['document', 'document_portion', 'document_bytes']) {
      expect((await store.database.owner.query(`select from vigie.${table}`)).rowCount).toBe(0);
    }
    expect((await entriesOf(store)).map(({ outcome, objects, labels }) => [outcome, objects, labels])).toEqual(
      Array.from({ length: 5 }, () => ['refused', [], []]),
    );
  });
});

describe('a document that answers a task', () => {
  it('names the task, in its entry too, to those who may read it', async () => {
    const world = await scene();
    const { store, desk, nobody, analyst } = world;
    const taskId = await newTask(world, 'S//NF');
    const { id } = await receiveDocument(desk, analyst, { ...text('U', 'answer'), taskId });
    expect((await readDocument(desk, analyst, id)).taskId).toBe(taskId);
    expect((await readDocument(desk, nobody, id)).taskId).toBeNull();
    const entry = (await entriesOf(store)).find(({ action }) => action === 'document-receive');
    expect(entry!.objects).toEqual([
      { noun: 'document', id },
      { noun: 'task', id: taskId },
    ]);
    expect(entry!.labels).toHaveLength(2);
  });

  it('is refused where the task is not to be read, or is ended', async () => {
    const world = await scene();
    const { desk, nobody, analyst } = world;
    const taskId = await newTask(world, 'S//NF');
    const told = await Promise.all(
      [taskId, uuid(), 'x'].map((id) => refusal(receiveDocument(desk, nobody, { ...text('U', id), taskId: id }))),
    );
    expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(told[0]).toMatchObject({ code: 'task-not-found' });
    await moveTask(desk, analyst, { id: taskId, move: 'accept' });
    await receiveDocument(desk, analyst, { ...text('U', 'one'), taskId });
    await moveTask(desk, analyst, { id: taskId, move: 'finish', note: 'Found.' });
    await expect(receiveDocument(desk, analyst, { ...text('U', 'two'), taskId })).rejects.toMatchObject({
      code: 'task-ended',
    });
  });
});

describe('editions', () => {
  it('are told both ways, as far as one may read them without a gap', async () => {
    const { store, desk, nobody, analyst } = await scene();
    const ids: string[] = [];
    for (const [title, marking] of [
      ['first', 'U'],
      ['second', 'U'],
      ['third', 'S//NF'],
      ['fourth', 'U'],
      ['fifth', 'U'],
    ] as const) {
      const supersedesId = ids.at(-1);
      ids.push((await receiveDocument(desk, analyst, { ...text(marking, title), supersedesId })).id);
    }
    await receiveDocument(desk, analyst, { ...text('U', 'other'), supersedesId: ids[0] });
    const told = async (actor: Actor, index: number) => {
      const { earlier, later, isWhole } = await listEditions(desk, actor, ids[index]!);
      return [earlier.map(({ title }) => title), later.map(({ title }) => title).sort(), isWhole];
    };
    expect(await told(analyst, 3)).toEqual([['third', 'second', 'first'], ['fifth'], true]);
    expect(await told(analyst, 0)).toEqual([[], ['fifth', 'fourth', 'other', 'second', 'third'], true]);
    expect(await told(nobody, 1)).toEqual([['first'], [], true]);
    expect(await told(nobody, 4)).toEqual([['fourth'], [], true]);
    // Nor does the document itself, or a list, name what it took the place of.
    expect((await readDocument(desk, nobody, ids[3]!)).supersedesId).toBeNull();
    expect((await readDocument(desk, analyst, ids[3]!)).supersedesId).toBe(ids[2]);
    expect(JSON.stringify(await listDocuments(desk, nobody))).not.toContain(ids[2]);
    for (const id of [ids[2]!, uuid(), 'x']) {
      await expect(listEditions(desk, nobody, id)).rejects.toMatchObject({ code: 'document-not-found' });
    }
    const entry = (await entriesOf(store)).find(({ action, actor }) => {
      return action === 'document-list-editions' && actor === nobody.id;
    });
    expect(entry!.objects).toHaveLength(2);
  });

  it('say where there are more than are told', async () => {
    const { desk, nobody } = await scene();
    const { id } = await receiveDocument(desk, nobody, text('U', 'first'));
    for (let number = 0; number < 101; number++) {
      await receiveDocument(desk, nobody, { ...text('U', `edition ${number}`), supersedesId: id });
    }
    const { later, isWhole } = await listEditions(desk, nobody, id);
    expect([later.length, isWhole]).toEqual([100, false]);
  });
});

describe('a list of documents', () => {
  it('is of days of receipt, both included, for those with few labels and with many', async () => {
    const { store, desk, nobody, analyst } = await scene();
    for (const [title, at] of [
      ['eve', NOW - DAY],
      ['morning', Date.parse('2026-11-20')],
      ['evening', Date.parse('2026-11-20T23:59:59.999Z')],
      ['morrow', Date.parse('2026-11-21')],
    ] as const) {
      await receiveDocument({ ...desk, now: () => at }, nobody, text('U', title));
    }
    const [from, until] = ['2026-11-20', '2026-11-20'];
    const check = async () => {
      for (const actor of [nobody, analyst]) {
        const day = { receivedFrom: from, receivedUntil: until };
        expect(await titles(desk, actor, day)).toEqual(['evening', 'morning']);
        expect(await titles(desk, actor, { receivedFrom: from })).toEqual(['morrow', 'evening', 'morning']);
        expect(await titles(desk, actor, { receivedUntil: until })).toEqual(['evening', 'morning', 'eve']);
        const { next } = await listDocuments(desk, actor, { ...day, most: 1 });
        expect(await titles(desk, actor, { ...day, after: next })).toEqual(['morning']);
        expect(await titles(desk, actor, { receivedFrom: '0001-01-01', receivedUntil: '9999-12-31' })).toHaveLength(4);
      }
    };
    await check();
    for (let number = 0; number < 70; number++) await store.label('U', [['group', `g${number}`]]);
    const everywhere = Array.from({ length: 70 }, (_, number) => `g${number}`);
    const many = await actorOf(store, { ...ANALYST, groups: everywhere });
    expect(await titles(desk, many, { receivedFrom: from, receivedUntil: until })).toEqual(['evening', 'morning']);
    await expect(titles(desk, nobody, { receivedFrom: '2026-11' })).rejects.toMatchObject({ code: 'document-day' });
    await expect(
      titles(desk, nobody, { receivedFrom: '2026-11-21', receivedUntil: '2026-11-20' }),
    ).rejects.toMatchObject({ code: 'document-days' });
  });

  it('is of one source that the actor may read, and names no other', async () => {
    const { store, desk, nobody, analyst } = await scene();
    const open = await createSource(desk, nobody, { ...FEED, ...stated('U'), defaultMarking: stated('U') });
    const secret = { ...FEED, name: 'Herald', ...stated('S//NF') };
    const hidden = await createSource(desk, analyst, { ...secret, defaultMarking: stated('U') });
    for (const [title, source] of [
      ['of the open one', open],
      ['of the hidden one', hidden],
    ] as const) {
      const { id } = await receiveDocument(desk, nobody, text('U', title));
      await store.database.work.query('update vigie.document set source_id = $2 where id = $1', [id, source.id]);
    }
    await receiveDocument(desk, analyst, text('S//NF', 'of no source'));
    expect(await titles(desk, nobody, { sourceId: open.id })).toEqual(['of the open one']);
    expect(await titles(desk, analyst, { sourceId: hidden.id })).toEqual(['of the hidden one']);
    expect(await titles(desk, analyst, { sourceId: hidden.id, receivedUntil: '2026-11-19' })).toEqual([]);
    for (const sourceId of [hidden.id, uuid(), 'x']) {
      await expect(listDocuments(desk, nobody, { sourceId })).rejects.toMatchObject({ code: 'source-not-found' });
    }
    const sources = (await listDocuments(desk, nobody)).items.map(({ sourceId }) => sourceId);
    expect(new Set(sources)).toEqual(new Set([open.id, null]));
    const found = async (actor: Actor, name: string) =>
      (await searchDocuments(desk, actor, { expression: `source:${name}` })).items.map(({ title }) => title);
    expect(await found(nobody, 'Gazette')).toEqual(['of the open one']);
    expect(await found(analyst, 'Herald')).toEqual(['of the hidden one']);
    expect(await found(nobody, 'Herald')).toEqual([]);
    const entry = (await entriesOf(store)).find(({ action, objects }) => {
      return action === 'document-list' && objects.some(({ id }) => id === open.id);
    });
    expect(entry).toMatchObject({ outcome: 'done' });
  });
});

describe('a very long document', () => {
  it('is found by all of its words, though the index cannot hold them', async () => {
    const store = await newStore();
    const [desk, reader] = [deskOn(store), await actorOf(store, {})];
    const words = Array.from({ length: 120_000 }, (_, number) => `w${(number * 7919).toString(36)}x`);
    const long = { scheme: 'us-capco', marking: 'U', title: 'long', body: words.join(' ') };
    const { id } = await receiveDocument(desk, reader, long);
    await receiveDocument(desk, reader, { ...long, body: 'short' });
    for (const word of [words[0]!, words[60_000]!, words.at(-1)!, `"${words[119_998]} ${words[119_999]}"`]) {
      const { items } = await searchDocuments(desk, reader, { expression: word });
      expect(items.map((item) => item.id)).toEqual([id]);
    }
    expect((await searchDocuments(desk, reader, { expression: 'nowhere' })).items).toEqual([]);
  });

  it('is refused past its bounds, and so is a language that is none', async () => {
    const store = await newStore();
    const [desk, reader] = [deskOn(store), await actorOf(store, {})];
    const document = { scheme: 'us-capco', marking: 'U', title: 'x', body: 'x' };
    const receive = (changed: object) => receiveDocument(desk, reader, { ...document, ...changed });
    await expect(receive({ body: 'x'.repeat(5_000_001) })).rejects.toMatchObject({ code: 'document-too-large' });
    await expect(receive({ title: 'x'.repeat(10_001) })).rejects.toMatchObject({ code: 'document-too-large' });
    await expect(receive({ language: '\0' })).rejects.toMatchObject({ code: 'document-language' });
    await expect(receive({ needToKnow: [['a\0']] })).rejects.toMatchObject({ code: 'marking-need-to-know' });
    const many = Array.from({ length: 40_000 }, (_, number) => [`g${number}`]);
    await expect(receive({ needToKnow: many })).rejects.toMatchObject({ code: 'marking-need-to-know' });
  });
});

describe('what is refused as above', () => {
  it('leaves no label behind', async () => {
    const store = await newStore();
    const [desk, reader] = [deskOn(store), await actorOf(store, {})];
    const labels = async () => (await store.database.owner.query('select from vigie.label')).rowCount;
    const before = await labels();
    const document = { scheme: 'us-capco', marking: 'S', needToKnow: [['courts']], title: 'x', body: 'x' };
    await expect(receiveDocument(desk, reader, document)).rejects.toMatchObject({ code: 'action-above-clearance' });
    expect(await labels()).toBe(before);
  });
});
