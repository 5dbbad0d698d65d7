import process from 'node:process';
import type { Worker } from 'node:worker_threads';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { defaultRates } from '../amounts/default-rates.ts';
import { Refusal } from '../errors.ts';
import type { MatchDocument } from '../matcher/document.ts';
import { QuestionIndex } from '../matcher/questions/question-index.ts';
import { parse } from '../query/parse.ts';
import type { BatchMessage } from './match-messages.ts';
import { MatchPool } from './match-pool.ts';

const pools: MatchPool[] = [];
/** The threads that were started, as Node itself reports them: real ones, which a test may end. */
let workers: Worker[] = [];
const note = (worker: Worker) => workers.push(worker);
process.on('worker', note);

function question(id: string, source: string) {
  const parsed = parse(source);
  if (!parsed.ok) throw new Error(parsed.findings[0]!.message);
  return { id, expression: parsed.expression };
}

/** A pool that holds `many` documents against a question which they answer, and two which they do not. */
async function poolOf(threads: number): Promise<MatchPool> {
  const index = new QuestionIndex();
  index.load([question('good', 'good'), question('bad', 'bad'), question('dated', 'dated AND date >= 2020-01-01')]);
  const pool = new MatchPool({ index, rates: defaultRates, threads });
  pools.push(pool);
  // Node reports a new thread on its next tick.
  await new Promise((resolve) => setImmediate(resolve));
  return pool;
}

const document = (text: string): MatchDocument => ({ id: 'd', title: '', text });
const many = (count: number, text = 'good') => Array.from({ length: count }, () => document(text));
const answers = (count: number) => many(count).map(() => ['good']);

/** Many documents of a first call, of which the one at `at` has something wrong. */
function spoilt(count: number, at: number, fault: object): MatchDocument[] {
  const documents = many(count, 'bad '.repeat(2000));
  documents[at] = { ...documents[at]!, ...fault };
  return documents;
}

/** Gives fewer and more documents than the threads have at hand, so that a lost parcel or answer would be seen. */
async function expectSound(pool: MatchPool): Promise<void> {
  for (const count of [1, 100, 1000]) expect(await pool.match(many(count))).toEqual(answers(count));
}

/** Has a thread die of an exception of its own: no message is null. */
function poison(worker: Worker): void {
  worker.postMessage(null);
}

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
  workers = [];
});

afterAll(() => {
  process.off('worker', note);
});

describe.each([1, 2])('a pool of %i threads, when a document cannot be sent', (threads) => {
  it.each([
    ['has no text, in the first batch', 5, { text: undefined }],
    ['has no text, while batches are on their way', 129, { text: undefined }],
    ['has no text, in a late batch', 900, { text: undefined }],
    ['has a number for a title', 900, { title: 5 }],
    ['has an attribute that cannot be cloned, in the first batch', 5, { lang: () => 'en' }],
    ['has an attribute that cannot be cloned, in a late batch', 900, { lang: () => 'en' }],
  ])('rejects that call alone where one %s', async (_, at, fault) => {
    const pool = await poolOf(threads);
    // More often than there are parcels.
    for (let time = 0; time < 4; time++) {
      const failed = pool.match(spoilt(1000, at, fault));
      const next = pool.match(many(100));
      await expect(failed).rejects.toThrow(/must have a title and a text|could not be cloned/);
      expect(await next).toEqual(answers(100));
    }
    await expectSound(pool);
    expect(workers).toHaveLength(threads);
  });

  it('deals out no more when one was met', async () => {
    const pool = await poolOf(threads);
    await expect(pool.match(spoilt(1000, 5, { text: undefined }))).rejects.toThrow(TypeError);
    expect(pool.cost.documents).toBe(0);
  });

  it('rejects where the list has a hole', async () => {
    const pool = await poolOf(threads);
    const documents = many(300);
    delete documents[200];
    await expect(pool.match(documents)).rejects.toThrow('Document 200 (id undefined) must have a title and a text');
    await expectSound(pool);
  });

  it('sends what the matcher knows of a document, and nothing else', async () => {
    const pool = await poolOf(threads);
    const documents = [{ ...document('good dated'), date: '2026-11-20', hash: () => 1, parent: new WeakRef({}) }];
    expect((await pool.match(documents)).map((ids) => ids.sort())).toEqual([['dated', 'good']]);
  });
});

describe.each([1, 2])('a pool of %i threads, when matching throws in one', (threads) => {
  it.each([5, 129, 900])('rejects that call alone and keeps the thread (document %i)', async (at) => {
    const pool = await poolOf(threads);
    const documents = many(1000, 'dated');
    documents[at] = { id: 'wrong', title: '', text: 'dated', date: 20_261_120 as never };
    const failed = pool.match(documents);
    const next = pool.match(many(300));
    await expect(failed).rejects.toThrow(`Matching document ${at} (id wrong) failed in a thread: `);
    expect(await next).toEqual(answers(300));
    await pool.set(question('later', 'later'));
    expect(await pool.match([document('later')])).toEqual([['later']]);
    await expectSound(pool);
    expect(workers).toHaveLength(threads);
  });
});

