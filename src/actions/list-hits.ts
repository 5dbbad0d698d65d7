import type { AuditObject } from '../audit/entry.ts';
import type { Judgement } from '../domain/hit.ts';
import { listHits as listStored, type StoredHit } from '../store/hits.ts';
import { readOrder, readQuestion } from '../store/orders.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found, isId } from './ids.ts';
import { type ListPage, type PageRequest, pageSize, readCursor, writeCursor } from './pages.ts';

export interface HitListRequest extends PageRequest {
  readonly orderId?: string | undefined;
  readonly questionId?: string | undefined;
  readonly judgement?: Judgement | undefined;
  readonly assigneeId?: string | undefined;
  /** Those that are out of the queue now, or those that are in it. */
  readonly snoozed?: boolean | undefined;
}

/** Returns the newest hits, of all orders or of one, from behind a cursor on. */
export function listHits(desk: Desk, actor: Actor, request: HitListRequest = {}): Promise<ListPage<StoredHit>> {
  const { orderId, questionId, judgement, assigneeId, snoozed } = request;
  return act(desk, actor, {
    action: 'hit-list',
    roles: ['editor', 'analyst', 'releaser'],
    objects: [...named('order', orderId), ...named('question', questionId)],
    async work({ client, now, name }) {
      const after = readCursor('hits', request.after);
      const most = pageSize(request.most);
      if (orderId !== undefined) await found('order', orderId, (id) => readOrder(client, id));
      if (questionId !== undefined) await found('question', questionId, (id) => readQuestion(client, id));
      // Whether there is such a person makes no difference: they have no hit.
      if (assigneeId !== undefined && !isId(assigneeId)) return { items: [] };
      const { items, next } = await listStored(client, {
        orderId,
        questionId,
        judgement,
        assigneeId,
        snoozed: snoozed === undefined ? undefined : { is: snoozed, at: now },
        after: after && { madeAt: after.at, id: after.id },
        most,
      });
      name(
        'hit',
        items.map(({ id }) => id),
      );
      return { items, ...(next && { next: writeCursor('hits', { at: next.madeAt, id: next.id }) }) };
    },
  });
}

function named(noun: string, id: string | undefined): AuditObject[] {
  return id === undefined ? [] : [{ noun, id }];
}
