import fc from 'fast-check';
import { expect, it } from 'vitest';
import { testServer } from '../support/store.ts';
import { leakRuns, leakSeed } from './leak-runs.ts';
import { scenarios } from './scenario.ts';
import { twoStores } from './two-stores.ts';
import { wrongWith } from './two-worlds.ts';

const newStore = testServer();
const RUNS = leakRuns(200);
const SEED = leakSeed();

it(`tells a low reader nothing of what it may not read, in ${RUNS} worlds from seed ${SEED}`, {
  timeout: 60_000 + RUNS * 2_000,
}, async () => {
  const stores = await twoStores(newStore);
  await fc.assert(
    fc.asyncProperty(scenarios, async (scenario) => {
      expect(await wrongWith(stores, scenario)).toBeUndefined();
    }),
    { numRuns: RUNS, seed: SEED },
  );
});
