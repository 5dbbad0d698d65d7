import type { Role } from '../../src/actions/actor.ts';
import { addRecipient } from '../../src/store/recipients.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { NOW, type TestStore } from '../support/store.ts';
import { addEverything } from './everything.ts';
import { asideOf, Rows, runOf } from './rows.ts';
import { HIDDEN, HIGH, LOW, labelOf, READABLE, type Scenario, type Stated } from './scenario.ts';
import { clearance, idOf, personWithin, type Side } from './world.ts';

/** What a world was filled with: ids by side, noun and number. Those above are there in one world at least. */
export interface Ids {
  readonly document: Readonly<Record<Side, readonly string[]>>;
  readonly order: Readonly<Record<Side, readonly string[]>>;
  readonly hit: Readonly<Record<Side, readonly string[]>>;
  /** A run of each order over the archive, and that each document could not be matched. */
  readonly 'back-fill': Readonly<Record<Side, readonly string[]>>;
  readonly quarantined: Readonly<Record<Side, readonly string[]>>;
}

/** Fills one of the two worlds: at one stroke, since most of a play would go into it else. */
export async function fill(store: TestStore, { low, below, above }: Scenario, world: 0 | 1): Promise<Ids> {
  const roles: readonly Role[] = ['editor', 'analyst'];
  const labelIdOf = (stated: Stated) => store.labels.idOfLabel(labelOf(stated), new Date(NOW));
  const known = { low: await labelIdOf(READABLE[low]![0]!), high: await labelIdOf(HIDDEN[low]![0]!) };
  const rows = new Rows(labelIdOf);
  for (const row of below) await rows.add(row, 'below', READABLE[low]!);
  for (const row of above[world]) await rows.add(row, 'above', HIDDEN[low]!);
  // The same on both sides below; whatever touches something above is above.
  for (const [index, row] of below.entries()) if (row.hit === 'below') rows.hit(row, 'below', `hit ${index}`);
  for (const [index, row] of above[world].entries()) rows.hit(row, 'above', `hit ${index}`);
  await inTransaction(store.database.work, async (client) => {
    await store.labels.lockClearances(client);
    for (const name of ['low', 'peer']) {
      const made = { reader: LOW[low]!, roles: [...roles, 'recipient'] as const, labelId: known.low };
      await personWithin(store, client, name, made);
      await addRecipient(client, { id: idOf('person', name), labelId: known.low }, new Date(NOW));
    }
    const high = { reader: HIGH, roles: [...roles, 'releaser'] as const, labelId: known.high };
    await personWithin(store, client, 'high', high);
    await rows.write(client);
  });
  const labelId = rows.firstAbove;
  if (labelId !== undefined) {
    const clearanceId = await clearance(store, HIGH);
    await addEverything(store.database.owner, { idOf: (noun) => idOf('everything', noun), labelId, clearanceId });
  }
  const longest = Math.max(above[0].length, above[1].length);
  const possible = (noun: string) => Array.from({ length: longest }, (_, index) => idOf('row', 'above', noun, index));
  return {
    document: { below: rows.ids('document', 'below'), above: possible('document') },
    order: { below: rows.ids('order', 'below'), above: possible('order') },
    hit: { below: rows.hitsBelow, above: above[0].map((_, index) => idOf('row', 'above', `hit ${index}`)) },
    'back-fill': { below: rows.ids('order', 'below').map(runOf), above: possible('order').map(runOf) },
    quarantined: { below: rows.ids('document', 'below').map(asideOf), above: possible('document').map(asideOf) },
  };
}
