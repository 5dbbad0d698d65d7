/** Returns how many scenarios are played: `usual`, or as `VIGIE_LEAK_RUNS` says for a long search. */
export function leakRuns(usual: number): number {
  // biome-ignore lint/style/noProcessEnv: a switch of the tests alone
  return Number(process.env['VIGIE_LEAK_RUNS'] ?? usual);
}

/** Returns the seed of a run: another one each time, or that of `VIGIE_LEAK_SEED` to play a run again. */
export function leakSeed(): number {
  // biome-ignore lint/style/noProcessEnv: a switch of the tests alone
  return Number(process.env['VIGIE_LEAK_SEED'] ?? Date.now() % 2 ** 31);
}
