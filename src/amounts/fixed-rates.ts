/** A rate fixed for ever: units of the old currency for one euro, and the day it was fixed from. */
export interface FixedRate {
  readonly perEuro: number;
  /** `YYYY-MM-DD`. */
  readonly from: string;
}

/**
 * Irrevocable euro conversion rates, exact: Council Regulation (EC) No 2866/98 for the first eleven, and the
 * regulations and decisions that amended it for each later member (Greece 1478/2000 up to Bulgaria 2026).
 */
export const irrevocableRates: ReadonlyMap<string, FixedRate> = new Map([
  ['ATS', { perEuro: 13.7603, from: '1999-01-01' }],
  ['BEF', { perEuro: 40.3399, from: '1999-01-01' }],
  ['DEM', { perEuro: 1.95583, from: '1999-01-01' }],
  ['ESP', { perEuro: 166.386, from: '1999-01-01' }],
  ['FIM', { perEuro: 5.94573, from: '1999-01-01' }],
  ['FRF', { perEuro: 6.55957, from: '1999-01-01' }],
  ['IEP', { perEuro: 0.787564, from: '1999-01-01' }],
  ['ITL', { perEuro: 1936.27, from: '1999-01-01' }],
  ['LUF', { perEuro: 40.3399, from: '1999-01-01' }],
  ['NLG', { perEuro: 2.20371, from: '1999-01-01' }],
  ['PTE', { perEuro: 200.482, from: '1999-01-01' }],
  ['GRD', { perEuro: 340.75, from: '2001-01-01' }],
  ['SIT', { perEuro: 239.64, from: '2007-01-01' }],
  ['CYP', { perEuro: 0.585274, from: '2008-01-01' }],
  ['MTL', { perEuro: 0.4293, from: '2008-01-01' }],
  ['SKK', { perEuro: 30.126, from: '2009-01-01' }],
  ['EEK', { perEuro: 15.6466, from: '2011-01-01' }],
  ['LVL', { perEuro: 0.702804, from: '2014-01-01' }],
  ['LTL', { perEuro: 3.4528, from: '2015-01-01' }],
  ['HRK', { perEuro: 7.5345, from: '2023-01-01' }],
  ['BGN', { perEuro: 1.95583, from: '2026-01-01' }],
]);

/**
 * Currencies pegged to the euro since 1999, units for one euro: the CFA francs by the guarantee of the French Treasury,
 * the convertible mark and the lev by the law of their currency boards (the rate of the German mark).
 */
export const euroPegs: ReadonlyMap<string, number> = new Map([
  ['XOF', 655.957],
  ['XAF', 655.957],
  ['BAM', 1.95583],
  ['BGN', 1.95583],
]);

/**
 * Currencies pegged to the United States dollar since before 1999, units for one dollar, by the official rate of each
 * central bank (the midpoint where it buys and sells at two rates). Market rates stayed within about 1 % of them.
 */
export const dollarPegs: ReadonlyMap<string, number> = new Map([
  ['AED', 3.6725],
  ['SAR', 3.75],
  ['QAR', 3.64],
  ['OMR', 0.3845],
  ['BHD', 0.376],
  ['JOD', 0.709],
]);
