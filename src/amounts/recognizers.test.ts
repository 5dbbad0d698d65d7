import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findAmounts } from './find-amounts.ts';

/** Microsoft Recognizers-Text test cases, beside the checkout; they are read and not copied. */
const folder = pathToFileURL(join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'amounts', '/'));
const present =
  existsSync(new URL('English/CurrencyModel.json', folder)) && existsSync(new URL('French/CurrencyModel.json', folder));
const reason = present ? '' : ' - SKIPPED: ../shared/data/amounts is absent';

interface Truth {
  readonly Input: string;
  readonly Results: readonly {
    readonly Text: string;
    readonly Resolution?: { readonly value?: string | null; readonly unit?: string | null } | null;
  }[];
}

/** Their unit names: the ISO code, and the size of the unit in it. */
const units: Readonly<Record<string, readonly [code: string, factor: number]>> = {
  dollar: ['USD', 1],
  'united states dollar': ['USD', 1],
  'dollar états-unis': ['USD', 1],
  'canadian dollar': ['CAD', 1],
  'dollar canadien': ['CAD', 1],
  'australian dollar': ['AUD', 1],
  'dollar australien': ['AUD', 1],
  'hong kong dollar': ['HKD', 1],
  'dollar de hong kong': ['HKD', 1],
  'new zealand dollar': ['NZD', 1],
  'dollar néo-zélandais': ['NZD', 1],
  'mexican peso': ['MXN', 1],
  euro: ['EUR', 1],
  pound: ['GBP', 1],
  'british pound': ['GBP', 1],
  livre: ['GBP', 1],
  pence: ['GBP', 0.01],
  penny: ['GBP', 0.01],
  cent: ['USD', 0.01],
  centimes: ['EUR', 0.01],
  franc: ['FRF', 1],
  'swiss franc': ['CHF', 1],
  'franc suisse': ['CHF', 1],
  'finnish markka': ['FIM', 1],
  'mark finlandais': ['FIM', 1],
  'japanese yen': ['JPY', 1],
  'yen japonais': ['JPY', 1],
  'chinese yuan': ['CNY', 1],
  'yuan chinois': ['CNY', 1],
  peseta: ['ESP', 1],
  pesewa: ['GHS', 0.01],
  'netherlands guilder': ['NLG', 1],
  'florins néerlandais': ['NLG', 1],
  rupee: ['INR', 1],
  roupie: ['INR', 1],
  'roupie indienne': ['INR', 1],
  'sri lankan rupee': ['LKR', 1],
  'turkish lira': ['TRY', 1],
  'costa rican colón': ['CRC', 1],
  'georgian lari': ['GEL', 1],
  'lao kip': ['LAK', 1],
  bitcoin: ['XBT', 1],
  satoshi: ['XBT', 1e-8],
};

interface Tally {
  readonly cases: number;
  /** Number of the case in their file, with what was wrong. */
  readonly misses: readonly string[];
}

function figureOf(value: string, lang: string): number {
  return Number(lang === 'fr' ? value.replace(',', '.') : value);
}

function key(currency: string, value: number): string {
  return `${currency} ${Number(value.toPrecision(12))}`;
}

/** Cases that state money: right where each sum of the truth is read, in order, and nothing else. */
function tally(language: string, lang: string): Tally {
  const file = readFileSync(new URL(`${language}/CurrencyModel.json`, folder), 'utf8').replace(/^\uFEFF/u, '');
  const truths = JSON.parse(file) as Truth[];
  let cases = 0;
  const misses: string[] = [];
  for (const [index, truth] of truths.entries()) {
    const stated = truth.Results.flatMap((result) => {
      const { value, unit } = result.Resolution ?? {};
      if (value === null || value === undefined) return [];
      const [code, factor] = units[(unit ?? '').toLowerCase()] ?? [unit ?? '?', 1];
      return [key(code, figureOf(value, lang) * factor)];
    });
    const read = findAmounts(truth.Input, { lang }).map((amount) =>
      // Their bare cent has no currency at all; a French text gives it the euro.
      key(
        lang === 'fr' &&
          amount.assumed === true &&
          stated.some((one) => one.startsWith('USD')) &&
          amount.currency === 'EUR'
          ? 'USD'
          : amount.currency,
        amount.value,
      ),
    );
    if (stated.length > 0) cases++;
    if (stated.join('; ') !== read.join('; ')) misses.push(`${index}: ${stated.join('; ')} <> ${read.join('; ')}`);
  }
  return { cases, misses };
}

describe('the Microsoft Recognizers-Text currency cases', () => {
  it.skipIf(!present)(`are read right in at least 97 % of the English cases${reason}`, () => {
    const { cases, misses } = tally('English', 'en');
    expect(cases).toBeGreaterThan(150);
    expect((cases - misses.length) / cases, misses.join('\n')).toBeGreaterThanOrEqual(0.97);
  });

  it.skipIf(!present)(`are read right in at least 95 % of the French cases${reason}`, () => {
    const { cases, misses } = tally('French', 'fr');
    expect(cases).toBeGreaterThan(90);
    expect((cases - misses.length) / cases, misses.join('\n')).toBeGreaterThanOrEqual(0.95);
  });
});
