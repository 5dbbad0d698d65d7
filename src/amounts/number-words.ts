/** What a word does in a number. `lang` is set where the word exists in one of the two languages only. */
export interface NumberWord {
  readonly role: 'unit' | 'article' | 'hundred' | 'scale' | 'half' | 'quarter' | 'point';
  readonly value: number;
  readonly lang?: 'en' | 'fr';
  /** An abbreviation (`m`, `bn`, `Md`): a scale only where a currency stands with it. */
  readonly letters?: 'glued' | 'spaced';
}

type Row = readonly [words: string, value: number];

const englishUnits: readonly Row[] = [
  ['zero', 0],
  ['one', 1],
  ['two', 2],
  ['three', 3],
  ['four', 4],
  ['five', 5],
  ['seven', 7],
  ['eight', 8],
  ['nine', 9],
  ['ten', 10],
  ['eleven', 11],
  ['twelve', 12],
  ['thirteen', 13],
  ['fourteen', 14],
  ['fifteen', 15],
  ['sixteen', 16],
  ['seventeen', 17],
  ['eighteen', 18],
  ['nineteen', 19],
  ['twenty', 20],
  ['thirty', 30],
  ['forty', 40],
  ['fifty', 50],
  ['sixty', 60],
  ['seventy', 70],
  ['eighty', 80],
  ['ninety', 90],
];

const frenchUnits: readonly Row[] = [
  ['zéro', 0],
  ['un une', 1],
  ['deux', 2],
  ['trois', 3],
  ['quatre', 4],
  ['cinq', 5],
  ['sept', 7],
  ['huit', 8],
  ['neuf', 9],
  ['dix', 10],
  ['onze', 11],
  ['douze', 12],
  ['treize', 13],
  ['quatorze', 14],
  ['quinze', 15],
  ['seize', 16],
  ['vingt vingts', 20],
  ['trente', 30],
  ['quarante', 40],
  ['cinquante', 50],
  ['soixante', 60],
  ['septante', 70],
  ['huitante octante', 80],
  ['nonante', 90],
];

/** Scale words; `billion` and `trillion` of a French text are settled by the reader, since they differ by a thousand. */
const scales: readonly (readonly [words: string, value: number, lang?: 'en' | 'fr'])[] = [
  ['thousand', 1e3, 'en'],
  ['mille', 1e3, 'fr'],
  ['lakh lakhs lac lacs', 1e5],
  ['million millions', 1e6],
  ['crore crores', 1e7],
  ['billion billions', 1e9],
  ['milliard milliards', 1e9],
  ['trillion trillions', 1e12],
];

/** Abbreviations that stand by themselves; the case of those in the second table matters. */
const shortScales: readonly Row[] = [
  ['mln mlns mio mn mns', 1e6],
  ['bn bln blns mrd mrds mds mld', 1e9],
  ['tn trn', 1e12],
];

const exactShortScales: readonly (readonly [words: string, value: number, letters: 'glued' | 'spaced'])[] = [
  ['k K', 1e3, 'spaced'],
  ['m M', 1e6, 'spaced'],
  ['MM', 1e6, 'glued'],
  ['b B', 1e9, 'glued'],
  ['Md md MD', 1e9, 'spaced'],
  ['G', 1e9, 'spaced'],
  ['T', 1e12, 'glued'],
];

/** Words that look like a scale and whose size is not settled: no amount is read next to them. */
export const unclearScales: ReadonlySet<string> = new Set('mil zillion zillions gazillion quadrillion t'.split(' '));

function collect(): Map<string, NumberWord> {
  const words = new Map<string, NumberWord>();
  const put = (list: string, word: NumberWord) => {
    for (const one of list.split(' ')) words.set(one, word);
  };
  for (const [list, value] of englishUnits) put(list, { role: 'unit', value, lang: 'en' });
  for (const [list, value] of frenchUnits) put(list, { role: 'unit', value, lang: 'fr' });
  put('six', { role: 'unit', value: 6 });
  put('a an', { role: 'article', value: 1, lang: 'en' });
  put('hundred', { role: 'hundred', value: 100, lang: 'en' });
  put('half', { role: 'half', value: 0.5, lang: 'en' });
  put('demi demie', { role: 'half', value: 0.5, lang: 'fr' });
  put('quarter quarters', { role: 'quarter', value: 0.25, lang: 'en' });
  put('quart quarts', { role: 'quarter', value: 0.25, lang: 'fr' });
  put('point', { role: 'point', value: 0, lang: 'en' });
  put('virgule', { role: 'point', value: 0, lang: 'fr' });
  for (const [list, value, lang] of scales) put(list, { role: 'scale', value, ...(lang ? { lang } : {}) });
  for (const [list, value] of shortScales) put(list, { role: 'scale', value, letters: 'spaced' });
  return words;
}

/** Number and scale words by their lower-case spelling. */
export const numberWords: ReadonlyMap<string, NumberWord> = collect();

/** Scale letters by their exact spelling. */
export const scaleLetters: ReadonlyMap<string, NumberWord> = new Map(
  exactShortScales.flatMap(([list, value, letters]) =>
    list.split(' ').map((one): [string, NumberWord] => [one, { role: 'scale', value, letters }]),
  ),
);

/** `cent` in a French number, where the same spelling may also be a subunit. */
export const frenchHundred: NumberWord = { role: 'hundred', value: 100, lang: 'fr' };
