import { addEntry } from '../store/audit-entries.ts';
import { isOutdated } from '../store/groups.ts';
import { labelHashes } from '../store/label-hashes.ts';
import { inTransaction } from '../store/transaction.ts';
import { type Actor, SYSTEM } from './actor.ts';
import type { Desk } from './desk.ts';
import { entryAt } from './entries.ts';
import { isId } from './ids.ts';
import { settleClearance } from './settle-clearance.ts';

/**
 * Brings the clearance of who is about to act up to their groups of the moment, with an entry of the program: a membership
 * begins and ends at its instant, for whoever acts then. In a transaction of its own, before that of the act.
 */
export async function settleOwn(desk: Desk, { id }: Pick<Actor, 'id'>, now: Date): Promise<void> {
  if (!isId(id) || id === SYSTEM.id || !(await isOutdated(desk.database.work, id, now))) return;
  await inTransaction(desk.database.work, async (client) => {
    await settleClearance(desk, { client, now }, { id });
    const objects = [{ noun: 'reader', id }];
    const done = { actor: SYSTEM.id, action: 'clearance-settle', outcome: 'done', objects } as const;
    const entry = entryAt(now, { ...done, labels: await labelHashes(client, objects) });
    await addEntry(client, { id: desk.newId('audit-entry'), entry }, now);
  });
}
