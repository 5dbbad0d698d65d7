const SHARES = { test: 2 / 3, check: 1 / 4 } as const;

/**
 * Returns how often a property test runs of the `most` that it may: two thirds in `npm test`, a quarter in `npm run check`, which is
 * run again and again, or as often as `VIGIE_PROPERTY_RUNS` says for a long search. Each run draws anew, and a failure prints its
 * seed by itself.
 */
export function propertyRuns(most: number): number {
  // biome-ignore lint/style/noProcessEnv: switches of the tests alone
  const { VIGIE_PROPERTY_RUNS: asked, VIGIE_QUICK: quick } = process.env;
  return Number(asked ?? Math.ceil(most * (quick ? SHARES.check : SHARES.test)));
}
