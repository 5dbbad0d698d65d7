/**
 * Returns how often a property test runs: `usual`, or as `VIGIE_PROPERTY_RUNS` says for a long search.
 * A failure prints its seed by itself.
 */
export function propertyRuns(usual: number): number {
  // biome-ignore lint/style/noProcessEnv: a switch of the tests alone
  return Number(process.env['VIGIE_PROPERTY_RUNS'] ?? usual);
}
