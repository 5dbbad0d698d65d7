import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashBlocks, hashUnits } from '../text/hash.ts';
import { foldedTokens } from '../text/words.ts';
import { FEWEST_WORDS, SHINGLE_WORDS, shinglesOf } from './shingles.ts';

const wordy = fc.array(fc.constantFrom('Été', 'ETE', 'straße', "l'an", '½', 'a', 'Bb', '12', '—'), {
  minLength: 45,
  maxLength: 90,
});

describe('shinglesOf', () => {
  it('hashes every three folded tokens that follow each other', () => {
    fc.assert(
      fc.property(
        fc.oneof(wordy, fc.array(fc.string({ unit: 'binary', minLength: 1 }), { minLength: 90, maxLength: 120 })),
        (pieces) => {
          const text = pieces.join(' ');
          const words = Int32Array.from(foldedTokens(text), hashUnits);
          fc.pre(words.length >= FEWEST_WORDS);
          const wanted = Array.from({ length: words.length - SHINGLE_WORDS + 1 }, (_, at) => hashBlocks(words, at, 3));
          expect([...shinglesOf(text)]).toEqual(wanted);
        },
      ),
    );
  });

  it('takes a text of few words as one', () => {
    const words = Array.from({ length: FEWEST_WORDS }, (_, index) => `word${index}`);
    expect(shinglesOf(words.join(' '))).toHaveLength(FEWEST_WORDS - SHINGLE_WORDS + 1);
    expect(shinglesOf(words.slice(1).join(' '))).toHaveLength(1);
    expect(shinglesOf('Oui.')).toHaveLength(1);
  });

  it('finds none in a text without words', () => {
    for (const text of ['', '   ', '… — !']) expect(shinglesOf(text)).toHaveLength(0);
  });
});
