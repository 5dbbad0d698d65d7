import type { Satisfaction } from '../domain/channel.ts';
import { listCopyAnswers as listStored, type StoredCopyAnswer } from '../store/copy-answers.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { type ListPage, type PageRequest, pageSize, readCursor, writeCursor } from './pages.ts';

export interface CopyAnswerListRequest extends PageRequest {
  readonly satisfaction?: Satisfaction | undefined;
}

/** Returns what recipients said of their copies, the last first: of copies whose report the actor may read. */
export function listCopyAnswers(
  desk: Desk,
  actor: Actor,
  { satisfaction, ...request }: CopyAnswerListRequest = {},
): Promise<ListPage<StoredCopyAnswer>> {
  return act(desk, actor, {
    action: 'copy-answer-list',
    roles: ['editor', 'analyst', 'releaser'],
    async work({ client, name }) {
      const after = readCursor('copy-answers', request.after);
      const { items, next } = await listStored(client, { satisfaction, after, most: pageSize(request.most) });
      name(
        'copy',
        items.map(({ copyId }) => copyId),
      );
      return { items, ...(next && { next: writeCursor('copy-answers', next) }) };
    },
  });
}
