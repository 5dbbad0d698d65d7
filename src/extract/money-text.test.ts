import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findAmounts } from '../amounts/find-amounts.ts';
import { moneyText } from './money-text.ts';

describe('the text of an amount', () => {
  it('is grouped, and has no three decimals alone', () => {
    expect(moneyText({ value: 9693759000.5, currency: 'EUR' })).toBe('9 693 759 000.5 EUR');
    expect(moneyText({ value: 1.234, currency: 'EUR' })).toBe('1.2340 EUR');
  });

  it('is read back as the same amount in every language', () => {
    const cents = fc.integer({ min: 1, max: 10 ** 13 }).map((value) => value / 100);
    fc.assert(
      fc.property(
        cents,
        fc.constantFrom('EUR', 'NOK', 'USD'),
        fc.constantFrom('en', 'fr', 'de', undefined),
        (value, currency, lang) => {
          const text = `Value of the tender: ${moneyText({ value, currency })}`;
          const found = findAmounts(text, lang === undefined ? {} : { lang });
          expect(found.map((amount) => [amount.value, amount.currency])).toEqual([[value, currency]]);
        },
      ),
    );
  });
});
