import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { arbitraryDocument, arbitraryExpression } from '../../test/support/arbitrary-questions.ts';
import { propertyRuns } from '../../test/support/property-runs.ts';
import { defaultRates } from '../amounts/default-rates.ts';
import type { MatchDocument } from '../matcher/document.ts';
import { NaiveMatcher } from '../matcher/naive-matcher.ts';
import { QuestionIndex } from '../matcher/questions/question-index.ts';
import { requiresSomething } from '../query/check.ts';
import { parse } from '../query/parse.ts';
import { MatchPool } from './match-pool.ts';

const pools: MatchPool[] = [];

function poolOf(index: QuestionIndex, threads: number, withOwn = false): MatchPool {
  const pool = new MatchPool({ index, rates: defaultRates, threads, withOwn });
  pools.push(pool);
  return pool;
}

function question(id: string, source: string) {
  const parsed = parse(source);
  if (!parsed.ok) throw new Error(parsed.findings[0]!.message);
  return { id, expression: parsed.expression };
}

const document = (text: string): MatchDocument => ({ id: text, title: '', text });

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

describe.each([
  { of: 'threads of its own', withOwn: false },
  { of: 'the thread of the caller and others', withOwn: true },
])('a pool of $of', ({ withOwn }) => {
  it('returns results in the order of the documents, however many threads there are', async () => {
    const index = new QuestionIndex();
    for (let number = 0; number < 20; number++) index.set(question(`q${number}`, `"word${number}"`));
    const pool = poolOf(index, 3, withOwn);
    const documents = Array.from({ length: 1000 }, (_, number) => document(`word${number % 20} and more`));
    const results = await pool.match(documents);
    expect(results).toEqual(documents.map((_, number) => [`q${number % 20}`]));
    expect(pool.cost.documents).toBe(1000);
  });

  it('holds each document against the questions as they were when it was given', async () => {
    const index = new QuestionIndex();
    index.set(question('old', 'growth'));
    const pool = poolOf(index, 2, withOwn);
    const before = pool.match([document('growth and debt')]);
    const change = pool.set(question('new', 'debt'));
    const after = pool.match([document('growth and debt')]);
    const removal = pool.remove('old');
    const last = pool.match([document('growth and debt')]);
    await change;
    expect(await removal).toBe(true);
    expect([await before, (await after).map((ids) => ids.sort()), await last]).toEqual([
      [['old']],
      [['new', 'old']],
      [['new']],
    ]);
  });

  it('agrees with the naive matcher on random questions and documents', async () => {
    const questions = fc
      .sample(arbitraryExpression, propertyRuns(300))
      .filter((expression) => requiresSomething(expression));
    const documents = fc.sample(arbitraryDocument, propertyRuns(400));
    const index = new QuestionIndex();
    const naive = new NaiveMatcher(defaultRates);
    questions.forEach((expression, number) => {
      index.set({ id: `q${number}`, expression });
      naive.set({ id: `q${number}`, expression });
    });
    const results = await poolOf(index, 2, withOwn).match(documents);
    documents.forEach((one, number) => {
      expect(results[number]!.sort()).toEqual(naive.match(one).sort());
    });
  });

  it('matches nothing for no documents and goes on after a closed job', async () => {
    const index = new QuestionIndex();
    index.set(question('q', 'growth'));
    const pool = poolOf(index, 2, withOwn);
    expect(await pool.match([])).toEqual([]);
    expect(await pool.match([document('growth')])).toEqual([['q']]);
  });
});

describe('the thread of the caller alone', () => {
  it('lets everything else happen between a few documents and the next', async () => {
    const index = new QuestionIndex();
    index.set(question('q', 'growth'));
    let turns = 0;
    let isOver = false;
    const turn = (): void => {
      turns++;
      if (!isOver) setImmediate(turn);
    };
    setImmediate(turn);
    const found = await poolOf(index, 1, true).match(Array.from({ length: 1000 }, () => document('growth')));
    isOver = true;
    expect(found.flat()).toHaveLength(1000);
    expect(turns).toBeGreaterThan(50);
  });

  it.each([
    ['cannot be read', { text: undefined }, /must have a title and a text/],
    ['cannot be matched', { date: 5 }, /Matching document 700 \(id growth\) failed in a thread/],
  ])('rejects a call alone where a document %s', async (_, fault, reason) => {
    const index = new QuestionIndex();
    index.load([question('q', 'growth'), question('dated', 'growth AND date >= 2020-01-01')]);
    const pool = poolOf(index, 1, true);
    const documents = Array.from({ length: 1000 }, () => document('growth'));
    const spoilt = documents.with(700, { ...documents[700]!, ...fault } as unknown as MatchDocument);
    const failed = pool.match(spoilt);
    const next = pool.match(documents);
    await expect(failed).rejects.toThrow(reason);
    expect(await next).toEqual(documents.map(() => ['q']));
  });
});
