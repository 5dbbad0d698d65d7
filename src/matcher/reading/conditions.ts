import { type AmountThreshold, meetsThreshold } from '../../amounts/compare-amount.ts';
import type { RateTable } from '../../amounts/rates.ts';
import { dayNumber } from '../../query/days.ts';
import { dayOf, type MatchDocument } from '../document.ts';
import { operatorOf, unpackCurrency } from '../questions/compile.ts';

/** Returns the threshold whose definition begins at `at`. */
export function thresholdAt(definitions: Int32Array, at: number): AmountThreshold {
  const value = new Float64Array(Int32Array.of(definitions[at + 2]!, definitions[at + 3]!).buffer)[0]!;
  return { operator: operatorOf(definitions[at]!), value, currency: unpackCurrency(definitions[at + 1]!) };
}

/** Returns whether an amount that the document states as structured data meets the threshold. */
export function statesEnough(document: MatchDocument, threshold: AmountThreshold, rates: RateTable): boolean {
  const { amounts } = document;
  return amounts?.some((amount) => meetsThreshold(amount, threshold, dayOf(document), rates)) ?? false;
}

/** Returns whether the document's day meets the date condition whose definition begins at `at`. */
export function dateHolds(definitions: Int32Array, at: number, document: MatchDocument): boolean {
  const day = dayOf(document);
  if (day === undefined) return false;
  const own = dayNumber(day);
  const first = definitions[at + 1]!;
  const last = definitions[at + 2]!;
  switch (operatorOf(definitions[at]!)) {
    case '>=':
      return own >= first;
    case '>':
      return own > last;
    case '<=':
      return own <= last;
    case '<':
      return own < first;
    default:
      return own >= first && own <= last;
  }
}
