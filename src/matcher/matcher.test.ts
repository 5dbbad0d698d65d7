import { describe, expect, it } from 'vitest';
import { defaultRates } from '../amounts/default-rates.ts';
import { Refusal } from '../errors.ts';
import { parse } from '../query/parse.ts';
import type { MatchDocument, StandingQuestion } from './document.ts';
import { Matcher } from './matcher.ts';
import { NaiveMatcher } from './naive-matcher.ts';
import { SampledFrequencies } from './questions/frequencies.ts';
import { hashPair } from './questions/leaf-table.ts';
import { LONGEST_STRETCH } from './reading/token-keys.ts';

const rates = defaultRates;

function question(id: string, source: string, language?: string): StandingQuestion {
  const parsed = parse(source);
  if (!parsed.ok) throw new Error(`${source}: ${parsed.findings[0]!.message}`);
  return { id, expression: parsed.expression, language };
}

function document(text: string, rest: Partial<MatchDocument> = {}): MatchDocument {
  return { id: 'd', title: '', text, ...rest };
}

function matcherOf(sources: Readonly<Record<string, string>>, sample: readonly string[] = []): Matcher {
  const matcher = new Matcher({ rates, frequencies: sample.length > 0 ? new SampledFrequencies(sample) : undefined });
  matcher.load(Object.entries(sources).map(([id, source]) => question(id, source)));
  return matcher;
}

const numbered = (count: number, source: (number: number) => string): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, number) => [`q${number}`, source(number)]));

describe('what matching costs', () => {
  it('never looks at a question whose rarest word is not in the document', () => {
    const sources = numbered(1000, (number) => `"contract" AND "company${number}"`);
    const matcher = matcherOf(sources, ['a contract', 'the contract', 'contract and company1']);
    expect(matcher.match(document('a contract with nobody'))).toEqual([]);
    expect(matcher.cost).toMatchObject({ records: 0, candidates: 0 });
    expect(matcher.match(document('a contract with company7'))).toEqual(['q7']);
    expect(matcher.cost).toMatchObject({ records: 1, candidates: 1, matches: 1 });
  });

  it('passes over a question by its second word without verifying it', () => {
    const matcher = matcherOf(
      numbered(1000, (number) => `"minister" NEAR/8 "town${number}"`),
      ['minister'],
    );
    matcher.match(document('minister, minister'));
    const shared = matcherOf(numbered(1000, (number) => `"rare" AND "other${number}" AND NOT "x"`));
    shared.match(document('rare other3'));
    expect(matcher.cost.candidates).toBe(0);
    expect(shared.cost.candidates).toBeLessThanOrEqual(2);
    expect(shared.cost.matches).toBe(1);
  });

  it('finds a phrase by its neighbours and verifies nothing', () => {
    const matcher = matcherOf(numbered(500, (number) => `"french model${number}"`));
    expect(matcher.match(document('the french french model3 and model4'))).toEqual(['q3']);
    expect(matcher.cost).toMatchObject({ records: 1, candidates: 1, matches: 1 });
  });

  it('finds prefixes and misspelt words by lookup, not by trying each', () => {
    const prefixes = matcherOf(numbered(2000, (number) => `word${String.fromCharCode(97 + (number % 26))}${number}*`));
    prefixes.match(document('wordb27s and nothing else'));
    expect(prefixes.cost.records).toBeLessThanOrEqual(2);
    const fuzzy = matcherOf(numbered(2000, (number) => `strange${number * 1117}~`));
    fuzzy.match(document('stange1117'));
    expect(fuzzy.cost.matches).toBeGreaterThanOrEqual(1);
    expect(fuzzy.cost.records).toBeLessThan(20);
  });

  it('files each branch of an OR, and reports a question once however many branches hold', () => {
    const matcher = matcherOf({ q: '("alpha" OR "beta" OR "gamma delta") AND NOT "omega"' });
    expect(matcher.match(document('alpha beta gamma delta'))).toEqual(['q']);
    expect(matcher.match(document('alpha beta omega'))).toEqual([]);
    expect(matcher.match(document('alpha'))).toEqual(['q']);
  });

  it('finds a conjunction of two choices by a bit for each, and verifies it only where both are set', () => {
    const choice = (name: string, number: number, of: number): string =>
      Array.from({ length: of }, (_, item) => `"${name}${number + item}"`).join(' OR ');
    const matcher = matcherOf(
      numbered(1000, (number) => `(${choice('many', number, 30)}) AND (${choice('few', number, 10)}) AND NOT "x"`),
    );
    expect(matcher.match(document('many40 and other words'))).toEqual([]);
    expect(matcher.cost).toMatchObject({ records: 0, notes: 30, candidates: 0 });
    expect(matcher.match(document('many40 few11 few14')).sort()).toEqual(['q11', 'q12', 'q13', 'q14']);
    expect(matcher.cost).toMatchObject({ records: 0, candidates: 4, matches: 4 });
    expect(matcher.match(document('many40 few11 x'))).toEqual([]);
  });

  it('takes notes that no merge has moved yet for no records', () => {
    const matcher = new Matcher({ rates });
    for (let number = 0; number < 50; number++)
      matcher.set(question(`q${number}`, `("a" OR "b" OR "w${number}") AND ("c" OR "d")`));
    expect(matcher.match(document('a b')).length).toBe(0);
    expect(matcher.cost).toMatchObject({ records: 0, notes: 100, candidates: 0 });
    expect(matcher.match(document('b c')).length).toBe(50);
  });

  it('tells apart phrases on one pair of words, and on pairs with one hash', () => {
    const names = Array.from({ length: 500 }, (_, number) => `w${number}`);
    // Words are numbered as they come, behind two leaves that every index has.
    const byHash = new Map<number, [number, number]>();
    const collisions: [number, number][][] = [];
    for (let one = 2; one < 502; one++) {
      for (let other = 2; other < 502; other++) {
        const before = byHash.get(hashPair(one, other));
        if (before) collisions.push([before, [one, other]]);
        else byHash.set(hashPair(one, other), [one, other]);
      }
    }
    expect(collisions.length).toBeGreaterThan(0);
    const phrases = collisions.flat().map(([one, other]) => `${names[one - 2]} ${names[other - 2]}`);
    const sources = Object.fromEntries(phrases.map((phrase) => [phrase, `"${phrase}"`]));
    const matcher = matcherOf({
      ...numbered(500, (number) => `"w${number}"`),
      ...sources,
      longer: '"w0 w1 w2"',
      pair: '"w0 w1"',
    });
    for (const phrase of phrases) {
      expect(matcher.match(document(phrase)).filter((id) => id.includes(' '))).toEqual([phrase]);
    }
    expect(matcher.match(document('w0 w1 w2'))).toEqual(expect.arrayContaining(['longer', 'pair']));
    expect(matcher.match(document('w0 w1 x'))).not.toContain('longer');
  });

  it('gives the same answers whatever the frequencies say', () => {
    const sources = numbered(
      50,
      (number) => `("a" OR "w${number % 7}") AND ("b" OR "w${number % 5}") AND NOT "w${number % 11}"`,
    );
    const texts = ['a b', 'w1 w2 w3', 'a w4', 'b w0 w10', 'a b w1'];
    const guessed = matcherOf(sources);
    const sampled = matcherOf(sources, ['a a', 'b', 'w0 w1 w2', 'a w5', 'w10']);
    for (const text of texts)
      expect(guessed.match(document(text)).sort()).toEqual(sampled.match(document(text)).sort());
  });
});

