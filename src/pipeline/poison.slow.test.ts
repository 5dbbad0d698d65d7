import { describe, expect, it, onTestFinished } from 'vitest';
import { actorOf, deskOn } from '../../test/support/desk.ts';
import { asking, eventually, extractHere, folderOf, openOrder, sourceAt } from '../../test/support/pipeline.ts';
import { NOWHERE } from '../../test/support/read-source.ts';
import { testServer } from '../../test/support/store.ts';
import { lexemesOf } from '../actions/lexemes.ts';
import { type GivenDocument, receiveFromSource } from '../actions/receive-from-source.ts';
import { defaultRates } from '../amounts/default-rates.ts';
import type { MatchDocument } from '../matcher/document.ts';
import { QuestionIndex } from '../matcher/questions/question-index.ts';
import { sourceToRead } from '../store/source-items.ts';
import { MatchPool } from '../threads/match-pool.ts';
import { collect } from './collecting.ts';
import { MatchRole } from './match-role.ts';
import type { Matched } from './matching.ts';
import { Receiving } from './receiving.ts';
import { RecentDocuments } from './recent-documents.ts';

const newStore = testServer();
const EDITOR = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };
const ASKED = { A: 'contract AND amount > 1 EUR', B: 'contract' };

/** A desk with a folder as its source, and a matcher that is moved step by step. */
async function scene() {
  const store = await newStore();
  const desk = { ...deskOn(store), now: Date.now };
  const [author, editor] = [await actorOf(store, EDITOR), await actorOf(store, EDITOR)];
  const files = folderOf({});
  onTestFinished(files.remove);
  const source = await sourceAt(desk, author, 'folder', files.folder);
  const role = await MatchRole.open({ desk, recent: new RecentDocuments(), threads: 1 });
  onTestFinished(() => role.close());
  const list = async <Row extends object>(query: string): Promise<Row[]> =>
    (await store.database.owner.query<Row>(query)).rows;
  return {
    ...{ store, desk, source, files, role, list },
    open: () => openOrder(desk, author, editor, asking('contracts', ASKED)),
    matchAll: async () => {
      while ((await role.step()) === 0);
    },
  };
}

/** So many documents; those at these places break whatever looks at their amounts, as no reader of files makes them. */
function documents(count: number, poisoned: readonly number[]): GivenDocument[] {
  return Array.from({ length: count }, (_, at) => {
    const [title, body] = [`Report ${at}`, `A contract of EUR ${at + 10} million was signed.`];
    const details = poisoned.includes(at) ? { amounts: 5 } : {};
    return { key: `${at}`, title, body, details, portions: [], lexemes: lexemesOf(title, body) };
  });
}

const PUT_ASIDE = `select title, code, state, tries from vigie.quarantined
  join vigie.document on document.id = document_id order by title`;
const HITS =
  'select title, count(*)::int from vigie.hit join vigie.document on document.id = document_id group by title';

const aside = (...places: number[]) =>
  places.map((at) => ({ title: `Report ${at}`, code: 'match-failed', state: 'kept', tries: 1 }));

describe('a document that breaks the matcher', () => {
  it('is put aside with the reason, and those around it are matched', async () => {
    const { desk, source, open, matchAll, list } = await scene();
    await open();
    await matchAll();
    await receiveFromSource(desk, source.id, documents(150, [0, 77, 149]));
    await eventually(
      async () => {
        await matchAll();
        return list<{ count: number }>(HITS);
      },
      (hits) => hits.length === 147,
    );
    expect((await list<{ count: number }>(HITS)).every(({ count }) => count === 2)).toBe(true);
    expect(await list(PUT_ASIDE)).toEqual(aside(0, 149, 77));
    expect(await list('select documents::int, hits::int from vigie.follower')).toEqual([{ documents: 150, hits: 294 }]);
    // The line goes on.
    await receiveFromSource(desk, source.id, documents(151, []).slice(150));
    await eventually(
      async () => {
        await matchAll();
        return list(HITS);
      },
      (hits) => hits.length === 148,
    );
  });

  it('is put aside by a run over the archive, which ends', async () => {
    const { desk, source, open, matchAll, list } = await scene();
    await receiveFromSource(desk, source.id, documents(150, [3]));
    await eventually(
      async () => {
        await matchAll();
        return list('select from vigie.follower where documents = 150');
      },
      ({ length }) => length === 1,
    );
    await open();
    await matchAll();
    expect(await list('select state, looked::int, hits::int from vigie.back_fill')).toEqual([
      { state: 'done', looked: 150, hits: 298 },
    ]);
    expect(await list(PUT_ASIDE)).toEqual(aside(3));
  });

  it('is not passed by a run that cannot put it aside', async () => {
    const { store, desk, source, open, matchAll, role, list } = await scene();
    await receiveFromSource(desk, source.id, documents(20, [3]));
    await eventually(
      async () => {
        await matchAll();
        return list('select from vigie.follower where documents = 20');
      },
      ({ length }) => length === 1,
    );
    await open();
    const { owner } = store.database;
    await owner.query('revoke insert on vigie.quarantined from vigie_work');
    await expect(role.step()).rejects.toThrow('permission denied');
    expect(await list('select state, looked::int, hits::int from vigie.back_fill')).toEqual([
      { state: 'running', looked: 0, hits: 0 },
    ]);
    await owner.query('grant insert on vigie.quarantined to vigie_work');
    await matchAll();
    expect(await list('select state, looked::int from vigie.back_fill')).toEqual([{ state: 'done', looked: 20 }]);
    expect(await list(PUT_ASIDE)).toEqual(aside(3));
  });
});

