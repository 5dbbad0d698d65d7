import { describe, expect, it } from 'vitest';
import { testEach, vectorsOf } from '../../../test/support/vectors.ts';
import { isValid } from '../finding.ts';
import { checkCsafDistribution } from './csaf-distribution.ts';

interface Vector {
  readonly id: string;
  readonly kind: string;
  readonly distribution: unknown;
  readonly status: string;
  readonly expect: { readonly valid: boolean; readonly test: string };
}

const vectors = vectorsOf<Vector>('tlp', 'csaf-distribution');

const PUBLIC = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const NOBODY = '00000000-0000-0000-0000-000000000000';
const OTHER = '5868d6be-b28a-404e-a245-0b5093b31b8b';

describe('the vectors of CSAF distributions', () => {
  testEach('CSAF distributions', vectors, ({ distribution, status, expect: { valid, test } }) => {
    const findings = checkCsafDistribution(distribution, status);
    expect(!findings.some(({ rule }) => rule === test)).toBe(valid);
    // What fails a mandatory test is no valid advisory, and what passes here has no other fault.
    if (test.startsWith('6.1.')) expect(isValid(findings)).toBe(valid);
  });
});

describe('checkCsafDistribution', () => {
  const codes = (label: unknown, group?: unknown, status = 'final'): string[] => {
    const distribution = { tlp: { label }, ...(group !== undefined && { sharing_group: group }) };
    return checkCsafDistribution(distribution, status).map(({ code }) => code);
  };

  it.each([
    ['GREEN', { id: PUBLIC, name: 'Public' }, 'final', ['csaf-public-not-clear']],
    ['AMBER+STRICT', { id: PUBLIC.toUpperCase(), name: 'Public' }, 'final', ['csaf-public-not-clear']],
    ['CLEAR', { id: PUBLIC, name: 'Public' }, 'final', ['csaf-group-on-clear']],
    ['CLEAR', { id: NOBODY, name: 'No sharing allowed' }, 'draft', ['csaf-group-on-clear']],
    ['CLEAR', { id: NOBODY, name: 'No sharing allowed' }, 'final', ['csaf-clear-not-public', 'csaf-group-on-clear']],
    ['RED', { id: OTHER, name: 'Public' }, 'final', ['csaf-reserved-name']],
    ['RED', { id: NOBODY, name: 'Nobody' }, 'draft', ['csaf-reserved-id']],
    ['RED', { name: 'A group' }, 'final', ['csaf-group-without-id']],
    ['WHITE', undefined, 'final', ['csaf-no-tlp-label']],
    [7, undefined, 'final', ['csaf-no-tlp-label']],
    ['RED', { id: OTHER }, 'final', []],
  ])('finds in %s with %j, %s: %j', (label, group, status, expected) => {
    expect(codes(label, group, status)).toEqual(expected);
  });

  it('does not take what is missing for public', () => {
    for (const distribution of [undefined, null, [], 'CLEAR', Object.create({ tlp: { label: 'CLEAR' } })]) {
      expect(isValid(checkCsafDistribution(distribution, 'final'))).toBe(false);
    }
  });
});