describe('questions that come and go', () => {
  it('refuses a question in which nothing must hold, and keeps the one before it', () => {
    const matcher = matcherOf({ q: 'growth' });
    const empty = { id: 'q', expression: { kind: 'not', item: { kind: 'word', text: 'growth' } } } as const;
    expect(() => matcher.set(empty)).toThrow(Refusal);
    expect(matcher.match(document('growth'))).toEqual(['q']);
  });

  it('stays right through thousands of changes, merges included, without settling', () => {
    const matcher = new Matcher({ rates });
    const naive = new NaiveMatcher(rates);
    const texts = Array.from(
      { length: 12 },
      (_, number) => `w${number} w${number + 1} then w${number * 3} "x" y${number}`,
    );
    for (let step = 0; step < 12_000; step++) {
      const id = `q${step % 3000}`;
      if (step % 7 === 3) {
        matcher.remove(id);
        naive.remove(id);
        continue;
      }
      const choice = `("w${step % 40}" OR "w${step % 13} w${(step % 13) + 1}" OR "y${step % 12}")`;
      const one = question(
        id,
        step % 5 === 0
          ? `${choice} AND (w${step % 11} OR "w${step % 17}" OR "w${step % 23}" OR "then w${step % 31}")`
          : `${choice} AND NOT "w${step % 29}"`,
      );
      matcher.set(one);
      naive.set(one);
      if (step % 997 === 0) {
        for (const text of texts)
          expect(matcher.match(document(text)).sort()).toEqual(naive.match(document(text)).sort());
      }
    }
    matcher.settle();
    for (const text of texts) expect(matcher.match(document(text)).sort()).toEqual(naive.match(document(text)).sort());
    expect(matcher.index.view.crossings.count).toBeGreaterThan(100);
    expect(matcher.index.view.crossings.count).toBeLessThan(2_000);
  });

  it('takes a question that can never hold, in the place of one that could', () => {
    const matcher = matcherOf({ q: 'growth', other: 'growth' });
    for (let round = 0; round < 100_000; round++) matcher.set({ id: 'q', expression: { kind: 'or', items: [] } });
    expect(matcher.match(document('growth'))).toEqual(['other']);
    expect(matcher.index.size).toBe(2);
    expect(matcher.index.view.questions).toBeLessThan(90_000);
    matcher.set(question('q', 'growth'));
    expect(matcher.match(document('growth')).sort()).toEqual(['other', 'q']);
  });

  it('keeps nothing of crossings that are gone, however different what they had to hold besides', () => {
    const matcher = matcherOf(numbered(1000, (number) => `"x${number}" OR "y${number}"`));
    const crossing = (number: number): string =>
      `("a" OR "b") AND ("c" OR "d") AND NOT "x${number % 1000}" AND NOT "y${Math.floor(number / 1000)}"`;
    matcher.set(question('q', crossing(0)));
    matcher.settle();
    const before = matcher.index.view.leafCount;
    for (let number = 0; number < 100_000; number += 3) matcher.set(question('q', crossing(number)));
    expect(matcher.match(document('b c'))).toEqual(['q']);
    expect(matcher.match(document('b c y99')).filter((id) => id === 'q')).toEqual([]);
    matcher.settle();
    expect(matcher.index.view.leafCount).toBe(before);
    expect(matcher.index.view.crossings.count).toBeLessThan(30_000);
    matcher.remove('q');
    matcher.settle();
    expect(matcher.index.view.crossings.count).toBe(0);
  });

  it('uses the numbers of removed questions again', () => {
    const matcher = matcherOf(numbered(100, (number) => `"w${number}"`));
    for (let round = 0; round < 50; round++) {
      for (let number = 0; number < 100; number++) matcher.remove(`q${number}`);
      matcher.settle();
      for (let number = 0; number < 100; number++) matcher.set(question(`q${number}`, `"w${number + round}"`));
    }
    expect(matcher.index.size).toBe(100);
    expect(matcher.index.view.questions).toBeLessThanOrEqual(200);
  });
});

