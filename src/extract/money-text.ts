import type { StatedAmount } from '../amounts/amount.ts';

const FIGURES = new Intl.NumberFormat('en-US', { maximumFractionDigits: 20 });

/**
 * Returns a sum as a person reads it and as `findAmounts` reads it back, in every language: `9 693 759 000.5 EUR`.
 * Groups are set apart by blanks, and three decimals get a fourth, since `1.234` is a thousand where the point groups.
 */
export function moneyText({ value, currency }: Pick<StatedAmount, 'value' | 'currency'>): string {
  const [whole = '', decimals = ''] = FIGURES.format(value).split('.');
  const fraction = decimals.length === 3 ? `${decimals}0` : decimals;
  return `${whole.replaceAll(',', ' ')}${fraction && `.${fraction}`} ${currency}`;
}
