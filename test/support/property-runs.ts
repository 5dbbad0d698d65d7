/**
 * Returns how often a property test runs: `usual`, an eighth of that in `npm run check`, which is run again and again,
 * or as `VIGIE_PROPERTY_RUNS` says for a long search. A failure prints its seed by itself.
 */
export function propertyRuns(usual: number): number {
  // biome-ignore lint/style/noProcessEnv: switches of the tests alone
  const { VIGIE_PROPERTY_RUNS: asked, VIGIE_QUICK: quick } = process.env;
  return Number(asked ?? Math.ceil(quick ? usual / 8 : usual));
}
