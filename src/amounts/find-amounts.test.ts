import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../test/support/property-runs.ts';
import { type AmountContext, findAmounts } from './find-amounts.ts';

/** What was read, in short: qualifier, figure or range, currency, `*` where it was assumed. */
function read(text: string, context?: AmountContext): string[] {
  return findAmounts(text, context).map(({ value, upper, qualifier, currency, assumed }) =>
    [
      ...(qualifier ? [qualifier] : []),
      upper === undefined ? value : `${value}..${upper}`,
      currency + (assumed ? '*' : ''),
    ].join(' '),
  );
}

const en: AmountContext = { lang: 'en' };
const fr: AmountContext = { lang: 'fr' };

describe('findAmounts in English', () => {
  it.each([
    ['a fine of $200 million', '200000000 USD*'],
    ['US$13.6bn of debt', '13600000000 USD'],
    ['some EUR 12.5 million', 'about 12500000 EUR'],
    ['it paid €4.2m', '4200000 EUR'],
    ['worth £3bn', '3000000000 GBP'],
    ['NOK 596 million', '596000000 NOK'],
    ['HK$7m', '7000000 HKD'],
    ['NZ$8m', '8000000 NZD'],
    ['NT$10m', '10000000 TWD'],
    ['R$11m', '11000000 BRL'],
    ['Rs.50,000 crore', '500000000000 INR*'],
    ['35 lakh rupees', '3500000 INR*'],
    ["CHF 1'200'000", '1200000 CHF'],
    ['200 mln dlrs', '200000000 USD'],
    ['300 mln stg', '300000000 GBP'],
    ['90 billion lire', '90000000000 ITL'],
    ['FF 200 mln', '200000000 FRF'],
    ['two hundred and ten million dollars', '210000000 USD*'],
    ['half a million euros', '500000 EUR'],
    ['one and a half billion euros', '1500000000 EUR'],
    ['two billion, nine hundred million euros', '2900000000 EUR'],
    ['a $200-million contract', '200000000 USD*'],
    ['a 200-million-euro deal', '200000000 EUR'],
    ['3 dollars 50 cents', '3.5 USD*'],
    ['50 cents', '0.5 USD*'],
    ['470 pence a share', '4.7 GBP'],
    ['75 USD million', '75000000 USD'],
    ['120 MEUR', '120000000 EUR'],
    ['$1,200', '1200 USD*'],
    ['1,00,000 rupees', '100000 INR*'],
    ['C$200 million, of which $50 million', '200000000 CAD'],
    ['Canadian $2.5 million', '2500000 CAD'],
    ['2.5 million Canadian dollars', '2500000 CAD'],
  ])('reads "%s"', (text, first) => {
    expect(read(text, en)[0]).toBe(first);
  });

  it.each([
    ['between $2 and $3 billion', '2000000000..3000000000 USD*'],
    ['$2-3bn', '2000000000..3000000000 USD*'],
    ['from 200 to 300 million euros', '200000000..300000000 EUR'],
    ['$700 to $800 million', '700000000..800000000 USD*'],
  ])('reads the range "%s"', (text, range) => {
    expect(read(text, en)).toEqual([range]);
  });

  it.each([
    ['more than $1bn', 'more-than 1000000000 USD*'],
    ['no more than £3m', 'at-most 3000000 GBP'],
    ['at least 5 million euros', 'at-least 5000000 EUR'],
    ['nearly €2m', 'about 2000000 EUR'],
    ['less than €2m', 'less-than 2000000 EUR'],
    ['£5m or more', 'at-least 5000000 GBP'],
  ])('reads the qualifier of "%s"', (text, amount) => {
    expect(read(text, en)).toEqual([amount]);
  });

  it.each([
    'In 2012 the G20 met at 20 Minutes.',
    'A rise of 5 % in 2012, 3-2 at half time, +33 1 45 67 89 00.',
    'Euro 2012 was won by 5 goals.',
    'EURO 2012',
    'ALL 5 solutions, TOP 10 million, TRY 3 times',
    '200 pounds of cocaine and 13,240,830 pounds of meat',
    'hundreds of millions of dollars, several million euros',
    'in constant 2010 dollars',
    'he earned 200 marks',
    '200 kr',
    'a wall of 200 m',
  ])('reads nothing in "%s"', (text) => {
    expect(read(text, en)).toEqual([]);
  });

  it('gives nothing where the size of a figure is not sure', () => {
    expect(read('$5 mil', en)).toEqual([]);
    expect(read('$2 T-shirts', en)).toEqual([]);
    expect(read('$ 1 . 6 billion', en)).toEqual([]);
    expect(read('$80, 000', en)).toEqual([]);
    expect(read('1/2 million dollars', en)).toEqual([]);
    expect(read('$2, $3 and $4 billion', en)).toEqual(['4000000000 USD*']);
    expect(read('from $500 to $1 million', en)).toEqual(['1000000 USD*']);
    expect(read('five to six hundred thousand dollars', en)).toEqual(['600000 USD*']);
    expect(read('in 1884 to $520,000', en)).toEqual(['520000 USD*']);
    expect(read('€1.234')).toEqual([]);
  });

  it('settles a bare dollar by the country, by the one other dollar named before, or by default', () => {
    expect(read('$50 million', { lang: 'en', country: 'AU' })).toEqual(['50000000 AUD*']);
    expect(read('C$200 million and $50 million', en)).toEqual(['200000000 CAD', '50000000 CAD*']);
    expect(read('C$200 million ($150 million)', en)).toEqual(['200000000 CAD', '150000000 USD*']);
    expect(read('30 million pesos', en)).toEqual([]);
    expect(read('30 million pesos', { country: 'MX' })).toEqual(['30000000 MXN*']);
  });
});

