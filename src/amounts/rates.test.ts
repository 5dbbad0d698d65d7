import { describe, expect, it } from 'vitest';
import { Refusal } from '../errors.ts';
import { defaultRates } from './default-rates.ts';
import { convert, dayNumber, parseRates } from './rates.ts';

const csv = 'Date,USD,GRD,XYZ,\n2012-03-30,1.3356,N/A,,\n2012-03-29,1.3272,N/A,2,\n2000-01-03,1.009,330.3,N/A,\n';

function codeOf(text: string): string {
  try {
    parseRates(text);
  } catch (error) {
    if (error instanceof Refusal) return `${error.kind} ${error.code}`;
    throw error;
  }
  return 'none';
}

describe('parseRates', () => {
  it('uses the last rate published on or before a day, for at most ten days', () => {
    const rates = parseRates(csv);
    expect(convert(1, { from: 'EUR', to: 'USD', day: '2012-03-30' }, rates)).toBe(1.3356);
    expect(convert(1, { from: 'EUR', to: 'USD', day: '2012-04-09' }, rates)).toBe(1.3356);
    expect(convert(1, { from: 'EUR', to: 'USD', day: '2012-04-10' }, rates)).toBeUndefined();
    expect(convert(1, { from: 'EUR', to: 'USD', day: '2012-03-29' }, rates)).toBe(1.3272);
    expect(convert(1, { from: 'EUR', to: 'USD', day: '2012-03-28' }, rates)).toBeUndefined();
    expect(convert(1, { from: 'EUR', to: 'XYZ', day: '2012-03-30' }, rates)).toBe(2);
  });

  it('refuses what is not the layout, with the line', () => {
    expect(codeOf('')).toBe('invalid rates-header');
    expect(codeOf('Day,USD\n')).toBe('invalid rates-header');
    expect(codeOf('Date,USD,USD\n')).toBe('invalid rates-header');
    expect(codeOf('Date,USD\n2012-02-30,1\n')).toBe('invalid rates-day');
    expect(codeOf('Date,USD\n2012-02-28,0\n')).toBe('invalid rates-figure');
    expect(codeOf('Date,USD\n2012-02-28,1,2\n')).toBe('invalid rates-figure');
    expect(codeOf('Date,USD\n2012-02-28,1\n2012-02-28,1\n')).toBe('invalid rates-repeated');
    expect(() => parseRates('Date,USD\n2012-02-28,x\n')).toThrow('Line 2');
  });
});

describe('convert', () => {
  it('keeps the irrevocable rates for ever, and guesses nothing before them', () => {
    const rates = parseRates(csv);
    expect(convert(655.957, { from: 'FRF', to: 'EUR', day: '2030-01-01' }, rates)).toBeCloseTo(100, 9);
    expect(convert(1, { from: 'FRF', to: 'EUR', day: '1998-12-31' }, rates)).toBeUndefined();
    expect(convert(1, { from: 'EUR', to: 'GRD', day: '2000-01-03' }, rates)).toBe(330.3);
    expect(convert(1, { from: 'EUR', to: 'GRD', day: '2012-01-01' }, rates)).toBe(340.75);
  });

  it('converts pegged currencies through their anchor', () => {
    const rates = parseRates(csv);
    expect(convert(655.957, { from: 'XOF', to: 'EUR', day: '2012-03-30' }, rates)).toBeCloseTo(1, 9);
    expect(convert(3.6725, { from: 'AED', to: 'USD', day: '2012-03-30' }, rates)).toBeCloseTo(1, 9);
    expect(convert(1, { from: 'AED', to: 'USD', day: '2013-03-30' }, rates)).toBeUndefined();
  });

  it('returns a figure unchanged in its own currency, whatever the day', () => {
    expect(convert(5, { from: 'KES', to: 'KES', day: 'never' }, defaultRates)).toBe(5);
    expect(convert(5, { from: 'KES', to: 'EUR', day: '2012-01-01' }, defaultRates)).toBeUndefined();
    expect(convert(5, { from: 'USD', to: 'EUR', day: '2012-13-01' }, defaultRates)).toBeUndefined();
  });
});

describe('the built-in rates', () => {
  it('hold for every day from 1999 to 2024, by month where the months are given', () => {
    for (const [day, rate] of [
      ['1999-01-01', 1.0658],
      ['2010-12-31', 1.3257],
      ['2011-01-01', 1.336],
      ['2012-07-14', 1.2288],
      ['2012-12-31', 1.3119],
      ['2013-01-01', 1.3281],
      ['2024-12-31', 1.0824],
    ] as const) {
      expect(convert(1, { from: 'EUR', to: 'USD', day }, defaultRates), day).toBe(rate);
    }
    expect(convert(1, { from: 'EUR', to: 'USD', day: '2025-01-01' }, defaultRates)).toBeUndefined();
    expect(convert(1, { from: 'EUR', to: 'USD', day: '1998-12-31' }, defaultRates)).toBeUndefined();
  });

  it('never jump by more than a few times between neighbouring periods, and never overlap', () => {
    for (const [currency, periods] of defaultRates.periods) {
      for (const [index, period] of periods.entries()) {
        const before = periods[index - 1];
        if (before === undefined) continue;
        expect(period.firstDay, currency).toBe(before.lastDay + 1);
        expect(period.perEuro / before.perEuro, `${currency} ${index}`).toBeGreaterThan(0.72);
        expect(period.perEuro / before.perEuro, `${currency} ${index}`).toBeLessThan(1.7);
      }
    }
  });

  it('have months whose mean is the year within half a per cent', () => {
    for (const [currency, year, mean] of [
      ['USD', 2011, 1.392],
      ['USD', 2012, 1.2848],
      ['GBP', 2011, 0.86788],
      ['GBP', 2012, 0.81087],
      ['CHF', 2011, 1.2326],
      ['CHF', 2012, 1.2053],
      ['NOK', 2011, 7.7934],
      ['NOK', 2012, 7.4751],
    ] as const) {
      const first = dayNumber(`${year}-01-01`) as number;
      const last = dayNumber(`${year}-12-31`) as number;
      const months = (defaultRates.periods.get(currency) ?? []).filter(
        ({ firstDay }) => firstDay >= first && firstDay <= last,
      );
      expect(months).toHaveLength(12);
      const average = months.reduce((sum, { perEuro }) => sum + perEuro, 0) / 12;
      expect(Math.abs(average / mean - 1)).toBeLessThan(0.005);
    }
  });
});
