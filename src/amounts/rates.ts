import { Refusal } from '../errors.ts';
import { dollarPegs, euroPegs, irrevocableRates } from './fixed-rates.ts';

/** A rate and the days it holds for; days are counted from 1970-01-01, both ends included. */
export interface RatePeriod {
  readonly firstDay: number;
  readonly lastDay: number;
  /** Units of the currency for one euro. */
  readonly perEuro: number;
}

/** Rates per currency (ISO 4217 code), each list in order of `firstDay`. */
export interface RateTable {
  readonly periods: ReadonlyMap<string, readonly RatePeriod[]>;
}

/**
 * Days that a published rate is used for after its own day. The longest closing of the reference rates (Easter,
 * the turn of the year) is four days; ten let a file that misses a few days still serve.
 */
export const rateValidDays = 10;

const earliestDay = dayNumber('1999-01-01') as number;

/** Days since 1970-01-01 of a `YYYY-MM-DD`; undefined for anything that is not a day of the calendar. */
export function dayNumber(day: string): number | undefined {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(day);
  if (found === null) return undefined;
  const [year, month, date] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const length = lengths[month - 1];
  if (length === undefined || date < 1 || date > length) return undefined;
  const before = lengths.slice(0, month - 1).reduce((sum, days) => sum + days, 0);
  const years = year - 1;
  const toYear = years * 365 + Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  return toYear + before + date - 1 - 719_162;
}

interface Column {
  readonly code: string;
  readonly days: Map<number, number>;
}

function readHeader(line: string): (Column | undefined)[] {
  const cells = line.split(',').map((cell) => cell.trim());
  const columns = cells.slice(1).map((code) => (code === '' ? undefined : { code, days: new Map<number, number>() }));
  const codes = columns.flatMap((column) => (column === undefined ? [] : [column.code]));
  const sound = cells[0] === 'Date' && codes.length > 0 && codes.every((code) => /^[A-Z]{3}$/u.test(code));
  if (!sound || new Set(codes).size !== codes.length) {
    throw new Refusal(
      'invalid',
      'rates-header',
      'The first line of a rates file must be "Date" and then currency codes of three capitals, each once, parted by commas.',
    );
  }
  return columns;
}

function readRow(line: string, number: number, columns: readonly (Column | undefined)[]): void {
  const cells = line.split(',').map((cell) => cell.trim());
  const day = dayNumber(cells[0] ?? '');
  if (day === undefined) {
    throw new Refusal('invalid', 'rates-day', `Line ${number} of the rates must begin with a day written YYYY-MM-DD.`);
  }
  for (const [index, cell] of cells.slice(1).entries()) {
    if (cell === '' || cell === 'N/A') continue;
    const column = columns[index];
    const rate = /^\d{1,12}(?:\.\d{1,12})?$/u.test(cell) ? Number(cell) : 0;
    if (column === undefined || rate <= 0) {
      throw new Refusal(
        'invalid',
        'rates-figure',
        `Line ${number} of the rates must hold, under each currency, a figure above zero with a decimal point, or N/A.`,
      );
    }
    if (column.days.has(day)) {
      throw new Refusal(
        'invalid',
        'rates-repeated',
        `Line ${number} of the rates gives a day that an earlier line has given.`,
      );
    }
    column.days.set(day, rate);
  }
}

/**
 * Reads rates in the layout of the ECB's `eurofxref-hist.csv`: a header `Date,USD,JPY,...`, then one line a day with
 * units of each currency for one euro; `N/A` or nothing where there is no rate; the days in any order.
 * Each rate holds for its day and the {@link rateValidDays} days after it, or until the next one.
 * Throws a Refusal 'invalid' with code 'rates-header', 'rates-day', 'rates-figure' or 'rates-repeated'.
 */
export function parseRates(csv: string): RateTable {
  const lines = csv.replace(/^\uFEFF/u, '').split(/\r?\n/u);
  const columns = readHeader(lines[0] ?? '');
  for (const [index, line] of lines.entries()) {
    if (index > 0 && line.trim() !== '') readRow(line, index + 1, columns);
  }
  const periods = new Map<string, readonly RatePeriod[]>();
  for (const column of columns) {
    if (column === undefined) continue;
    const days = [...column.days].sort(([one], [other]) => one - other);
    periods.set(
      column.code,
      days.map(([firstDay, perEuro]) => ({ firstDay, lastDay: firstDay + rateValidDays, perEuro })),
    );
  }
  return { periods };
}

/** From which currency to which (ISO 4217 codes), at the rates of which day (`YYYY-MM-DD`, UTC). */
export interface Conversion {
  readonly from: string;
  readonly to: string;
  readonly day: string;
}

/** The rate of the last period that has begun by `day`, if it still holds then. */
function periodRate(periods: readonly RatePeriod[] | undefined, day: number): number | undefined {
  if (periods === undefined) return undefined;
  let low = 0;
  let high = periods.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((periods[middle] as RatePeriod).firstDay <= day) low = middle + 1;
    else high = middle;
  }
  const last = periods[low - 1];
  return last !== undefined && day <= last.lastDay ? last.perEuro : undefined;
}

/** Units of `currency` for one euro on a day: fixed for ever, else as published, else by its peg. */
function perEuro(currency: string, day: number, rates: RateTable): number | undefined {
  if (currency === 'EUR') return 1;
  const fixed = irrevocableRates.get(currency);
  if (fixed !== undefined && day >= (dayNumber(fixed.from) ?? Number.POSITIVE_INFINITY)) return fixed.perEuro;
  const published = periodRate(rates.periods.get(currency), day);
  if (published !== undefined) return published;
  if (day < earliestDay) return undefined;
  const pegged = euroPegs.get(currency);
  if (pegged !== undefined) return pegged;
  const perDollar = dollarPegs.get(currency);
  const dollar = perDollar === undefined ? undefined : periodRate(rates.periods.get('USD'), day);
  return perDollar === undefined || dollar === undefined ? undefined : perDollar * dollar;
}

/**
 * `value` of currency `from` in currency `to` at the rates of `day` (`YYYY-MM-DD`, UTC). The rate is the last one
 * published on or before the day and not too old (see {@link rateValidDays}). Currencies that the euro replaced
 * convert at their irrevocable rate for ever from the day it was fixed for; before it only at a published rate, so that
 * nothing converts before 1999. Undefined where a rate is missing or the day is none; never a guess.
 * A currency converts to itself on every day.
 */
export function convert(value: number, { from, to, day }: Conversion, rates: RateTable): number | undefined {
  if (from === to) return value;
  const number = dayNumber(day);
  if (number === undefined) return undefined;
  const one = perEuro(from, number, rates);
  const other = perEuro(to, number, rates);
  return one === undefined || other === undefined ? undefined : (value / one) * other;
}
