import { escapeIdentifier } from 'pg';
import { NOW, type TestStore } from '../support/store.ts';
import { HIGH, LOW, labelOf, STATED } from './scenario.ts';

/** Two databases to fill and empty again and again. What they hold need not outlive a loss of power. */
export async function twoStores(newStore: () => Promise<TestStore>): Promise<readonly [TestStore, TestStore]> {
  const stores = [await newStore(), await newStore()] as const;
  for (const { database, labels } of stores) {
    // In both from the beginning: which were used in earlier runs must make no difference.
    for (const label of STATED) await labels.idOfLabel(labelOf(label), new Date(NOW));
    for (const reader of [...LOW, HIGH]) await labels.idOfClearance({ id: '', ...reader }, new Date(NOW));
    await database.administer((client) =>
      client.query(`alter database ${escapeIdentifier(database.name)} set synchronous_commit = off`),
    );
  }
  return stores;
}