describe('findAmounts in French', () => {
  it.each([
    ['200 M€', '200000000 EUR'],
    ['12,5 M€', '12500000 EUR'],
    ['3 Md€', '3000000000 EUR'],
    ['4 Mds €', '4000000000 EUR'],
    ['5 G€', '5000000000 EUR'],
    ['30 k€', '30000 EUR'],
    ["1,2 milliard d'euros", '1200000000 EUR'],
    ['1,234 milliard d’euros', '1234000000 EUR'],
    ['200 millions de dollars', '200000000 USD*'],
    ['3,5 milliards de dollars canadiens', '3500000000 CAD'],
    ['12 MF', '12000000 FRF*'],
    ['un prix de 50 F', '50 FRF*'],
    ['1\u202f200\u00a0000 euros', '1200000 EUR'],
    ['1 200,50 €', '1200.5 EUR'],
    ['94.000 $', '94000 USD*'],
    ["deux cents millions d'euros", '200000000 EUR'],
    ["un milliard d'euros", '1000000000 EUR'],
    ['quatre-vingts euros', '80 EUR'],
    ['quatre-vingt-dix-sept mille euros', '97000 EUR'],
    ["deux milliards et demi d'euros", '2500000000 EUR'],
    ["2 milliards 300 millions d'euros", '2300000000 EUR'],
    ["mille milliards d'euros", '1000000000000 EUR'],
    ['12 milliards de francs CFA', '12000000000 XOF'],
    ['treize euros et quarante-cinq cents', '13.45 EUR'],
    ['20 $ CAN', '20 CAD'],
    ["plus d'un milliard d'euros", 'more-than 1000000000 EUR'],
    ["jusqu'à 3 M€", 'at-most 3000000 EUR'],
    ["près de 200 millions d'euros", 'about 200000000 EUR'],
    ["2 à 3 milliards d'euros", '2000000000..3000000000 EUR'],
    ["entre 2 et 3 milliards d'euros", '2000000000..3000000000 EUR'],
    ['1,5 billion de dollars', '1500000000000 USD*'],
  ])('reads "%s"', (text, amount) => {
    expect(read(text, fr)).toEqual([amount]);
  });

  it.each([
    'norme NF 25',
    'le PS en 2012',
    '200 livres à lire',
    'un franc succès',
    '5 F',
    '200 m€',
    '$1.5 billion',
    'cinq cents',
    "plusieurs millions d'euros",
  ])('reads nothing in "%s"', (text) => {
    expect(read(text, fr)).toEqual([]);
  });
});

describe('findAmounts on any text', () => {
  const pieces = fc.constantFrom(
    ...'$ € £ ¥ US$ C$ Rs F MF k€ 5 1,2 1,200 12.5 3 million millions milliard d’euros de euros dollars cents cent mille un deux two hundred and a half bn m M to à between - – , . ( ) or et 2012 pounds francs USD EUR MEUR Canadian US quarter point'.split(
      ' ',
    ),
  );

  it('never throws, and its spans are in bounds, in order and apart', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces).map((all) => all.join(' ')),
      fc.array(pieces).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, fc.constantFrom(undefined, 'en', 'fr', 'de'), (content, lang) => {
        let last = 0;
        for (const { start, end, value, upper, currency } of findAmounts(content, lang === undefined ? {} : { lang })) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(content.length);
          expect(Number.isFinite(value) && value >= 0).toBe(true);
          expect(upper === undefined || upper > value).toBe(true);
          expect(currency).toMatch(/^[A-Z]{3}$/u);
          last = end;
        }
      }),
      { numRuns: propertyRuns(3000) },
    );
  });

  it('reads a whole figure back from each way of printing it', () => {
    const group = (value: number, mark: string) => String(value).replace(/\B(?=(\d{3})+$)/gu, mark);
    const forms: readonly [lang: string, print: (value: number) => string][] = [
      ['en', (value) => `€${group(value, ',')}`],
      ['en', (value) => `EUR ${value}`],
      ['en', (value) => `${group(value, ',')} euros`],
      ['fr', (value) => `${group(value, '\u202f')} €`],
      ['fr', (value) => `${group(value, '\u00a0')} euros`],
      ['fr', (value) => `${group(value, ' ')} EUR`],
      ['fr', (value) => `${group(value, '.')} €`],
      ['en', (value) => `EUR ${group(value, "'")}`],
    ];
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999_999 }), fc.constantFrom(...forms), (value, [lang, print]) => {
        const text = `The sum is ${print(value)}.`;
        expect(findAmounts(text, { lang })).toEqual([{ value, currency: 'EUR', start: 11, end: text.length - 1 }]);
      }),
    );
  });

  it('reads a figure with its scale back from each way of printing it', () => {
    const forms: readonly [lang: string, scale: number, print: (figure: string) => string][] = [
      ['en', 1e6, (figure) => `£${figure}m`],
      ['en', 1e9, (figure) => `£${figure} billion`],
      ['en', 1e9, (figure) => `£${figure}bn`],
      ['en', 1e6, (figure) => `${figure}-million-pound`],
      ['fr', 1e6, (figure) => `${figure.replace('.', ',')} millions de livres sterling`],
      ['fr', 1e9, (figure) => `${figure.replace('.', ',')} Md£`],
    ];
    fc.assert(
      fc.property(fc.integer({ min: 11, max: 9999 }), fc.constantFrom(...forms), (tenths, [lang, scale, print]) => {
        const [amount, ...others] = findAmounts(print((tenths / 10).toFixed(1)), { lang });
        expect(others).toEqual([]);
        expect(amount?.value).toBeCloseTo((tenths * scale) / 10, 0);
        expect(amount?.currency).toBe('GBP');
      }),
    );
  });
});
