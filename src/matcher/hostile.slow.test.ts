import { describe, expect, it } from 'vitest';
import { defaultRates } from '../amounts/default-rates.ts';
import { Refusal } from '../errors.ts';
import type { Expression } from '../query/ast.ts';
import { parse } from '../query/parse.ts';
import type { MatchDocument, StandingQuestion } from './document.ts';
import { Explainer } from './explain.ts';
import { Matcher } from './matcher.ts';
import { NaiveMatcher } from './naive-matcher.ts';
import { LONGEST_STRETCH } from './reading/token-keys.ts';

const rates = defaultRates;

function question(id: string, source: string): StandingQuestion {
  const parsed = parse(source);
  if (!parsed.ok) throw new Error(`${source}: ${parsed.findings[0]!.message}`);
  return { id, expression: parsed.expression };
}

const document = (text: string): MatchDocument => ({ id: 'd', title: '', text });

/** Returns whether `source` matches `text`, after making sure that the naive matcher and the explanation agree. */
function matches(source: string, text: string): boolean {
  const one = question('q', source);
  const fast = new Matcher({ rates });
  const naive = new NaiveMatcher(rates);
  fast.set(one);
  naive.set(one);
  const answer = fast.match(document(text)).length === 1;
  expect(naive.match(document(text)).length === 1).toBe(answer);
  const explainer = new Explainer(one.expression, { language: 'en', lookup: () => undefined, rates });
  expect(explainer.explain(document(text)).holds).toBe(answer);
  return answer;
}

/** Returns whether `source` matches `text`, without the naive matcher, which would take too long. */
function matchesLarge(source: string, text: string): boolean {
  const fast = new Matcher({ rates });
  fast.set(question('q', source));
  return fast.match(document(text)).length === 1;
}

describe('words at the edges of a stretch', () => {
  it('are found wherever a phrase falls', () => {
    const matcher = new Matcher({ rates });
    matcher.set(question('q', '"alpha beta gamma"'));
    for (let offset = 0; offset < 24; offset++) {
      const text = `${'z '.repeat((LONGEST_STRETCH - 24) / 2)}${'y'.repeat(offset)} alpha beta gamma delta`;
      expect(matcher.match(document(text)), `at ${offset}`).toEqual(['q']);
    }
    expect(matcher.match({ id: 'd', title: 'alpha beta', text: 'gamma' })).toEqual([]);
  });

  it('are found behind a run of invisible joiners that no word began', () => {
    expect(matches('"needle other"', `${'\u00ad'.repeat(LONGEST_STRETCH + 9)}needle other`)).toBe(true);
  });
});

describe('a NEAR over dense words', () => {
  it('is followed to the end however many stretches there are', () => {
    const dense = 'a '.repeat(350);
    expect(matchesLarge('(("a" NEAR/100 "a") NEAR/100 "a") NEAR/100 "zz"', `${dense}zz`)).toBe(true);
    expect(matchesLarge('(("a" NEAR/100 "a") NEAR/100 "a") NEAR/100 "zz"', `${dense}${'b '.repeat(200)}zz`)).toBe(
      false,
    );
    expect(matchesLarge('("a" NEAR/100 "a") BEFORE/1 "needle"', `${'a '.repeat(8000)}needle`)).toBe(true);
    expect(matches('(("a" NEAR/9 "a") NEAR/9 "b") BEFORE/4 "c"', 'a a b a x y c a a')).toBe(true);
  });

  it('comes to an end on long texts, alone, with its case, and sentence by sentence', () => {
    const long = 'a x b y. '.repeat(30_000);
    expect(matchesLarge('("a" OR "b") NEAR/2 ("c" OR "d")', `${long} c`)).toBe(true);
    expect(matchesLarge('("a" OR "b") NEAR/1 ("c" OR "d")', `${long} z c`)).toBe(false);
    expect(matchesLarge('="A B C"', `${'A B '.repeat(30_000)}C`)).toBe(true);
    expect(matchesLarge('"a" IN SENTENCE WITH "c"', 'A bee. C dee. '.repeat(30_000))).toBe(false);
    const { expression } = question('q', '"a" NEAR/2 "b"');
    const explainer = new Explainer(expression, { language: 'en', lookup: () => undefined, rates });
    expect(explainer.explain(document(long)).holds).toBe(true);
  });
});

