import { createHash } from 'node:crypto';
import type pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { actorOf, deskOn } from '../../test/support/desk.ts';
import { asking, eventually, openOrder } from '../../test/support/pipeline.ts';
import { type TestStore, testServer } from '../../test/support/store.ts';
import { lexemesOf } from '../actions/lexemes.ts';
import { addDocuments } from '../store/documents.ts';
import { MatchRole } from './match-role.ts';
import { RecentDocuments } from './recent-documents.ts';

const newStore = testServer();
const EDITOR = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };

/** A matcher that is moved step by step, with one open order that every document answers. */
async function scene() {
  const store = await newStore();
  const desk = { ...deskOn(store), now: Date.now };
  const [author, editor] = [await actorOf(store, EDITOR), await actorOf(store, EDITOR)];
  const open = (name: string) => openOrder(desk, author, editor, asking(name, { A: 'contract' }));
  await open('first');
  const role = await MatchRole.open({ desk, recent: new RecentDocuments(), threads: 1 });
  onTestFinished(() => role.close());
  const labelId = await store.label('U');
  // From here on the run over the archive is over, and what is found was followed.
  await matchAll(store, role);
  const insert = (client: pg.ClientBase, name: string, id: string) => addDocument(client, { name, id, labelId });
  return { store, open, role, insert, matched: () => matchAll(store, role) };
}

/** Ids are in no order with commits: `first` sorts before all others of a test, `last` behind them. */
const ID = {
  first: '00000000-0000-4000-8000-000000000001',
  middle: '77777777-0000-4000-8000-000000000002',
  middle2: '88888888-0000-4000-8000-000000000003',
  last: 'ffffffff-0000-4000-8000-000000000004',
} as const;

function addDocument(
  client: pg.ClientBase,
  { name, id, labelId }: { readonly name: string; readonly id: string; readonly labelId: number },
): Promise<string[]> {
  const body = `The contract of ${name}.`;
  const described = { sourceId: null, language: null, publishedOn: null, address: null, supersedesId: null };
  const contentHash = createHash('sha256').update(name).digest();
  const document = { ...described, id, labelId, title: name, body, contentHash, receivedAt: new Date() };
  return addDocuments(client, [{ ...document, lexemes: lexemesOf(name, body) }]);
}

/** Lets the matcher do what it can, and returns the documents that it found, each as often as it is there. */
async function matchAll({ database }: TestStore, role: MatchRole): Promise<string[]> {
  while ((await role.step()) === 0);
  const { rows } = await database.owner.query<{ title: string }>(
    'select title from vigie.hit join vigie.document on document.id = document_id order by title',
  );
  return rows.map(({ title }) => title);
}

async function followed({ database }: TestStore): Promise<number> {
  const { rows } = await database.owner.query<{ documents: number }>('select documents::int from vigie.follower');
  return rows[0]!.documents;
}

/** A transaction that is held open, until it is ended here or with the test. */
async function held({
  database,
}: TestStore): Promise<pg.PoolClient & { end(how: 'commit' | 'rollback'): Promise<void> }> {
  const client = await database.work.connect();
  let isOver = false;
  const end = async (how: string): Promise<void> => {
    if (isOver) return;
    isOver = true;
    await client.query(how);
    client.release();
  };
  onTestFinished(() => end('rollback'));
  await client.query('begin');
  return Object.assign(client, { end });
}

