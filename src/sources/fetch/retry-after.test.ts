import { expect, it } from 'vitest';
import { readRetryAfter } from './retry-after.ts';

const NOW = Date.parse('2026-11-29T12:00:00Z');

it.each([
  ['120', 120],
  [' 0 ', 0],
  ['99999999999', 30 * 24 * 3600],
  ['Sun, 29 Nov 2026 12:02:00 GMT', 120],
  ['Sunday, 29-Nov-26 12:02:00 GMT', 120],
  ['Sun Nov 29 12:02:00 2026 GMT', 120],
  ['Sun, 29 Nov 2026 11:00:00 GMT', 0],
  ['-5', undefined],
  ['1.5', undefined],
  ['soon', undefined],
  ['', undefined],
  [undefined, undefined],
])('reads Retry-After %j as %j seconds', (value, seconds) => {
  expect(readRetryAfter(value, NOW)).toBe(seconds);
});