describe('a question that is refused', () => {
  const empty = { kind: 'not', item: { kind: 'fuzzy', text: 'growth' } } as const satisfies Expression;

  it('leaves nothing behind', () => {
    const matcher = new Matcher({ rates });
    matcher.set(question('q', 'Strauss~'));
    expect(() => matcher.set({ id: 'bad', expression: empty })).toThrow(Refusal);
    expect(matcher.match(document('Straus and growth'))).toEqual(['q']);
    expect(matcher.index.size).toBe(1);
  });

  it('does not keep those loaded before it from being matched', () => {
    const matcher = new Matcher({ rates });
    matcher.match(document('growth'));
    const good = Array.from({ length: 2000 }, (_, number) => question(`q${number}`, `"growth" AND "w${number}"`));
    expect(() => matcher.load([...good, { id: 'bad', expression: empty }])).toThrow(Refusal);
    expect(matcher.match(document('growth w7'))).toEqual(['q7']);
  });

  it('is one that the check refuses too, NOT inside a field or not', () => {
    for (const source of [
      'title:(NOT (NOT "a"))',
      'NOT title:(NOT "a")',
      'NOT (title:(NOT "a") AND title:(NOT "b"))',
    ]) {
      const naive = new NaiveMatcher(rates);
      const matcher = new Matcher({ rates });
      naive.set(question('q', source));
      matcher.set(question('q', source));
      for (const title of ['a', 'b', 'c', '']) {
        const one = { id: 'd', title, text: 'a b' };
        expect(matcher.match(one)).toEqual(naive.match(one));
      }
    }
  });
});

describe('sizes', () => {
  it('takes a document near hundreds of fuzzy words, each of its words near all of them', () => {
    const matcher = new Matcher({ rates });
    const letters = 'abcdefghijklmnopqrstuvwxyz';
    const words = Array.from(
      { length: 226 },
      (_, number) => `stra${letters[number % 26]}n${letters[Math.floor(number / 26)]}er`,
    );
    matcher.set(question('q', words.map((word) => `${word}~`).join(' OR ')));
    const text = Array.from(
      { length: 6000 },
      (_, number) =>
        `stra${letters[number % 26]}n${letters[Math.floor(number / 26) % 26]}er${letters[Math.floor(number / 676)]}`,
    ).join(' ');
    expect(matcher.match(document(text))).toEqual(['q']);
  });

  it('asks whether two words are near each other about once, however many questions ask it of a long document', () => {
    const matcher = new Matcher({ rates });
    const many = Array.from({ length: 5_000 }, (_, number) => question(`q${number}`, '"alpha" NEAR/3 "beta"'));
    matcher.load([...many, question('other', '"alpha" NEAR/20 "beta"')]);
    const apart = (words: number): string =>
      `${'alpha '.repeat(20_000)}${'gap '.repeat(words)}${'beta '.repeat(20_000)}`;
    expect(matcher.match(document(apart(10)))).toEqual(['other']);
    expect(matcher.match(document(apart(1))).length).toBe(5_001);
    expect(matcher.cost.steps).toBeLessThan(200_000);
  });

  it('loads many questions again and again into the same numbers', () => {
    const matcher = new Matcher({ rates });
    const questions = Array.from({ length: 130_000 }, (_, number) => ({
      id: `q${number}`,
      expression: { kind: 'phrase', text: `w${number % 1000}`, exactCase: false } as const,
    }));
    for (let round = 0; round < 3; round++) matcher.load(questions);
    expect(matcher.index.size).toBe(130_000);
    expect(matcher.index.view.questions).toBeLessThanOrEqual(260_000);
    expect(matcher.match(document('w7')).length).toBe(130);
  });

  it('does not grow with a question that is set again and again', () => {
    const matcher = new Matcher({ rates });
    const many = Array.from({ length: 60 }, (_, number) => `"w${number}"`).join(' OR ');
    const one = question('q', `("a" OR "b") AND (${many})`);
    matcher.set(one);
    matcher.settle();
    const before = matcher.index.view.leaves.definitions.length;
    for (let round = 0; round < 20_000; round++) matcher.set(one);
    matcher.settle();
    expect(matcher.index.view.leaves.definitions.length).toBe(before);
    expect(matcher.index.view.postings.base.length).toBeLessThan(2_000);
    expect(matcher.match(document('b w59'))).toEqual(['q']);
  });

  it('takes expressions of a size that no parser makes', () => {
    const items = Array.from(
      { length: 150_000 },
      (_, number) => ({ kind: 'phrase', text: `w${number}`, exactCase: false }) as const,
    );
    const matcher = new Matcher({ rates });
    matcher.set({ id: 'q', expression: { kind: 'field', field: 'body', item: { kind: 'or', items } } });
    matcher.set({
      id: 'none',
      expression: { kind: 'or', items: [{ kind: 'phrase', text: '…', exactCase: false }, items[0]!] },
    });
    matcher.set({ id: 'cased', expression: { kind: 'phrase', text: '…', exactCase: true } });
    expect(matcher.match(document('w149999'))).toEqual(['q']);
    expect(matcher.match(document('w0')).sort()).toEqual(['none', 'q']);
  });
});
