import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../test/support/property-runs.ts';
import { overlap } from './overlap.ts';
import {
  BANDS,
  bandKeys,
  packSignature,
  resemblance,
  SIGNATURE_VALUES,
  SIGNATURE_VERSION,
  signatureOf,
  unpackSignature,
} from './signature.ts';

const word = fc.integer({ min: 0, max: 5_000 }).map((number) => `w${number}`);
const words = (minLength: number, maxLength: number) => fc.array(word, { minLength, maxLength });
/** Two texts with a stretch in common, of any size beside what is their own. */
const twoTexts = fc
  .tuple(words(0, 300), words(20, 150), words(20, 150))
  .map(([common, one, other]) => [[...common, ...one].join(' '), [...common, ...other].join(' ')] as const);

/** The probability that so many of 128 places agree or a number as far from what is expected, each with probability `share`. */
function tail(agreeing: number, share: number): number {
  if (share === 0 || share === 1) return agreeing === share * SIGNATURE_VALUES ? 1 : 0;
  let term = (1 - share) ** SIGNATURE_VALUES;
  let [below, above] = [0, 0];
  for (let count = 0; count <= SIGNATURE_VALUES; count++) {
    if (count <= agreeing) below += term;
    if (count >= agreeing) above += term;
    term *= ((SIGNATURE_VALUES - count) / (count + 1)) * (share / (1 - share));
  }
  return Math.min(below, above);
}

describe('signatureOf', () => {
  it('is the same for the same text, and for one that differs in case, accents and punctuation only', () => {
    expect(signatureOf('Élections: le second tour')).toEqual(signatureOf('elections, LE SECOND TOUR!'));
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(signatureOf(text)).toEqual(signatureOf(text));
      }),
    );
  });

  // Worked out by a second program, in another language, from the definitions alone.
  it('never changes, as it is stored', () => {
    const text = Array.from({ length: 40 }, (_, index) => `Mot${index} événement`).join(' ');
    expect(SIGNATURE_VERSION).toBe(1);
    expect([...signatureOf(text).slice(0, 4), signatureOf(text)[127]]).toEqual([
      -2060570851, -2030673780, -2078452882, -2044345298, -2140822701,
    ]);
    expect([...bandKeys(signatureOf(text)).slice(0, 3)]).toEqual([-1693585108, -146838227, 759165373]);
  });
});

describe('resemblance', () => {
  it('estimates the share of common shingles within the binomial bound', () => {
    fc.assert(
      fc.property(twoTexts, ([one, other]) => {
        const agreeing = resemblance(signatureOf(one), signatureOf(other)) * SIGNATURE_VALUES;
        expect(tail(Math.round(agreeing), overlap(one, other).resemblance)).toBeGreaterThan(1e-8);
      }),
      { numRuns: propertyRuns(500) },
    );
  });

  it('errs as 128 independent hash functions would, on the whole', () => {
    let [squares, expected, sum] = [0, 0, 0];
    for (const [one, other] of fc.sample(twoTexts, { numRuns: 500, seed: 20121106 })) {
      const exact = overlap(one, other).resemblance;
      const error = resemblance(signatureOf(one), signatureOf(other)) - exact;
      squares += error * error;
      expected += (exact * (1 - exact)) / SIGNATURE_VALUES;
      sum += error;
    }
    expect(squares / expected).toBeGreaterThan(0.8);
    expect(squares / expected).toBeLessThan(1.2);
    expect(Math.abs(sum / 500)).toBeLessThan(0.005);
  });

  it('is 0 for texts without words, even beside each other', () => {
    expect(resemblance(signatureOf(''), signatureOf('…'))).toBe(0);
    expect(resemblance(signatureOf(''), signatureOf('word'))).toBe(0);
  });

  it('is all or nothing for short texts', () => {
    const one = signatureOf('The bank leaves its rate at 3.25 per cent');
    expect(resemblance(one, signatureOf('the bank leaves its rate at 3,25 per cent.'))).toBe(1);
    expect(resemblance(one, signatureOf('The bank leaves its rate at 3.50 per cent'))).toBe(0);
  });
});

describe('bandKeys', () => {
  it('are 32 integers that a database keeps, shared by texts that are alike', () => {
    fc.assert(
      fc.property(words(30, 60), (pieces) => {
        const keys = bandKeys(signatureOf(pieces.join(' ')));
        expect(keys).toBeInstanceOf(Int32Array);
        expect(keys).toHaveLength(BANDS);
        expect(bandKeys(signatureOf(pieces.join(', ').toUpperCase()))).toEqual(keys);
      }),
    );
  });

  it('differ from band to band, though the values were the same', () => {
    expect(new Set(bandKeys(new Int32Array(SIGNATURE_VALUES))).size).toBe(BANDS);
  });

  it('are none for a text without words', () => {
    expect(bandKeys(signatureOf('?!'))).toHaveLength(0);
  });
});

describe('packSignature', () => {
  it('has its inverse, also in the middle of other bytes', () => {
    const signature = signatureOf('one two three');
    const bytes = packSignature(signature);
    const wider = new Uint8Array(bytes.length + 3);
    wider.set(bytes, 3);
    expect(bytes).toHaveLength(512);
    expect(unpackSignature(wider.subarray(3))).toEqual(signature);
  });

  it('writes the lowest byte first, whatever the machine', () => {
    const signature = new Int32Array(SIGNATURE_VALUES);
    signature[0] = 0x01020304;
    expect([...packSignature(signature).slice(0, 4)]).toEqual([4, 3, 2, 1]);
  });

  it('takes no other number of bytes', () => {
    expect(() => unpackSignature(new Uint8Array(511))).toThrow(RangeError);
  });
});
