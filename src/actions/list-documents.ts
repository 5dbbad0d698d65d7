import { countDocuments as countStored, listDocuments as listStored, type StoredDocument } from '../store/documents.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { type ListPage, type PageRequest, pageSize, readCursor, writeCursor } from './pages.ts';

/** A document as lists show it: without its text. */
export type ListedDocument = Omit<StoredDocument, 'body'>;

export function listed({ body: _body, ...document }: StoredDocument): ListedDocument {
  return document;
}

/** Returns the documents received last, from behind a cursor on. */
export function listDocuments(desk: Desk, actor: Actor, request: PageRequest = {}): Promise<ListPage<ListedDocument>> {
  return act(desk, actor, {
    action: 'document-list',
    roles: ['editor', 'analyst', 'releaser'],
    async work({ client, name }) {
      const after = readCursor('documents', request.after);
      const { items, next } = await listStored(client, {
        most: pageSize(request.most),
        ...(after && { after: { receivedAt: after.at, id: after.id } }),
      });
      name(
        'document',
        items.map(({ id }) => id),
      );
      return {
        items: items.map(listed),
        ...(next && { next: writeCursor('documents', { at: next.receivedAt, id: next.id }) }),
      };
    },
  });
}

/** Returns how many documents there are for the actor. */
export function countDocuments(desk: Desk, actor: Actor): Promise<number> {
  return act(desk, actor, {
    action: 'document-count',
    roles: ['editor', 'analyst', 'releaser'],
    work: ({ client }) => countStored(client),
  });
}
