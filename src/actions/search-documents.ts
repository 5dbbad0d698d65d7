import type { ListedDocument } from '../store/documents.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import { ArchiveReading, usableExpression } from './archive-reading.ts';
import type { Desk } from './desk.ts';
import { type ListPage, type PageRequest, pageSize, readCursor, writeCursor } from './pages.ts';

export interface DocumentSearch extends PageRequest {
  /** In the query language. */
  readonly expression: string;
  /** ISO 639-1 code of the language of its bare words; English where it is missing. */
  readonly language?: string | undefined;
}

export interface FoundDocuments extends ListPage<ListedDocument> {
  /**
   * Whether all documents were looked at, up to the end of the page. A search that has looked at many in vain stops,
   * and goes on with `next`: then there are at least as many as it has found.
   */
  readonly isWhole: boolean;
}

/**
 * Returns the newest documents that match an expression, from behind a cursor on. The index gives candidates, the
 * matcher has the last word. An expression that cannot be used is refused with `search-expression` and its findings.
 */
export function searchDocuments(desk: Desk, actor: Actor, search: DocumentSearch): Promise<FoundDocuments> {
  const { language = 'en' } = search;
  return act(desk, actor, {
    action: 'document-search',
    roles: ['editor', 'analyst', 'releaser'],
    async work({ client, name }) {
      const most = pageSize(search.most);
      const after = readCursor('search', search.after);
      const expression = await usableExpression(client, search.expression, language);
      const reading = new ArchiveReading(client, expression, language);
      const { found, next } = await reading.find(most, after && { receivedAt: after.at, id: after.id });
      name(
        'document',
        found.map(({ id }) => id),
      );
      return {
        items: found.map(({ body: _body, ...document }) => document),
        isWhole: next === undefined || found.length === most,
        ...(next && { next: writeCursor('search', { at: next.receivedAt, id: next.id }) }),
      };
    },
  });
}