describe('documents of any shape', () => {
  const sources = { a: '"needle"', b: '"last word"', c: 'long*', d: 'title:"needle"', e: '"needle" NEAR/3 "end"' };

  it('agrees with the naive matcher on texts longer than a stretch, wherever the words fall', () => {
    const naive = new NaiveMatcher(rates);
    for (const [id, source] of Object.entries(sources)) naive.set(question(id, source));
    const matcher = matcherOf(sources);
    for (const length of [
      LONGEST_STRETCH - 3,
      LONGEST_STRETCH - 8,
      LONGEST_STRETCH,
      LONGEST_STRETCH + 1,
      3 * LONGEST_STRETCH,
    ]) {
      const filler = 'la '.repeat(length / 3);
      for (const text of [
        `${filler}needle last word`,
        `${filler}\u00e9needle`,
        `needle ${filler} the end`,
        `${filler}last word needle end`,
      ]) {
        expect(matcher.match(document(text)).sort()).toEqual(naive.match(document(text)).sort());
      }
    }
  });

  it('takes a token longer than a stretch for one token', () => {
    const monster = `long${'x'.repeat(LONGEST_STRETCH * 2)}`;
    const matcher = matcherOf({ ...sources, f: '"needle" BEFORE/2 "end"' });
    expect(matcher.match(document(`needle ${monster} end`)).sort()).toEqual(['a', 'c', 'e', 'f']);
  });

  it('is bounded in memory by neither documents nor distinct words', () => {
    const matcher = matcherOf({ q: '"word999999"', p: 'wordy*' });
    let text = '';
    for (let number = 700_000; number < 1_000_000; number++) text += `word${number} `;
    expect(matcher.match(document(text))).toEqual(['q']);
    expect(matcher.match(document(`${text} wordyish`)).sort()).toEqual(['p', 'q']);
    matcher.match(document('the next document finds the memo emptied'));
    expect(matcher.memoWords).toBeLessThanOrEqual(1 << 17);
  });

  it('reads emoji, soft hyphens, joiners and combining marks as the naive matcher does', () => {
    const naive = new NaiveMatcher(rates);
    const odd = { a: '"democratie"', b: '"elu"', c: '"x"', d: '"oeuvre"', e: 'need*' };
    for (const [id, source] of Object.entries(odd)) naive.set(question(id, source));
    const matcher = matcherOf(odd);
    for (const text of [
      'dé\u00admo\u00adcratie 😀x',
      'e\u0301lu\u200d x',
      '\u0301x 😀',
      '𝓍 ŒUVRE',
      '\ud800 x',
      'x\udc00y x',
      'needle\ufe0f',
    ]) {
      expect(matcher.match(document(text)).sort()).toEqual(naive.match(document(text)).sort());
    }
  });
});
