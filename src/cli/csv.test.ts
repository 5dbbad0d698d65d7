import { describe, expect, it } from 'vitest';
import { csvLine } from './csv.ts';

describe('a line of CSV', () => {
  it('ends as RFC 4180 wants it', () => {
    expect(csvLine(['a', '', 'b'])).toBe('a,,b\r\n');
  });

  it.each([
    ['a,b', '"a,b"'],
    ['a;b', '"a;b"'],
    ['say "a"', '"say ""a"""'],
    ['two\nlines', 'two lines'],
  ])('writes %j as %j', (cell, written) => {
    expect(csvLine([cell])).toBe(`${written}\r\n`);
  });

  it.each(['=1+1', '+1', '-1', '@a', '\t=1', '\r=1', '  =1', '\u202e=1', '\u0000=1', '＝1', '－1'])(
    'disarms %j',
    (cell) => {
      expect(csvLine([cell])).toMatch(/^'[=+\-@＝－]/);
    },
  );
});
