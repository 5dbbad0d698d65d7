import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../test/support/property-runs.ts';
import { deletionsOf, editsAllowed, FUZZY_LONGEST, isWithinEdits } from './edits.ts';

/** Optimal string alignment with the full matrix. */
function distance(left: string, right: string): number {
  const rows = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0));
  for (let row = 0; row <= left.length; row++) {
    for (let column = 0; column <= right.length; column++) {
      if (row === 0 || column === 0) {
        rows[row]![column] = row + column;
        continue;
      }
      const same = left[row - 1] === right[column - 1] ? 0 : 1;
      const choices = [rows[row - 1]![column]! + 1, rows[row]![column - 1]! + 1, rows[row - 1]![column - 1]! + same];
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped) choices.push(rows[row - 2]![column - 2]! + 1);
      rows[row]![column] = Math.min(...choices);
    }
  }
  return rows[left.length]![right.length]!;
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 });

describe('isWithinEdits', () => {
  it.each([
    ['strauss', 'straus', 1, true],
    ['strauss', 'srtauss', 1, true],
    ['strauss', 'staus', 1, false],
    ['strauss', 'staus', 2, true],
    ['ca', 'abc', 2, false],
    ['', '', 0, true],
    ['a', '', 1, true],
  ])('of %s and %s, %i edits: %s', (left, right, limit, within) => {
    expect(isWithinEdits(left, right, limit)).toBe(within);
  });

  it('agrees with the full matrix on any two words', () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 3 }), (left, right, limit) => {
        expect(isWithinEdits(left, right, limit)).toBe(distance(left, right) <= limit);
      }),
      { numRuns: propertyRuns(5000) },
    );
  });
});

describe('deletionsOf', () => {
  it('gives the word and what is left of it, without doubles', () => {
    expect(deletionsOf('aab', 1).sort()).toEqual(['aa', 'aab', 'ab']);
    expect(deletionsOf('', 2)).toEqual(['']);
  });

  it('shares a form between any two words that are within so many edits', () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 1, max: 2 }), (left, right, limit) => {
        fc.pre(isWithinEdits(left, right, limit));
        const forms = new Set(deletionsOf(left, limit));
        expect(deletionsOf(right, limit).some((form) => forms.has(form))).toBe(true);
      }),
      { numRuns: propertyRuns(3000) },
    );
  });

  it('stays small for the longest word that is accepted', () => {
    const letters = Array.from({ length: FUZZY_LONGEST }, (_, index) => String.fromCharCode(0x4e00 + index)).join('');
    expect(deletionsOf(letters, editsAllowed(letters)).length).toBeLessThan(1000);
  });
});

describe('editsAllowed', () => {
  it('is none below four letters, one below nine, then two', () => {
    expect(['abc', 'abcd', 'abcdefgh', 'abcdefghi'].map(editsAllowed)).toEqual([0, 1, 1, 2]);
  });
});
