import type { SourceKind, SourceStatus } from '../domain/source.ts';
import { listSources as listStored } from '../store/sources.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { type ListPage, type PageRequest, pageSize, readCursor, writeCursor } from './pages.ts';
import { readable } from './source-content.ts';
import { type StandingSource, withStandings } from './source-standing.ts';

export interface SourceListRequest extends PageRequest {
  readonly kind?: SourceKind | undefined;
  readonly status?: SourceStatus | undefined;
}

/** Returns the sources that changed last with how they do, from behind a cursor on. */
export function listSources(
  desk: Desk,
  actor: Actor,
  { kind, status, ...request }: SourceListRequest = {},
): Promise<ListPage<StandingSource>> {
  return act(desk, actor, {
    action: 'source-list',
    roles: ['editor', 'analyst', 'releaser'],
    async work({ client, now, name }) {
      const after = readCursor('sources', request.after);
      const { items, next } = await listStored(client, {
        kind,
        status,
        after: after && { changedAt: after.at, id: after.id },
        most: pageSize(request.most),
      });
      name(
        'source',
        items.map(({ id }) => id),
      );
      return {
        items: await withStandings(client, items.map(readable), now),
        ...(next && { next: writeCursor('sources', { at: next.changedAt, id: next.id }) }),
      };
    },
  });
}
