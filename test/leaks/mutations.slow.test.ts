import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type TestStore, testServer } from '../support/store.ts';
import { leakRuns } from './leak-runs.ts';
import { type Mutant, mutantsOf } from './mutants.ts';
import { type HiddenAct, type LowAct, scenarios } from './scenario.ts';
import { twoStores } from './two-stores.ts';
import { wrongWith } from './two-worlds.ts';

const newStore = testServer();
const SEED = 20_261_120;
/** A condition that is not missed in so many runs survives. */
const RUNS = 100;
/** `npm run leaks` takes away each policy by itself as well; otherwise all of a table's together. */
const EACH_ALONE = leakRuns(0) > 0;
/** What may be taken away unseen, each with its reason. */
const SURVIVORS: Readonly<Record<string, string>> = {};

let stores: readonly [TestStore, TestStore];
let mutants: readonly Mutant[];
beforeAll(async () => {
  stores = await twoStores(newStore);
  const all = await mutantsOf(stores[0]);
  mutants = EACH_ALONE ? all : all.filter(({ name }) => name.endsWith(' all') || !name.includes(' '));
}, 60_000);

describe('the leak test', () => {
  it('passes from this seed while nothing is taken away', { timeout: 60_000 }, async () => {
    expect(await runsUntilWrong(3)).toBeUndefined();
  });

  it('sees each condition of the database that is taken away', { timeout: 1_800_000 }, async () => {
    const survivors: string[] = [];
    for (const { name, open, close } of mutants) {
      await alter(open);
      const runs = await runsUntilWrong(RUNS);
      await alter(close);
      if (runs === undefined) survivors.push(name);
    }
    expect(mutants.length).toBeGreaterThan(30);
    expect(survivors).toEqual(Object.keys(SURVIVORS));
  });

  it('passes again once everything is back', { timeout: 60_000 }, async () => {
    expect(await runsUntilWrong(3)).toBeUndefined();
  });
});

/** There is somebody with a clearance that nobody has in the other world, before anybody looks. */
const STRANGER: HiddenAct = { by: 'high', act: 'account', worlds: [true, false], label: 0, words: 0 };
/**
 * Every script begins with the first and ends with the others: what a policy alone forbids shows where nobody thinks of it, mostly
 * at once.
 */
const [FIRST, ...LAST] = [0, 1, 2].map(
  (label): LowAct => ({
    by: 'low',
    act: 'be-careless',
    target: { of: 'nothing', number: 0 },
    words: label,
    label,
    most: 1,
  }),
);

/** Returns in which run something is wrong. A fault of the test itself is not something that it sees. */
async function runsUntilWrong(most: number): Promise<number | undefined> {
  let runs = 0;
  let fault: unknown;
  const property = fc.asyncProperty(scenarios, async (scenario) => {
    runs++;
    try {
      return (
        (await wrongWith(stores, { ...scenario, script: [STRANGER, FIRST!, ...scenario.script, ...LAST] })) ===
        undefined
      );
    } catch (error) {
      fault = error;
      return false;
    }
  });
  const { failed } = await fc.check(property, { numRuns: most, seed: SEED, endOnFailure: true });
  if (fault !== undefined) throw fault;
  return failed ? runs : undefined;
}

async function alter(statements: readonly string[]): Promise<void> {
  for (const { database } of stores) for (const statement of statements) await database.owner.query(statement);
}
