import { describe, expect, it } from 'vitest';
import { countryCode } from './country-code.ts';

describe('the code of a country', () => {
  it.each([
    ['fr', 'FR'],
    ['DEU', 'DE'],
    ['1A0', 'XK'],
    ['uk', 'GB'],
    ['United Kingdom', 'GB'],
    ['Royaume-Uni', 'GB'],
    ['España', 'ES'],
    ['United States of America', 'US'],
    ['XX', undefined],
    ['Atlantis', undefined],
    ['', undefined],
  ])('of %s is %s', (written, code) => {
    expect(countryCode(written)).toBe(code);
  });
});
