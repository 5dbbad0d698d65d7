import type { AuditObject } from '../audit/entry.ts';
import type { Judgement } from '../domain/hit.ts';
import { type Suggestion, suggestion } from '../ranking/queue.ts';
import { type HitQuery, type ListedHit, listHits as listStored } from '../store/hit-lists.ts';
import type { StoredHit } from '../store/hits.ts';
import { readOrder, readQuestion } from '../store/orders.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found, isId } from './ids.ts';
import { type ListPage, type PageRequest, pageSize, readScoreCursor, writeScoreCursor } from './pages.ts';

export interface HitListRequest extends PageRequest, Pick<HitQuery, 'order' | 'by'> {
  readonly orderId?: string | undefined;
  readonly questionId?: string | undefined;
  readonly judgement?: Judgement | undefined;
  readonly assigneeId?: string | undefined;
  /** Those that are out of the queue now, or those that are in it. */
  readonly snoozed?: boolean | undefined;
}

/** A hit in the queue. */
export interface QueuedHit extends StoredHit {
  /** What its question's model suggests. Scores and suggestions follow judgements within moments, and hide nothing. */
  readonly suggestion?: Suggestion;
  /** Where a line is a story: how many more hits of the order, or of the question asked for, it stands for. */
  readonly further?: number;
}

/**
 * Returns hits, of all orders or of one, from behind a cursor on: the newest first, or those that are best judged next.
 * By story, those of one order on one story are one line, led by the hit on the earliest document; of what is asked
 * for and for the actor to read.
 */
export function listHits(desk: Desk, actor: Actor, request: HitListRequest = {}): Promise<ListPage<QueuedHit>> {
  const { orderId, questionId, judgement, assigneeId, snoozed, order = 'newest', by = 'hit' } = request;
  return act(desk, actor, {
    action: 'hit-list',
    roles: ['editor', 'analyst', 'releaser'],
    objects: [...named('order', orderId), ...named('question', questionId)],
    async work({ client, now, name }) {
      const list = `hits ${order} ${by}`;
      const after = readScoreCursor(list, request.after);
      const most = pageSize(request.most);
      if (orderId !== undefined) await found('order', orderId, (id) => readOrder(client, id));
      const question =
        questionId === undefined ? undefined : await found('question', questionId, (id) => readQuestion(client, id));
      // Whether there is such a person makes no difference: they have no hit.
      if (assigneeId !== undefined && !isId(assigneeId)) return { items: [] };
      const { items, next } = await listStored(client, {
        // By its order a question's hits are found by an index.
        ...{ orderId: orderId ?? question?.orderId, questionId, judgement, assigneeId, order, by, most },
        snoozed: snoozed === undefined ? undefined : { is: snoozed, at: now },
        after: after && { madeAt: after.at, id: after.id, score: after.score },
      });
      name(
        'hit',
        items.map(({ id }) => id),
      );
      const position = next && { at: next.madeAt, id: next.id, score: next.score };
      return { items: items.map(queued), ...(position && { next: writeScoreCursor(list, position) }) };
    },
  });
}

function queued({ relevant, notRelevant, ...hit }: ListedHit): QueuedHit {
  const suggested = hit.score === null ? undefined : suggestion(hit.score, { relevant, notRelevant });
  const waits = hit.judgement === 'new' || hit.judgement === 'to-verify';
  return { ...hit, ...(suggested && waits && { suggestion: suggested }) };
}

function named(noun: string, id: string | undefined): AuditObject[] {
  return id === undefined ? [] : [{ noun, id }];
}
