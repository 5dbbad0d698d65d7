import { describe, expect, it } from 'vitest';
import { findAmounts } from './find-amounts.ts';

describe('findAmounts on a hostile text', () => {
  it.each([
    '1',
    ' ',
    '$',
    '1 ',
    '123 ',
    '1,',
    '$1, ',
    'c $ ',
    '$1-',
    'un cent mille ',
    'one point five ',
    'half a ',
    'one hundred and ',
    '1 million to ',
    'u.s. ',
    'a',
    'million ',
    '\u00a0',
    '(((',
    'R$R',
    '1.1.',
    '€',
    'EUR',
  ])('comes to an end on 250,000 characters of "%s", which a search that tries and tries again would not', (unit) => {
    const text = `$1 ${unit.repeat(Math.ceil(250_000 / unit.length))} €2`;
    expect(findAmounts(text).every(({ start, end }) => start < end && end <= text.length)).toBe(true);
  });
});