describe.each([1, 2])('a pool of %i threads, when one ends', (threads) => {
  it.each([
    ['by an exception', poison, /ended before its work was done: Cannot destructure|ended before.*null/],
    ['by an exit', (worker: Worker) => void worker.terminate(), /ended before its work was done: exit code \d$/],
  ])('at work, %s: rejects that call alone and replaces it', async (_, end, message) => {
    const pool = await poolOf(threads);
    end(workers[0]!);
    const failed = pool.match(many(1000));
    const change = pool.set(question('later', 'later'));
    const next = pool.match([document('later'), ...many(1000)]);
    await expect(failed).rejects.toThrow(message);
    await change;
    expect(await next).toEqual([['later'], ...answers(1000)]);
    await expectSound(pool);
    expect(workers).toHaveLength(threads + 1);
  });

  it.each([
    ['by an exception', poison],
    ['by an exit', (worker: Worker) => void worker.terminate()],
  ])('at rest, %s: replaces it with the questions as they are', async (_, end) => {
    const pool = await poolOf(threads);
    await expectSound(pool);
    await pool.set(question('later', 'later'));
    const ended = new Promise((resolve) => workers[0]!.once('exit', resolve));
    end(workers[0]!);
    await ended;
    expect(await pool.match([document('later'), ...many(1000)])).toEqual([['later'], ...answers(1000)]);
    expect(workers).toHaveLength(threads + 1);
    expect(pool.cost.documents).toBe(1101 + 1001);
  });

  it('and all others too, rejects and goes on, as often as that happens', async () => {
    const pool = await poolOf(threads);
    for (let time = 0; time < 3; time++) {
      for (const worker of workers.slice(-threads)) poison(worker);
      await expect(pool.match(many(1000))).rejects.toThrow('A matching thread ended before its work was done');
      await expectSound(pool);
    }
    expect(workers).toHaveLength(threads * 4);
  });

  it('can be closed with a thread that ended', async () => {
    const pool = await poolOf(threads);
    await workers[0]!.terminate();
    await pool.close();
  });
});

describe('a pool of threads', () => {
  it('ignores answers to what it did not ask', async () => {
    const pool = await poolOf(1);
    const units = new SharedArrayBuffer(6);
    Buffer.from(units).write('bad', 'utf16le');
    const stray: BatchMessage = {
      kind: 'match',
      job: 7,
      batch: 0,
      parcel: 99,
      lengths: Int32Array.of(0, 3),
      attributes: [],
      attributesAt: Int32Array.of(-1),
    };
    workers[0]!.postMessage({ kind: 'memory', parcel: 99, units });
    workers[0]!.postMessage(stray);
    await expectSound(pool);
    workers[0]!.postMessage({ ...stray, job: 5, batch: 5 });
    await expectSound(pool);
    expect(pool.cost.documents).toBe(2 * 1101);
  });

  it('goes on after a question that is refused', async () => {
    const pool = await poolOf(2);
    await pool.set(question('near', 'Strauss~'));
    const before = pool.match(many(10));
    const refused = pool.set({ id: 'no', expression: { kind: 'not', item: { kind: 'fuzzy', text: 'growth' } } });
    const after = pool.match([document('growth'), document('Straus'), ...many(1000)]);
    await expect(refused).rejects.toThrow(Refusal);
    expect(await before).toEqual(answers(10));
    expect(await after).toEqual([[], ['near'], ...answers(1000)]);
    await pool.set(question('growth', 'growth~'));
    expect(await pool.match([document('growht')])).toEqual([['growth']]);
  });

  it('goes on after a question that failed when it was half compiled', async () => {
    const pool = await poolOf(2);
    await pool.set(question('near', 'Strauss~'));
    expect(await pool.match(many(1000))).toEqual(answers(1000));
    const items = [{ kind: 'fuzzy', text: 'growth' }, { kind: 'phrase' }] as never;
    await expect(pool.set({ id: 'no', expression: { kind: 'and', items } })).rejects.toThrow(TypeError);
    const documents = [document('growth'), document('Straus'), ...many(1000)];
    expect(await pool.match(documents)).toEqual([[], ['near'], ...answers(1000)]);
  });

  it('changes no question while a failed call is still worked at', async () => {
    const pool = await poolOf(2);
    const documents = many(1000);
    documents[900] = { id: 'd', title: '' } as never;
    const order: string[] = [];
    await Promise.all([
      pool.match(documents).catch(() => order.push('failed')),
      pool.set(question('later', 'later')).then(() => order.push('set')),
      pool.remove('good').then((there) => order.push(`removed ${there}`)),
      pool.match([document('good later')]).then(([ids]) => order.push(`matched ${ids}`)),
    ]);
    expect(order).toEqual(['failed', 'set', 'removed true', 'matched later']);
  });

  it('closes after what was asked before, once, and rejects what is asked after', async () => {
    const pool = await poolOf(2);
    const before = pool.match(many(1000));
    const closed = pool.close();
    expect(pool.close()).toBe(closed);
    const early = pool.match(many(1));
    await expect(early).rejects.toThrow('The pool is closed.');
    expect(await before).toEqual(answers(1000));
    await closed;
    await pool.close();
    await expect(pool.match(many(1))).rejects.toThrow('The pool is closed.');
    await expect(pool.match([])).rejects.toThrow('The pool is closed.');
    await expect(pool.set(question('q', 'growth'))).rejects.toThrow('The pool is closed.');
    await expect(pool.remove('good')).rejects.toThrow('The pool is closed.');
    expect(pool.cost.documents).toBe(1000);
  });

  it('closes after a call that failed', async () => {
    const pool = await poolOf(2);
    const failed = pool.match(spoilt(1000, 900, { text: undefined }));
    await Promise.all([pool.close(), expect(failed).rejects.toThrow(TypeError)]);
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses to be made of %d threads', (threads) => {
    expect(() => new MatchPool({ index: new QuestionIndex(), rates: defaultRates, threads })).toThrow(RangeError);
  });
});
