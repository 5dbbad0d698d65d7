import { NOW, type TestStore } from '../support/store.ts';
import { HIGH, LOW, labelOf, STATED } from './scenario.ts';

/** Two databases to fill and empty again and again. */
export async function twoStores(newStore: () => Promise<TestStore>): Promise<readonly [TestStore, TestStore]> {
  const stores = [await newStore(), await newStore()] as const;
  for (const { labels } of stores) {
    // In both from the beginning: which were used in earlier runs must make no difference.
    for (const label of STATED) await labels.idOfLabel(labelOf(label), new Date(NOW));
    for (const reader of [...LOW, HIGH]) await labels.idOfClearance({ id: '', ...reader }, new Date(NOW));
  }
  return stores;
}