describe('threads that can match nothing', () => {
  it('are no fault of the documents: none is put aside, and all are matched when they can again', async () => {
    const { desk, source, open, list } = await scene();
    await open();
    await receiveFromSource(desk, source.id, documents(30, [3]));
    const pool = new FailingPool({ index: new QuestionIndex(), rates: defaultRates, threads: 1 });
    const found: Matched[] = [];
    const failing = await MatchRole.open({
      ...{ desk, recent: new RecentDocuments(), threads: 1, pool, matched: (matched) => found.push(matched) },
    });
    onTestFinished(() => failing.close());
    await eventually(
      () => failing.step().then(String, String),
      (answer) => answer === 'Error: no thread can be started',
    );
    expect(await list(PUT_ASIDE)).toEqual([]);
    expect(await list('select documents::int from vigie.follower')).toEqual([{ documents: 0 }]);
    pool.fails = false;
    await failing.step();
    expect(found).toContainEqual({ documents: 30, hits: 58 });
    // By the stream and by the back-fill of the order, which was opened before they came.
    expect(await list(PUT_ASIDE)).toEqual(aside(3).map((one) => ({ ...one, tries: 2 })));
  });
});

/** As where the machine has no memory left for a thread. */
class FailingPool extends MatchPool {
  fails = true;

  override match(given: readonly MatchDocument[]): Promise<string[][]> {
    return this.fails ? Promise.reject(new Error('no thread can be started')) : super.match(given);
  }
}

describe('a file of which a part is broken', () => {
  it('is kept aside, once however often it is read, until all of it can be read', async () => {
    const { desk, source, files, list } = await scene();
    const receiving = new Receiving({
      ...{ desk, extract: extractHere, recent: new RecentDocuments(), atOnce: 4, arrived: () => undefined },
    });
    const world = { ...NOWHERE, folders: [files.folder], now: Date.now };
    const read = async () => {
      const { state: _state, ...fresh } = (await sourceToRead(desk.database.work, source.id))!;
      await collect({ desk, receiving, world }, { ...fresh, state: {} });
      return list('select item_key, code, state, tries, length(bytes) as bytes from vigie.quarantined');
    };
    const good = JSON.stringify({ title: 'One', text: 'The contract.' });
    files.write('a.jsonl', `${good}\n{"broken\n`);
    const kept = { item_key: 'a.jsonl', code: 'extract-bad-json', state: 'kept', bytes: good.length + 10 };
    expect(await read()).toEqual([{ ...kept, tries: 1 }]);
    expect(await read()).toEqual([{ ...kept, tries: 2 }]);
    files.write('a.jsonl', `${good}\n${good.replace('One', 'Two')}\n`);
    expect(await read()).toEqual([{ ...kept, tries: 2, state: 'solved', bytes: null }]);
    expect(await list('select title from vigie.document order by title')).toEqual([{ title: 'One' }, { title: 'Two' }]);
  });
});

describe('a question that the matcher does not take', () => {
  it('is told, and the other questions are held', async () => {
    const { desk, source, open, list } = await scene();
    const id = await open();
    class ChoosyPool extends MatchPool {
      override set(question: Parameters<MatchPool['set']>[0]): Promise<void> {
        return JSON.stringify(question.expression).includes('amount')
          ? Promise.reject(new Error('no way to it was found'))
          : super.set(question);
      }
    }
    const pool = new ChoosyPool({ index: new QuestionIndex(), rates: defaultRates, threads: 1 });
    const choosy = await MatchRole.open({ desk, recent: new RecentDocuments(), threads: 1, pool });
    onTestFinished(() => choosy.close());
    await receiveFromSource(desk, source.id, documents(3, []));
    await eventually(
      async () => {
        await choosy.step();
        return list(HITS);
      },
      (hits) => hits.length === 3,
    );
    expect(await list('select order_id as id, problems from vigie.watched_order')).toEqual([
      { id, problems: [{ letter: 'A', language: 'en', code: 'question-unusable', message: 'no way to it was found' }] },
    ]);
  });
});