describe('the matcher, while a transaction with a document is held open', () => {
  it.each([
    ['below', ID.first],
    ['between', ID.middle],
    ['above', ID.last],
  ])('does not pass it, and finds it once it is committed, with an id %s those committed before', async (_, id) => {
    const { store, insert, matched } = await scene();
    const slow = await held(store);
    await insert(slow, 'slow', id);
    const others = [ID.first, ID.middle2, ID.last].filter((other) => other !== id);
    for (const [at, other] of others.entries()) {
      const quick = await held(store);
      await insert(quick, `quick ${at}`, other);
      await quick.end('commit');
    }
    expect(await matched()).toEqual([]);
    expect(await followed(store)).toBe(0);
    await slow.end('commit');
    const all = [...others.map((_other, at) => `quick ${at}`), 'slow'];
    await eventually(matched, (found) => found.length === all.length);
    expect([await matched(), await followed(store)]).toEqual([all, all.length]);
  });

  it('goes up to it, and not past what was inserted late in a transaction that began to write early', async () => {
    const { store, insert, matched } = await scene();
    const before = await held(store);
    await insert(before, 'a before', ID.last);
    await before.end('commit');
    const slow = await held(store);
    await slow.query('select pg_current_xact_id()');
    await eventually(matched, (found) => found.length === 1);
    const after = await held(store);
    await insert(after, 'b after', ID.middle);
    await after.end('commit');
    expect(await matched()).toEqual(['a before']);
    await insert(slow, 'c late', ID.first);
    expect(await matched()).toEqual(['a before']);
    await slow.end('commit');
    await eventually(matched, (found) => found.length === 3);
    expect([await matched(), await followed(store)]).toEqual([['a before', 'b after', 'c late'], 3]);
  });

  it('goes on where it is taken back', async () => {
    const { store, insert, matched } = await scene();
    const slow = await held(store);
    await insert(slow, 'taken back', ID.first);
    const quick = await held(store);
    await insert(quick, 'quick', ID.middle);
    await quick.end('commit');
    expect(await matched()).toEqual([]);
    await slow.end('rollback');
    await eventually(matched, (found) => found.length === 1);
    expect([await matched(), await followed(store)]).toEqual([['quick'], 1]);
  });

  it('finds it for an order whose run over the archive ended meanwhile', async () => {
    const { store, open, insert, matched } = await scene();
    const slow = await held(store);
    await insert(slow, 'slow', ID.first);
    await open('second');
    await matched();
    const { rows } = await store.database.owner.query('select distinct state from vigie.back_fill');
    expect(rows).toEqual([{ state: 'done' }]);
    await slow.end('commit');
    await eventually(matched, (found) => found.length === 2);
    expect(await matched()).toEqual(['slow', 'slow']);
  });

  it('finds every document once, in whatever order transactions begin, write and end', async () => {
    const { store, insert, matched } = await scene();
    const ids = Array.from({ length: 40 }, (_, at) => createHash('sha256').update(`${at}`).digest('hex'));
    const running: { readonly end: () => Promise<void>; readonly at: number }[] = [];
    const committed: string[] = [];
    for (const [at, hex] of ids.entries()) {
      const client = await held(store);
      const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
      await insert(client, `report ${at}`, id);
      const isKept = hex.charCodeAt(40) % 5 > 0;
      running.push({ at, end: () => client.end(isKept ? 'commit' : 'rollback') });
      if (isKept) committed.push(`report ${at}`);
      // Of four that are open any may end first.
      if (running.length > 3) await running.splice(hex.charCodeAt(41) % 4, 1)[0]!.end();
      const found = await matched();
      expect(new Set(found).size).toBe(found.length);
    }
    for (const { end } of running.reverse()) await end();
    await eventually(matched, (found) => found.length === committed.length);
    expect([await matched(), await followed(store)]).toEqual([committed.sort(), committed.length]);
  });
});

describe('the watch over open orders', () => {
  it('sees a change that is committed after a later one of another order', async () => {
    const { store, open, role } = await scene();
    const second = await open('second');
    await role.step();
    const { owner, work } = store.database;
    const slow = await held(store);
    const earlier = new Date(Date.now() + 1000);
    await slow.query('update vigie.watch_order set changed_at = $2 where id <> $1', [second, earlier]);
    await work.query('update vigie.watch_order set changed_at = $2 where id = $1', [
      second,
      new Date(Date.now() + 2000),
    ]);
    await role.step();
    await slow.end('commit');
    await role.step();
    const { rows } = await owner.query<{ id: string }>('select id from vigie.watch_order where id <> $1', [second]);
    expect(role.orders.get(rows[0]!.id)?.changedAt).toEqual(earlier);
  });
});
