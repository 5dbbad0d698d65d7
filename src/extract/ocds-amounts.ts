import type { StatedAmount } from '../amounts/amount.ts';
import type { UnknownRecord } from './record-fields.ts';
import { recordAt, recordsAt, textAt } from './record-values.ts';

const FIGURE = /^-?\d+(?:\.\d+)?$/;

/** The amounts of a release, and a sentence part for each value that cannot be used. */
export interface OcdsAmounts {
  readonly amounts: readonly StatedAmount[];
  readonly faults: readonly string[];
}

/**
 * Reads the amounts of a release: of its planning (`budget`), its tender (`tender`, `tender-minimum`), awards (`award`),
 * contracts (`contract`) and payments (`transaction`), each as often as it is stated and none added up. The values of lots
 * (`lot`) count only where the tender as a whole has none, since they are its parts; the price of a single unit never does.
 * https://standard.open-contracting.org/1.1/en/schema/reference/#value
 */
export function ocdsAmounts(release: UnknownRecord): OcdsAmounts {
  const amounts: StatedAmount[] = [];
  const faults: string[] = [];
  const take = (role: string, holder: unknown, name = 'value'): boolean => {
    const read = amountOf(recordAt(holder, name), role);
    if (read === undefined) return false;
    if (typeof read === 'string') faults.push(read);
    else amounts.push(read);
    return typeof read !== 'string';
  };
  const tender = recordAt(release, 'tender');
  take('budget', recordAt(release, 'planning', 'budget'), 'amount');
  const isWhole = take('tender', tender);
  take('tender-minimum', tender, 'minValue');
  if (!isWhole) for (const lot of recordsAt(tender, 'lots')) take('lot', lot);
  for (const award of recordsAt(release, 'awards')) take('award', award);
  for (const contract of recordsAt(release, 'contracts')) {
    take('contract', contract);
    for (const payment of recordsAt(contract, 'implementation', 'transactions')) {
      // OCDS 1.0 calls the value of a payment its amount.
      if (!take('transaction', payment)) take('transaction', payment, 'amount');
    }
  }
  return { amounts, faults };
}

/** The amount, a fault where there is one that cannot be used, or undefined where none is stated. */
export function amountOf(value: UnknownRecord, role: string): StatedAmount | string | undefined {
  const { amount } = value;
  if (amount === undefined || amount === null || amount === '') return undefined;
  const figure = textAt(value, 'amount');
  const number = typeof amount === 'number' ? amount : FIGURE.test(figure) ? Number(figure) : Number.NaN;
  if (!Number.isFinite(number)) return `a value of the ${role} is no number and is left out`;
  const currency = textAt(value, 'currency').toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency)) return `a value of the ${role} has no currency and is left out`;
  return { value: number, currency, role };
}
