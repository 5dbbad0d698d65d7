import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../test/support/property-runs.ts';
import { align } from './align.ts';
import { describeChange } from './change.ts';
import { numberPassages, passagesOf } from './passages.ts';

const sentence = fc.constantFrom('One came.', 'Two came.', 'Three went.', 'A list:\n- a\n- b', 'Nobody?', '« Fini. »');
const gap = fc.constantFrom(' ', '\n', '\n\n', '\n \n');
const edition = fc
  .array(fc.tuple(sentence, gap), { maxLength: 25 })
  .map((pieces) => pieces.map((piece) => piece.join('')).join(''));
const anyText = fc.oneof(edition, fc.string({ unit: 'binary', maxLength: 40 }));
const inOneSpace = (text: string) => text.replace(/\s+/g, ' ');

function slices(text: string, spans: readonly { start: number; end: number }[]): string[] {
  return spans.map(({ start, end }) => inOneSpace(text.slice(start, end)));
}

describe('describeChange', () => {
  it('says what was added and removed, and where', () => {
    const before = 'The minister resigned. He gave no reason.\n\nThe party met.';
    const after = 'The minister resigned. He gave his health as the reason.\n\nThe party met. A vote follows.';
    const change = describeChange(before, after);
    expect(change).toMatchObject({ unchanged: 2, moved: 0, added: 2, removed: 1 });
    expect(slices(after, change.addedPassages)).toEqual(['He gave his health as the reason.', 'A vote follows.']);
    expect(slices(before, change.removedPassages)).toEqual(['He gave no reason.']);
  });

  it('takes a passage that stands elsewhere for moved', () => {
    const change = describeChange('A came. B came. C came. D came.', 'D came. A came. B came. C came.');
    expect(change).toEqual({
      unchanged: 3,
      moved: 1,
      added: 0,
      removed: 0,
      addedPassages: [],
      removedPassages: [],
    });
  });

  it('sees no change in white space', () => {
    expect(describeChange('One line\nbroken. Two.', 'One line broken.\n\nTwo.')).toMatchObject({
      unchanged: 2,
      added: 0,
      removed: 0,
    });
  });

  it('sees a change of case, of an accent and of a figure', () => {
    for (const after of ['Il a vote.', 'il a voté.', 'Il a voté 2.']) {
      expect(describeChange('Il a voté.', after)).toMatchObject({ added: 1, removed: 1 });
    }
  });

  it('lists the lines of a long table one by one', () => {
    const rows = Array.from({ length: 200 }, (_, row) => `row ${row} of the table`);
    const after = rows.with(50, 'another row');
    const change = describeChange(rows.join('\n'), after.join('\n'));
    expect(change).toMatchObject({ unchanged: 199, added: 1, removed: 1 });
    expect(slices(after.join('\n'), change.addedPassages)).toEqual(['another row']);
  });

  it('lists no more than it was asked for, and counts all', () => {
    const after = Array.from({ length: 150 }, (_, index) => `Sentence ${index} came.`).join('\n\n');
    expect(describeChange('', after).addedPassages).toHaveLength(100);
    expect(describeChange('', after, 2)).toMatchObject({ added: 150, addedPassages: { length: 2 } });
    expect(describeChange(after, '', 0)).toMatchObject({ removed: 150, removedPassages: [] });
  });

  it('counts every passage of both editions once', () => {
    fc.assert(
      fc.property(anyText, anyText, (before, after) => {
        const { unchanged, moved, added, removed } = describeChange(before, after);
        expect(unchanged + moved + added).toBe(passagesOf(after).length);
        expect(unchanged + moved + removed).toBe(passagesOf(before).length);
      }),
      { numRuns: propertyRuns(1000) },
    );
  });

  it('lists as added and removed nothing that stands as often in the other edition', () => {
    fc.assert(
      fc.property(edition, edition, (before, after) => {
        const change = describeChange(before, after, Number.POSITIVE_INFINITY);
        const counted = (text: string, passage: string) =>
          slices(text, passagesOf(text)).filter((one) => one === passage).length;
        for (const passage of slices(after, change.addedPassages)) {
          expect(counted(after, passage)).toBeGreaterThan(counted(before, passage));
        }
        for (const passage of slices(before, change.removedPassages)) {
          expect(counted(before, passage)).toBeGreaterThan(counted(after, passage));
        }
      }),
      { numRuns: propertyRuns(300) },
    );
  });

  it('rests on an alignment from which the new edition is rebuilt out of the old one and what was added', () => {
    fc.assert(
      fc.property(anyText, anyText, (before, after) => {
        const { beforeNumbers, afterNumbers, different, ...passages } = numberPassages(before, after);
        const partners = align(beforeNumbers, afterNumbers, different);
        const rebuilt = [...partners].map((partner, place) =>
          partner >= 0 ? slices(before, [passages.before[partner]!]) : slices(after, [passages.after[place]!]),
        );
        expect(rebuilt.flat()).toEqual(slices(after, passagesOf(after)));
        expect(rebuilt.flat().join('').replace(/\s/g, '')).toBe(after.replace(/\s/g, ''));
        const kept = [...partners].filter((partner) => partner >= 0);
        expect(kept).toEqual([...kept].sort((one, other) => one - other));
      }),
      { numRuns: propertyRuns(1000) },
    );
  });
});
