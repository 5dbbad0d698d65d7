import { type CurrencyFamily, codeList, families, ownNames, signs, subunits, wordLikeCodes } from './currency-table.ts';

/** How a currency is named by a word, sign or code of the text. */
export interface CurrencyWord {
  readonly form: 'sign' | 'code' | 'word';
  /** ISO 4217 code where the word alone settles it; otherwise `family` is set. */
  readonly code?: string;
  readonly family?: CurrencyFamily;
  /** Units of the currency in one of these: 0.01 for a cent, 1000000 for `MEUR`; 1 otherwise. */
  readonly factor: number;
  /** Money only beside a scale or a grouped figure, because the word has another, likelier meaning. */
  readonly needsSize?: boolean;
}

const lowerCaseCodes = 'usd eur gbp jpy chf cny rmb nok sek dkk aud nzd hkd sgd inr brl mxn zar btc'.split(' ');
const codePrefixes: readonly (readonly [string, number])[] = [
  ['M', 1e6],
  ['k', 1e3],
  ['K', 1e3],
  ['Md', 1e9],
  ['Mds', 1e9],
];

function collectExact(): Map<string, CurrencyWord> {
  const words = new Map<string, CurrencyWord>();
  const wordLike = new Set(wordLikeCodes.split(' '));
  for (const code of codeList.split(' ')) {
    const word: CurrencyWord = { form: 'code', code, factor: 1, ...(wordLike.has(code) ? { needsSize: true } : {}) };
    words.set(code, word);
    if (!wordLike.has(code)) {
      for (const [prefix, factor] of codePrefixes) words.set(prefix + code, { form: 'code', code, factor });
    }
  }
  for (const code of lowerCaseCodes) words.set(code, { form: 'code', code: code.toUpperCase(), factor: 1 });
  for (const [alias, code] of [
    ['RMB', 'CNY'],
    ['rmb', 'CNY'],
    ['Rmb', 'CNY'],
    ['BTC', 'XBT'],
    ['btc', 'XBT'],
    ['FF', 'FRF'],
    ['BF', 'BEF'],
    ['DM', 'DEM'],
    ['Kč', 'CZK'],
    ['zł', 'PLN'],
    ['FCFA', 'XOF'],
    ['Rp', 'IDR'],
    ['RM', 'MYR'],
    ['SFr', 'CHF'],
    ['sfr', 'CHF'],
    ['Fr', 'CHF'],
  ] as const) {
    words.set(alias, {
      form: 'code',
      code,
      factor: 1,
      ...('RM BF Rp Fr FF'.split(' ').includes(alias) ? { needsSize: true } : {}),
    });
  }
  words.set('F', { form: 'code', family: 'franc', factor: 1, needsSize: true });
  for (const [prefix, factor] of codePrefixes) words.set(`${prefix}F`, { form: 'code', family: 'franc', factor });
  for (const alias of ['Rs', 'rs']) words.set(alias, { form: 'code', family: 'rupee', factor: 1 });
  for (const alias of ['kr', 'Kr']) words.set(alias, { form: 'code', family: 'crown', factor: 1 });
  words.set('p', { form: 'word', code: 'GBP', factor: 0.01, needsSize: true });
  return words;
}

function collectNames(): Map<string, CurrencyWord> {
  const words = new Map<string, CurrencyWord>();
  for (const [list, code, needsSize] of ownNames) {
    for (const one of list.split(' '))
      words.set(one, { form: 'word', code, factor: 1, ...(needsSize ? { needsSize } : {}) });
  }
  for (const [family, list, needsSize] of families) {
    for (const one of list.split(' '))
      words.set(one, { form: 'word', family, factor: 1, ...(needsSize ? { needsSize } : {}) });
  }
  for (const [list, code, factor] of subunits) {
    const named = code === 'cent' || code === 'centime' || code === 'penny' ? { family: code } : { code };
    for (const one of list.split(' ')) words.set(one, { form: 'word', ...named, factor } as CurrencyWord);
  }
  return words;
}

/** Codes and abbreviations by their exact spelling. */
export const exactCurrencies: ReadonlyMap<string, CurrencyWord> = collectExact();

/** Names of currencies and subunits by their lower-case spelling. */
export const currencyNames: ReadonlyMap<string, CurrencyWord> = collectNames();

/** Signs by their character. */
export const currencySigns: ReadonlyMap<string, CurrencyWord> = new Map(
  signs.map(([sign, named, factor]): [string, CurrencyWord] => [
    sign,
    named.length === 3
      ? { form: 'sign', code: named, factor }
      : { form: 'sign', family: named as CurrencyFamily, factor },
  ]),
);
