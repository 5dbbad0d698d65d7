import type { CurrencyFamily } from './currency-table.ts';
import { familyCodes, familyDefaults } from './currency-table.ts';
import type { CurrencyWord } from './currency-words.ts';

/** The currency of an amount; `assumed` where a country, a neighbour or a default decided it and not the words. */
export interface SettledCurrency {
  readonly code: string;
  readonly assumed: boolean;
}

/** What may decide a name that several currencies share. */
export interface SettlingHints {
  /** Country named beside the currency, or `CFA`. */
  readonly named: string | undefined;
  /** Country of the document. */
  readonly country: string | undefined;
  readonly lang: string | undefined;
  /** Dollars that the text has named in full so far. */
  readonly dollars: ReadonlySet<string>;
}

const byCountry = new Map<string, ReadonlyMap<string, string>>(
  Object.entries(familyCodes).map(([family, list]) => [
    family,
    new Map(list.split(' ').map((pair): [string, string] => [pair.slice(0, pair.indexOf(':')), pair.slice(-3)])),
  ]),
);

const northern: Readonly<Record<string, string>> = {
  sv: 'SEK',
  nb: 'NOK',
  nn: 'NOK',
  no: 'NOK',
  da: 'DKK',
  is: 'ISK',
  cs: 'CZK',
};

function codeIn(family: CurrencyFamily, country: string | undefined): string | undefined {
  return country === undefined ? undefined : byCountry.get(family)?.get(country);
}

/** A bare dollar follows the one other dollar that the text has named before it, if it named no United States dollar. */
function neighbour(family: CurrencyFamily, dollars: ReadonlySet<string>): string | undefined {
  if ((family !== 'dollar' && family !== 'dollar-sign') || dollars.size !== 1) return undefined;
  const [only] = dollars;
  return only === 'USD' ? undefined : only;
}

/**
 * Which currency a word means: by the word itself, by the country named beside it, by the country of the document, by a
 * dollar that the text named in full before, by the default of the family. Undefined where a name is shared
 * and has no default (pesos, dinars, crowns): a guess would be wrong by a factor.
 */
export function settleCurrency(word: CurrencyWord, hints: SettlingHints): SettledCurrency | undefined {
  if (word.code !== undefined) return { code: word.code, assumed: false };
  const family = word.family as CurrencyFamily;
  const named = codeIn(family === 'dollar-sign' ? 'dollar' : family, hints.named);
  if (named !== undefined) return { code: named, assumed: false };
  if (hints.named !== undefined && family !== 'dollar-sign' && !(family === 'franc' && hints.named === 'CFA'))
    return undefined;
  const ofCountry = codeIn(family, hints.country);
  if (ofCountry !== undefined) return { code: ofCountry, assumed: true };
  const beside = neighbour(family, hints.dollars);
  if (beside !== undefined) return { code: beside, assumed: true };
  if (family === 'crown' || family === 'krona') {
    const code = northern[hints.lang ?? ''];
    if (code !== undefined) return { code, assumed: true };
  }
  if (family === 'cent' && hints.lang === 'fr') return { code: 'EUR', assumed: true };
  const code = familyDefaults[family];
  if (code === undefined) return undefined;
  // A pound sign alone is sterling in every style guide; the other names only have a likeliest reading.
  return { code, assumed: !(family === 'pound' && word.form === 'sign') };
}
