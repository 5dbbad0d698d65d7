import {
  listMembers,
  listGroups as listStored,
  readGroup as readStored,
  type StoredGroup,
  type StoredMember,
} from '../store/groups.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { type ListPage, type PageRequest, pageSize, readNameCursor, writeNameCursor } from './pages.ts';
import { sightOf } from './sight.ts';

/** Returns groups by name, from behind a cursor on. */
export function listGroups(desk: Desk, actor: Actor, request: PageRequest = {}): Promise<ListPage<StoredGroup>> {
  return act(desk, actor, {
    action: 'group-list',
    ...sightOf(actor),
    async work({ client, name }) {
      const after = readNameCursor('groups', request.after);
      const { items, next } = await listStored(client, { after, most: pageSize(request.most) });
      name(
        'group',
        items.map(({ id }) => id),
      );
      return { items, ...(next && { next: writeNameCursor('groups', next) }) };
    },
  });
}

/** Returns a group with its members. */
export function readGroup(
  desk: Desk,
  actor: Actor,
  id: string,
): Promise<StoredGroup & { readonly members: readonly StoredMember[] }> {
  return act(desk, actor, {
    action: 'group-read',
    objects: [{ noun: 'group', id }],
    ...sightOf(actor),
    async work({ client }) {
      const group = await found('group', id, (known) => readStored(client, known));
      return { ...group, members: await listMembers(client, id) };
    },
  });
}
