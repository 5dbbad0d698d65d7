import { describe, expect, it } from 'vitest';
import { parseFigure, parseScaledNumber } from './parse-figure.ts';

describe('parseScaledNumber', () => {
  it.each([
    ['200M', 200e6],
    ['200m', 200e6],
    ['1.5bn', 1.5e9],
    ['1.5B', 1.5e9],
    ['750k', 750e3],
    ['2T', 2e12],
    ['200000', 200_000],
    ['200_000', 200_000],
    ['200 000', 200_000],
    ['1,2 milliard', 1.2e9],
    ['1,200,000', 1_200_000],
    ['1.1M', 1.1e6],
  ])('reads %s', (text, value) => {
    expect(parseScaledNumber(text)).toBe(value);
  });

  it.each(['', 'M', '200x', '1,200', '1.200', '12_34', '1__000', '-5', '5 constructor', '1.2.3', '1e9'])(
    'refuses "%s"',
    (text) => {
      expect(parseScaledNumber(text)).toBeUndefined();
    },
  );
});

describe('parseFigure', () => {
  it('reads a comma before three digits by the language, and as thousands where none is known', () => {
    expect(parseFigure('1,200', { lang: 'en' })).toBe(1200);
    expect(parseFigure('1,200', { lang: 'fr' })).toBe(1.2);
    expect(parseFigure('1,200')).toBe(1200);
    expect(parseFigure('1,200', { lang: 'fr', prefixed: 'dollar' })).toBeUndefined();
  });

  it('reads a point before three digits as decimals in English, and nowhere without a language', () => {
    expect(parseFigure('1.200', { lang: 'en' })).toBe(1.2);
    expect(parseFigure('1.200', { lang: 'fr' })).toBe(1200);
    expect(parseFigure('1.200', { lang: 'fr', scaled: true })).toBeUndefined();
    expect(parseFigure('1.200')).toBeUndefined();
  });

  it('reads the groups of India, Switzerland and France', () => {
    expect(parseFigure('12,34,567.89')).toBe(1_234_567.89);
    expect(parseFigure("1'200'000")).toBe(1_200_000);
    expect(parseFigure('1 200,5')).toBe(1200.5);
    expect(parseFigure('1.234.567,89')).toBe(1_234_567.89);
    expect(parseFigure('2½')).toBe(2.5);
  });

  it('refuses separators that group nothing', () => {
    expect(parseFigure('22,24,26,31')).toBeUndefined();
    expect(parseFigure('192.168.1.2')).toBeUndefined();
  });
});
