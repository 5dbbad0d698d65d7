import { describe, expect, it } from 'vitest';
import { evidenceLogOdds, featuresOf, type HitEvidence } from './features.ts';

const hit: HitEvidence = {
  title: 'Le Conseil',
  passages: ['Le Conseil d’État statue.'],
  source: 'wire',
  language: 'fr',
  matchedSpans: 1,
  inTitle: false,
};
const slotsOf = (more: Partial<HitEvidence>) => [...featuresOf({ ...hit, ...more }).slots];

describe('featuresOf', () => {
  it('gives places in rising order, each once, above 0', () => {
    const { slots, value } = featuresOf(hit);
    // Two words of the title twice, as of the title and as words; three more words, source, language, evidence.
    expect(slots).toHaveLength(2 + 2 + 3 + 4);
    expect([...slots]).toEqual([...new Set(slots)].sort((one, other) => one - other));
    expect(slots[0]).toBeGreaterThan(0);
    expect(value).toBe(1 / Math.sqrt(slots.length));
  });

  it('never changes, as models are stored', () => {
    expect(slotsOf({ title: '', passages: ['État'], source: undefined, language: undefined })).toEqual([
      17971, 24524, 63694,
    ]);
  });

  it('reads words as they are folded, wherever they stand', () => {
    expect(slotsOf({ passages: ['statue', 'ETAT d le conseil'] })).toEqual(slotsOf({}));
  });

  it.each([
    ['title', { title: 'Le Tribunal' }],
    ['passages', { passages: ['Autre'] }],
    ['source', { source: 'paper' }],
    ['language', { language: 'en' }],
    ['number of places', { matchedSpans: 2 }],
    ['match in the title', { inTitle: true }],
  ])('tells the %s apart', (_name, more) => {
    expect(slotsOf(more)).not.toEqual(slotsOf({}));
  });

  it('takes a hit without any word, and reads no more than six hundred', () => {
    expect(slotsOf({ title: '', passages: [] })).toHaveLength(4);
    const words = Array.from({ length: 5_000 }, (_, index) => `w${index}`);
    const [most, more] = [words.slice(0, 600).join(' '), words.slice(600).join(' ')];
    expect(slotsOf({ passages: [`${most} ${more}`] })).toEqual(slotsOf({ passages: [most] }));
    expect(slotsOf({ passages: [most, more] })).toEqual(slotsOf({ passages: [most] }));
  });
});

describe('evidenceLogOdds', () => {
  it('rises with the places found, and puts one in the title above any number in the text', () => {
    const inText = [0, 1, 2, 5, 1_000].map((matchedSpans) => evidenceLogOdds({ matchedSpans, inTitle: false }));
    expect(inText).toEqual([...inText].sort((one, other) => one - other));
    expect(new Set(inText).size).toBe(5);
    expect(evidenceLogOdds({ matchedSpans: 1, inTitle: true })).toBeGreaterThan(inText.at(-1)!);
  });
});
