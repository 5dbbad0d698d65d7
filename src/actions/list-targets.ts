import type { TargetKind } from '../domain/target.ts';
import { listTargets as listStored, type TargetStatus } from '../store/targets.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { type ListPage, type PageRequest, pageSize, readCursor, writeCursor } from './pages.ts';
import { type ReadableTarget, readable } from './target-content.ts';

export interface TargetListRequest extends PageRequest {
  readonly kind?: TargetKind | undefined;
  readonly status?: TargetStatus | undefined;
}

/** Returns the targets that changed last, from behind a cursor on. */
export function listTargets(
  desk: Desk,
  actor: Actor,
  { kind, status, ...request }: TargetListRequest = {},
): Promise<ListPage<ReadableTarget>> {
  return act(desk, actor, {
    action: 'target-list',
    roles: ['editor', 'analyst', 'releaser'],
    async work({ client, name }) {
      const after = readCursor('targets', request.after);
      const { items, next } = await listStored(client, {
        kind,
        status,
        after: after && { changedAt: after.at, id: after.id },
        most: pageSize(request.most),
      });
      name(
        'target',
        items.map(({ id }) => id),
      );
      return {
        items: items.map(readable),
        ...(next && { next: writeCursor('targets', { at: next.changedAt, id: next.id }) }),
      };
    },
  });
}
