import type { WholeOrder } from '../wire/shapes.ts';
import { dayInWords } from '../words/dates.ts';
import type { Words } from '../words/en.ts';

/** From when to when an order holds, in words. */
export function windowInWords({ from, until }: WholeOrder['order']['window'], words: Words): string {
  const parts = [
    from === undefined ? undefined : words.orders.from(dayInWords(from, words)),
    until === 'unknown'
      ? words.orders.untilUnknown
      : until === undefined
        ? undefined
        : words.orders.until(dayInWords(until, words)),
  ];
  return parts.filter((part) => part !== undefined).join(' ') || words.orders.always;
}

/** The UTC day that it is. */
export function utcToday(): string {
  return new Date().toISOString().slice(0, 10);
}
