import { NOW, type TestStore } from '../support/store.ts';
import { prepareStatements } from './prepared.ts';
import { HIGH, LOW, labelOf, STATED } from './scenario.ts';
import { clearance, makeEmptying } from './world.ts';

/** Two databases to fill and empty again and again. */
export async function twoStores(newStore: () => Promise<TestStore>): Promise<readonly [TestStore, TestStore]> {
  const stores = [await newStore(), await newStore()] as const;
  for (const store of stores) {
    await makeEmptying(store);
    prepareStatements(store);
    // In both from the beginning: which were used in earlier runs must make no difference.
    for (const label of STATED) await store.labels.idOfLabel(labelOf(label), new Date(NOW));
    for (const reader of [...LOW, HIGH]) await clearance(store, reader);
  }
  return stores;
}
