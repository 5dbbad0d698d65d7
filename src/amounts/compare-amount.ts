import type { Amount } from './amount.ts';
import { convert, type RateTable } from './rates.ts';

/** A condition on the sums of a text: `>= 200000000 USD`. */
export interface AmountThreshold {
  readonly operator: '>=' | '>' | '<=' | '<' | '=';
  /** In units of `currency`. */
  readonly value: number;
  /** ISO 4217 code. */
  readonly currency: string;
}

/** Two figures of one currency are the same within the last decimal that binary fractions keep. */
function isSame(one: number, other: number): boolean {
  return Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one), Math.abs(other));
}

/**
 * Whether the sum meets the condition. For `>` and `>=` the highest figure stated counts (the upper end of a range, else
 * the value), for `<` and `<=` the lowest, for `=` any figure inside the range. A figure stated as "more than" the
 * threshold is above it, and one stated as "less than" it is below; other qualifiers change nothing. A sum in another
 * currency is converted at the rates of `day` (`YYYY-MM-DD`); `=` holds only for one and the same currency, since a
 * converted figure is never exact. False where the conversion has no day or no rate.
 */
export function meetsThreshold(
  amount: Pick<Amount, 'value' | 'upper' | 'qualifier' | 'currency'>,
  threshold: AmountThreshold,
  day: string | undefined,
  rates: RateTable,
): boolean {
  const { operator, currency } = threshold;
  const highest = amount.upper ?? amount.value;
  if (operator === '=') {
    if (amount.currency !== currency) return false;
    const inside = threshold.value >= amount.value && threshold.value <= highest;
    return inside || isSame(amount.value, threshold.value) || isSame(highest, threshold.value);
  }
  const upwards = operator === '>' || operator === '>=';
  const stated = upwards ? highest : amount.value;
  const same = amount.currency === currency;
  const figure = same
    ? stated
    : day === undefined
      ? undefined
      : convert(stated, { from: amount.currency, to: currency, day }, rates);
  if (figure === undefined) return false;
  const equal = isSame(figure, threshold.value);
  if (equal) {
    if (operator === '>') return amount.qualifier === 'more-than';
    if (operator === '<') return amount.qualifier === 'less-than';
    return true;
  }
  return upwards ? figure > threshold.value : figure < threshold.value;
}
