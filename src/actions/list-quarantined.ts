import { listQuarantined as listStored, type Quarantined, type QuarantineState } from '../store/quarantine.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { type ListPage, type PageRequest, pageSize, readCursor, writeCursor } from './pages.ts';

export interface QuarantineListRequest extends PageRequest {
  readonly state?: QuarantineState | undefined;
}

/** Returns what was put aside because it could not be read or matched, what changed last first. */
export function listQuarantined(
  desk: Desk,
  actor: Actor,
  { state, ...request }: QuarantineListRequest = {},
): Promise<ListPage<Quarantined>> {
  return act(desk, actor, {
    action: 'quarantine-list',
    roles: ['editor', 'analyst'],
    async work({ client, name }) {
      const after = readCursor('quarantine', request.after);
      const most = pageSize(request.most);
      const { items, next } = await listStored(client, {
        state,
        after: after && { changedAt: after.at, id: after.id },
        most,
      });
      for (const { sourceId, documentId } of items) {
        if (sourceId !== null) name('source', [sourceId]);
        if (documentId !== null) name('document', [documentId]);
      }
      return { items, ...(next && { next: writeCursor('quarantine', { at: next.changedAt, id: next.id }) }) };
    },
  });
}
