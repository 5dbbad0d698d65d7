import { Refusal } from '../errors.ts';
import { isDay } from '../query/days.ts';
import { countDocuments as countStored, type ListedDocument, listDocuments as listStored } from '../store/documents.ts';
import { readSource } from '../store/sources.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { type ListPage, type PageRequest, pageSize, readCursor, writeCursor } from './pages.ts';

export interface DocumentListRequest extends PageRequest {
  readonly sourceId?: string | undefined;
  /** First and last UTC day of receipt, `YYYY-MM-DD`. */
  readonly receivedFrom?: string | undefined;
  readonly receivedUntil?: string | undefined;
}

/** Returns the documents received last, of all sources or of one, from behind a cursor on. */
export function listDocuments(
  desk: Desk,
  actor: Actor,
  request: DocumentListRequest = {},
): Promise<ListPage<ListedDocument>> {
  const { sourceId } = request;
  return act(desk, actor, {
    action: 'document-list',
    roles: ['editor', 'analyst', 'releaser'],
    objects: sourceId === undefined ? [] : [{ noun: 'source', id: sourceId }],
    async work({ client, name }) {
      const after = readCursor('documents', request.after);
      const most = pageSize(request.most);
      const span = spanOf(request);
      if (sourceId !== undefined) await found('source', sourceId, (id) => readSource(client, id));
      const { items, next } = await listStored(client, {
        ...span,
        sourceId,
        most,
        after: after && { receivedAt: after.at, id: after.id },
      });
      name(
        'document',
        items.map(({ id }) => id),
      );
      return {
        items,
        ...(next && { next: writeCursor('documents', { at: next.receivedAt, id: next.id }) }),
      };
    },
  });
}

const DAY = 86_400_000;

/** From the first instant of the first day to the first one after the last day. */
function spanOf({ receivedFrom, receivedUntil }: DocumentListRequest): {
  readonly from?: Date;
  readonly before?: Date;
} {
  for (const day of [receivedFrom, receivedUntil]) {
    if (day === undefined || isDay(day)) continue;
    throw new Refusal('invalid', 'document-day', 'A document is of a day that exists, written YYYY-MM-DD.');
  }
  if (receivedFrom !== undefined && receivedUntil !== undefined && receivedFrom > receivedUntil) {
    throw new Refusal('invalid', 'document-days', 'The days end before they begin; put the earlier one first.');
  }
  return {
    ...(receivedFrom !== undefined && { from: new Date(receivedFrom) }),
    ...(receivedUntil !== undefined && { before: new Date(Date.parse(receivedUntil) + DAY) }),
  };
}

/** Returns how many documents there are for the actor. */
export function countDocuments(desk: Desk, actor: Actor): Promise<number> {
  return act(desk, actor, {
    action: 'document-count',
    roles: ['editor', 'analyst', 'releaser'],
    work: ({ client }) => countStored(client),
  });
}
