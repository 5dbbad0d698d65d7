import { describe, expect, it } from 'vitest';
import type { Amount } from './amount.ts';
import { type AmountThreshold, meetsThreshold } from './compare-amount.ts';
import { defaultRates } from './default-rates.ts';

const amount = (value: number, rest: Partial<Amount> = {}): Amount => ({
  value,
  currency: 'USD',
  start: 0,
  end: 1,
  ...rest,
});
const threshold = (operator: AmountThreshold['operator'], value: number, currency = 'USD'): AmountThreshold => ({
  operator,
  value,
  currency,
});
const meets = (one: Amount, other: AmountThreshold, day?: string) => meetsThreshold(one, other, day, defaultRates);

describe('meetsThreshold', () => {
  it('compares the highest figure upwards and the lowest downwards', () => {
    const range = amount(100, { upper: 300 });
    expect(meets(range, threshold('>=', 300))).toBe(true);
    expect(meets(range, threshold('>', 300))).toBe(false);
    expect(meets(range, threshold('<=', 100))).toBe(true);
    expect(meets(range, threshold('<', 100))).toBe(false);
    expect(meets(range, threshold('=', 200))).toBe(true);
    expect(meets(range, threshold('=', 301))).toBe(false);
  });

  it('takes "more than" and "less than" a figure at their word', () => {
    expect(meets(amount(200, { qualifier: 'more-than' }), threshold('>', 200))).toBe(true);
    expect(meets(amount(200, { qualifier: 'at-least' }), threshold('>', 200))).toBe(false);
    expect(meets(amount(200, { qualifier: 'less-than' }), threshold('<', 200))).toBe(true);
  });

  it('converts at the rates of the day, and is false without them', () => {
    const euros = amount(100, { currency: 'EUR' });
    expect(meets(euros, threshold('>', 120), '2012-07-14')).toBe(true);
    expect(meets(euros, threshold('>', 123), '2012-07-14')).toBe(false);
    expect(meets(euros, threshold('<', 123), '2012-07-14')).toBe(true);
    expect(meets(euros, threshold('>', 1))).toBe(false);
    expect(meets(euros, threshold('<', 1e9), '1990-01-01')).toBe(false);
    expect(meets(euros, threshold('=', 122.88), '2012-07-14')).toBe(false);
    expect(meets(amount(5), threshold('>=', 5), undefined)).toBe(true);
  });
});
