import fc from 'fast-check';
import { expect, it } from 'vitest';
import { propertyRuns } from '../../test/support/property-runs.ts';
import { currencyNames, currencySigns, exactCurrencies } from './currency-words.ts';
import { findAmounts } from './find-amounts.ts';
import { mayHoldAmount } from './may-hold-amount.ts';
import { numberWords } from './number-words.ts';
import { scanLexemes } from './scan-lexemes.ts';

it('passes over a text without a figure or without a currency', () => {
  expect(mayHoldAmount('The council met on Tuesday and spoke of water.')).toBe(false);
  expect(mayHoldAmount('Some dollars were lost.')).toBe(false);
  expect(mayHoldAmount('It met 12 times in 2012.')).toBe(false);
});

it('lets through each figure with each currency of the tables', () => {
  for (const word of [...currencyNames.keys(), ...currencySigns.keys(), ...exactCurrencies.keys()]) {
    for (const text of [`7 ${word}`, `7${word}`, `${word}7`, `seven ${word}`, `cent ${word}`]) {
      const holds = scanLexemes(text).some(({ kind }) => kind === 'currency');
      if (holds && !/^cent /u.test(text)) expect(mayHoldAmount(text), text).toBe(true);
      if (findAmounts(text).length > 0) expect(mayHoldAmount(text), text).toBe(true);
    }
  }
});

it('is never false where the lexemes hold a currency and a number', () => {
  const pieces = fc.constantFrom(
    ...currencyNames.keys(),
    ...currencySigns.keys(),
    ...exactCurrencies.keys(),
    ...numberWords.keys(),
    '5',
    '½',
    '-',
    '.',
    'é',
    'x',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 6 }), fc.constantFrom('', ' '), (all, gap) => {
      const text = all.join(gap);
      const lexemes = scanLexemes(text);
      const counts = lexemes.some(
        ({ kind, ...rest }) =>
          kind === 'figure' ||
          (kind === 'number' &&
            'word' in rest &&
            !('letters' in rest.word) &&
            (rest.word as { role: string }).role !== 'article'),
      );
      if (counts && lexemes.some(({ kind }) => kind === 'currency')) expect(mayHoldAmount(text), text).toBe(true);
    }),
    { numRuns: propertyRuns(3000) },
  );
});
