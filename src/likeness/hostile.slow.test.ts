import { expect, it } from 'vitest';
import { describeChange } from './change.ts';
import { overlap } from './overlap.ts';
import { SIGNATURE_VALUES, signatureOf } from './signature.ts';

const CHARACTERS = 600_000;
/** What is longest to cut, to fold, to hash or to align, over and over. */
const UNITS = ['é', 'a ', 'é-', 'A\nb\n', 'b. A'];

it.each(UNITS)(
  'takes 600,000 characters of %j',
  (unit) => {
    const before = unit.repeat(CHARACTERS / unit.length);
    const after = `${before.slice(3_000, CHARACTERS / 2)} Zebra. ${before.slice(CHARACTERS / 2 + 1_000)}`;
    expect(signatureOf(before)).toHaveLength(SIGNATURE_VALUES);
    expect(overlap(before, after).resemblance).toBeLessThanOrEqual(1);
    expect(describeChange(before, after).addedPassages.length).toBeLessThanOrEqual(100);
  },
  120_000,
);
