import { describe, expect, it } from 'vitest';
import { counted } from './counted.ts';
import {
  cutTo,
  highlighted,
  printable,
  printableJson,
  printableSource,
  resultWidth,
  styled,
  styledError,
  type Terminal,
  wrapped,
} from './terminal.ts';

const plain: Terminal = {
  out: () => undefined,
  error: () => undefined,
  isInteractive: true,
  showsProgress: false,
  hasColour: false,
  errorHasColour: false,
  width: 80,
};
const coloured = { ...plain, hasColour: true };

describe('text from outside', () => {
  it('is one line without control characters and direction marks', () => {
    expect(printable(' a\n\tb\u001b[31m\u009b\u202e\u2067c\u2028d\u{e0041} ')).toBe('a b[31mc d');
  });

  it('keeps its letters, accents and signs', () => {
    expect(printable('Élysée — « 1 200 € » 你好 👩‍🚀')).toBe('Élysée — « 1 200 € » 你好 👩‍🚀');
  });

  it('keeps the places of a source for the caret below it', () => {
    const source = 'a\u001bb\u202ec\nd\te';
    expect(printableSource(source)).toBe('a�b�c\nd\te');
    expect(printableSource('\u{e0041}x')).toHaveLength(3);
  });

  it('is so too where some of it is apart', () => {
    const pieces = [
      { text: 'A\u001b\u009b ', found: false },
      { text: 'gr\u202eowth', found: true },
    ];
    expect(highlighted(pieces, plain)).toBe('A ‹growth›');
  });

  it('is the same value in JSON', () => {
    const value = { a: 'x\u009b\u202e\u{e0041}\u001b é' };
    expect(printableJson(value)).toBe('{"a":"x\\u009b\\u202e\\udb40\\udc41\\u001b é"}');
    expect(JSON.parse(printableJson(value))).toEqual(value);
  });
});

describe('colour', () => {
  it('is only where there is some', () => {
    expect(styled(plain, 'red', 'x')).toBe('x');
    expect(styled(coloured, 'red', 'x')).toBe('\u001b[31mx\u001b[0m');
    expect(styled(coloured, 'red', '')).toBe('');
  });

  it('of standard error is its own', () => {
    expect(styledError(coloured, 'red', 'x')).toBe('x');
    expect(styledError({ ...plain, errorHasColour: true }, 'red', 'x')).toBe('\u001b[31mx\u001b[0m');
  });

  it('or else quotes show what was found', () => {
    const pieces = [
      { text: 'a ', found: false },
      { text: 'b', found: true },
    ];
    expect(highlighted(pieces, plain)).toBe('a ‹b›');
    expect(highlighted(pieces, coloured)).toBe('a \u001b[1;33mb\u001b[0m');
  });
});

describe('the width of results', () => {
  it.each([
    [10, 60],
    [60, 60],
    [120, 120],
    [500, 160],
  ])('is, of a terminal of %i, %i', (width, expected) => {
    expect(resultWidth({ ...plain, width })).toBe(expected);
  });

  it('is 100 elsewhere', () => {
    expect(resultWidth({ ...plain, isInteractive: false, width: 30 })).toBe(100);
  });

  it('cuts with an ellipsis and wraps between words', () => {
    expect([cutTo('abcdef', 6), cutTo('abcdef', 4)]).toEqual(['abcdef', 'abc…']);
    expect(wrapped('one two three four', 9)).toEqual(['one two', 'three', 'four']);
  });
});

describe('a number with its noun', () => {
  it('is written for people', () => {
    expect([0, 1, 999, 1000, 1234567].map((number) => counted(number, 'hit'))).toEqual([
      '0 hits',
      '1 hit',
      '999 hits',
      '1,000 hits',
      '1,234,567 hits',
    ]);
  });
});
