import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../test/support/property-runs.ts';
import { align } from './align.ts';
import { sharedSubsequence } from './shortest-edits.ts';

const few = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 14 }).map((numbers) => Int32Array.from(numbers));
const many = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 60 }).map((numbers) => Int32Array.from(numbers));

/** The length of the longest common subsequence, by the table. */
function longest(one: Int32Array, other: Int32Array): number {
  let row = new Array<number>(other.length + 1).fill(0);
  for (const number of one) {
    const next = [0];
    other.forEach((wanted, at) => {
      next.push(number === wanted ? row[at]! + 1 : Math.max(row[at + 1]!, next[at]!));
    });
    row = next;
  }
  return row.at(-1)!;
}

/** Fails where kept places do not rise or hold different numbers; returns how many there are. */
function checkPartners(before: Int32Array, after: Int32Array, partners: Int32Array): number {
  const kept = [...partners.entries()].filter(([, partner]) => partner >= 0);
  expect(partners).toHaveLength(after.length);
  for (const [place, partner] of kept) expect(before[partner]).toBe(after[place]);
  kept.forEach(([, partner], index) => {
    if (index > 0) expect(partner).toBeGreaterThan(kept[index - 1]![1]);
  });
  return kept.length;
}

describe('sharedSubsequence', () => {
  it('is a longest one, in order', () => {
    fc.assert(
      fc.property(fc.oneof(few, many), fc.oneof(few, many), (before, after) => {
        const pairs = sharedSubsequence(before, after, 200)!;
        const partners = new Int32Array(after.length).fill(-1);
        for (const [one, other] of pairs) partners[other] = one;
        expect(checkPartners(before, after, partners)).toBe(longest(before, after));
        expect(pairs).toHaveLength(longest(before, after));
      }),
      { numRuns: propertyRuns(1000) },
    );
  });

  it('gives up beyond so many edits, and not before', () => {
    const [one, other] = [Int32Array.of(1, 2, 3, 4), Int32Array.of(5, 2, 6, 4)];
    expect(sharedSubsequence(one, other, 3)).toBeUndefined();
    expect(sharedSubsequence(one, other, 4)).toEqual([
      [1, 1],
      [3, 3],
    ]);
  });
});

describe('align', () => {
  it('keeps places that rise and hold the same, on any two sequences', () => {
    fc.assert(
      fc.property(fc.oneof(few, many), fc.oneof(few, many), (before, after) => {
        checkPartners(before, after, align(before, after, 61));
      }),
      { numRuns: propertyRuns(1000) },
    );
  });

  it('keeps all that an insertion or a deletion left', () => {
    fc.assert(
      fc.property(many, many, fc.nat(60), (sequence, insertion, at) => {
        const place = Math.min(at, sequence.length);
        const longer = Int32Array.of(...sequence.subarray(0, place), ...insertion, ...sequence.subarray(place));
        const kept = checkPartners(sequence, longer, align(sequence, longer, 61));
        // What stands once in both may be an anchor that costs more than it brings.
        if (insertion.every((number) => !sequence.includes(number))) expect(kept).toBe(sequence.length);
        expect(checkPartners(longer, sequence, align(longer, sequence, 61))).toBe(kept);
      }),
      { numRuns: propertyRuns(1000) },
    );
  });

  it('takes thirty thousand of anything, rewritten, turned round or repeated', () => {
    const rising = Int32Array.from({ length: 30_000 }, (_, index) => index);
    const repeated = rising.map((number) => number % 7);
    const otherwise = rising.map((number) => (number * 31) % 11);
    expect(checkPartners(rising, rising.toReversed(), align(rising, rising.toReversed(), 30_000))).toBe(1);
    expect(checkPartners(rising, rising, align(rising, rising, 30_000))).toBe(30_000);
    checkPartners(repeated, otherwise, align(repeated, otherwise, 30_000));
  });
});
