import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areNearDuplicates, overlap } from './overlap.ts';

const sentence = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => `word${from + index}`).join(' ');

describe('overlap', () => {
  it('counts shared shingles, of both and of each', () => {
    // 48 shingles and 98, all 48 of the first among the second.
    expect(overlap(sentence(0, 50), sentence(0, 100))).toEqual({
      resemblance: 48 / 98,
      ofFirst: 1,
      ofSecond: 48 / 98,
    });
    expect(overlap(sentence(0, 50), sentence(100, 50)).resemblance).toBe(0);
  });

  it('is the same from both sides', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 80 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(text, text, (one, other) => {
        const there = overlap(one, other);
        expect(overlap(other, one)).toEqual({ ...there, ofFirst: there.ofSecond, ofSecond: there.ofFirst });
        expect(there.resemblance).toBeLessThanOrEqual(Math.min(there.ofFirst, there.ofSecond));
      }),
    );
  });

  it('is nothing where there are no words', () => {
    for (const other of ['', '…', 'word']) expect(overlap('', other).resemblance).toBe(0);
  });
});

describe('areNearDuplicates', () => {
  it('takes a copy with a few words changed', () => {
    const copy = sentence(0, 200).replace('word50', 'changed').replace('word120', 'changed');
    expect(areNearDuplicates(sentence(0, 200), copy)).toBe(true);
    expect(areNearDuplicates(sentence(0, 200), copy, 0.99)).toBe(false);
  });

  it('keeps different short texts apart, however alike', () => {
    const one = 'CAC 40: la Bourse de Paris finit en hausse de 0,5 %';
    expect(areNearDuplicates(one, one.toUpperCase())).toBe(true);
    expect(areNearDuplicates(one, one.replace('0,5', '0,8'))).toBe(false);
    expect(areNearDuplicates(one, one.replace('hausse', 'baisse'), 0.01)).toBe(false);
    expect(areNearDuplicates('Oui', 'Non')).toBe(false);
  });

  it('holds a text without words for a copy of none', () => {
    expect(areNearDuplicates('', '')).toBe(false);
    expect(areNearDuplicates('', '', 0)).toBe(false);
  });
});
