import { DOCUMENT_TABLES, deleteDocuments, lockUnheld, type RetentionPlace, stillUnheld } from '../store/retention.ts';
import { readSetting } from '../store/settings.ts';
import { sweepOut } from '../store/sweep-out.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';

/** Each with a label of its own, so many still fit into one entry of the log. */
export const DELETED_AT_ONCE = 400;
const DAY = 86_400_000;

/**
 * Deletes for good the documents that were received more than `retention-days` ago and that nothing holds, in batches:
 * each is one transaction and one entry that names what it deleted. Done by the program itself, or by an administrator.
 */
export async function expireDocuments(desk: Desk, actor: Actor): Promise<{ readonly deleted: number }> {
  let deleted = 0;
  let after: RetentionPlace | undefined;
  do {
    const batch = await expireBatch(desk, actor, after);
    deleted += batch.deleted;
    after = batch.next;
  } while (after);
  if (deleted > 0) await sweepOut(desk.database, DOCUMENT_TABLES, 'by freeing');
  return { deleted };
}

interface Batch {
  readonly deleted: number;
  /** Where to go on; absent at the end. */
  readonly next: RetentionPlace | undefined;
}

function expireBatch(desk: Desk, actor: Actor, after: RetentionPlace | undefined): Promise<Batch> {
  return act(desk, actor, {
    action: 'document-expire',
    roles: ['administrator', 'system'],
    as: 'work',
    async work({ client, now, nameDeleted }) {
      const days = await readSetting(client, 'retention-days');
      const cutoff = new Date(now.getTime() - days * DAY);
      const locked = await lockUnheld(client, { cutoff, after, most: DELETED_AT_ONCE });
      const ids = await stillUnheld(
        client,
        locked.map(({ id }) => id),
        cutoff,
      );
      await nameDeleted('document', ids);
      await deleteDocuments(client, ids);
      return { deleted: ids.length, next: locked.length < DELETED_AT_ONCE ? undefined : locked.at(-1) };
    },
  });
}
