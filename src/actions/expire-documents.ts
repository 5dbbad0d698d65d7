import { forgetJudged } from '../store/ranking-models.ts';
import {
  DOCUMENT_TABLES,
  deleteDocuments,
  deleteLeftStories,
  lockUnheld,
  type RetentionPlace,
  stillUnheld,
} from '../store/retention.ts';
import { readSetting } from '../store/settings.ts';
import { sweepOut } from '../store/sweep-out.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { JUDGED, tellOf } from './keep-judgement.ts';

/** Each with a label of its own, so many still fit into one entry of the log. */
export const DELETED_AT_ONCE = 400;
const LEFT_AT_ONCE = 10_000;
const DAY = 86_400_000;

/** What the program itself is told. */
export interface ExpiredDocuments {
  readonly deleted?: number;
  readonly isSwept?: boolean;
}

/**
 * Deletes for good the documents that were received more than `retention-days` ago and that nothing holds, in batches:
 * each is one transaction and one entry that names what it deleted. Done by the program itself, which is
 * told how many went, or by an administrator, who is not: some may be of what the administrator may not know of.
 */
export async function expireDocuments(desk: Desk, actor: Actor): Promise<ExpiredDocuments> {
  let deleted = 0;
  let after: RetentionPlace | undefined;
  do {
    const batch = await expireBatch(desk, actor, after);
    deleted += batch.deleted;
    after = batch.next;
  } while (after);
  await deleteLeftStories(desk.database.work, LEFT_AT_ONCE);
  const isSwept = deleted === 0 || (await sweepOut(desk.database, { tables: DOCUMENT_TABLES, how: 'by freeing' }));
  return actor.roles.includes('system') ? { deleted, isSwept } : {};
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
      const learnt = await forgetJudged(client, ids);
      await deleteDocuments(client, ids);
      await tellOf(desk, { client, now }, JUDGED, learnt);
      return { deleted: ids.length, next: locked.length < DELETED_AT_ONCE ? undefined : locked.at(-1) };
    },
  });
}
