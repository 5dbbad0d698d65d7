import { codeList } from './currency-table.ts';
import { currencyNames, currencySigns, exactCurrencies } from './currency-words.ts';
import { numberWords } from './number-words.ts';

/** Alternatives of a pattern, each as its literal text; the words of the tables are letters only. */
function anyOf(words: Iterable<string>): string {
  return [...words].join('|');
}

const codes = new Set(codeList.split(' '));
const otherCodes = [...exactCurrencies.keys()].filter((key) => !codes.has(key.slice(-3)) && key !== 'p');
const figure = /[0-9¼½¾]/;
// Articles, fractions and abbreviations make no number without one of the others; `cent` is a hundred in French.
const countWords = [...numberWords].filter(([, { role, letters }]) => role !== 'article' && letters === undefined);
const numberWord = new RegExp(`(?<![a-z])(?:cents?|${anyOf(countWords.map(([word]) => word))})(?![a-z])`, 'i');
const sign = new RegExp(`[${[...currencySigns.keys()].join('')}]`);
const name = new RegExp(`(?<![a-z])(?:${anyOf(currencyNames.keys())})(?![a-z])`, 'i');
const capitals = /[A-Z]{3}/g;
const shortCode = new RegExp(`(?<![A-Za-z])(?:${anyOf(otherCodes)})(?![A-Za-z])|\\d ?p(?![A-Za-z])`);

function holdsCode(text: string): boolean {
  capitals.lastIndex = 0;
  for (let found = capitals.exec(text); found !== null; found = capitals.exec(text)) {
    if (codes.has(found[0])) return true;
    // Runs of capitals overlap: "MEUR" holds "MEU" and "EUR".
    capitals.lastIndex = found.index + 1;
  }
  return false;
}

/**
 * Cheap and conservative: false only where `findAmounts` surely finds nothing, since the text holds no number or no
 * sign, name or code of a currency. Costs a fraction of a search.
 */
export function mayHoldAmount(text: string): boolean {
  if (!figure.test(text) && !numberWord.test(text)) return false;
  return sign.test(text) || name.test(text) || holdsCode(text) || shortCode.test(text);
}
