import type pg from 'pg';
import { lockHits } from './hits.ts';

/** Counts of a question's hits, of those that the session may read. */
export interface HitCounts {
  readonly questionId: string;
  readonly judgement: string;
  readonly hits: number;
  /** On how many documents, and on how many stories: a document that is in none yet counts as one. */
  readonly documents: number;
  readonly stories: number;
}

/** Counts the hits of an order by question and judgement. */
export async function countHits(client: pg.ClientBase, orderId: string): Promise<readonly HitCounts[]> {
  const { rows } = await client.query<HitCounts>(
    `select hit.question_id as "questionId", judgement, count(*)::int as hits,
       count(distinct hit.document_id)::int as documents, count(distinct coalesce(story_id, hit.document_id))::int as stories
     from vigie.hit left join vigie.story_member on story_member.document_id = hit.document_id
     where hit.order_id = $1 group by hit.question_id, judgement order by hit.question_id, judgement`,
    [orderId],
  );
  return rows;
}

/** The hits that wait on the story of a hit, for its question, and the hit itself. */
const OF_STORY = `from vigie.hit named
  left join vigie.story_member own on own.document_id = named.document_id
  left join vigie.story_member member on member.story_id = own.story_id
  join vigie.hit on hit.question_id = named.question_id and hit.document_id = coalesce(member.document_id, named.document_id)
  where named.id = $1 and (hit.judgement = 'new' or hit.id = named.id)`;

/**
 * Locks the hits that a decision on the story of a hit is about, the named one first and then the earliest; at most so many.
 * They are found without a lock and then locked in the order of all acts; what was judged in between is left out.
 */
export async function lockStoryHits(client: pg.ClientBase, hitId: string, most: number): Promise<readonly string[]> {
  const find = async (): Promise<readonly string[]> => {
    const { rows } = await client.query<{ id: string }>(
      `select hit.id ${OF_STORY} order by hit.id <> named.id, member.received_at, hit.id limit $2`,
      [hitId, most],
    );
    return rows.map(({ id }) => id);
  };
  const locked = new Set(await lockHits(client, await find()));
  return (await find()).filter((id) => locked.has(id));
}

/** Counts the hits that wait on the story of a hit, for its question, the hit itself left out. */
export async function countStoryHits(client: pg.ClientBase, hitId: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count ${OF_STORY} and hit.id <> named.id`,
    [hitId],
  );
  return rows[0]!.count;
}

/** How many hits a question has on documents of one week, of those that the session may read. */
export interface HitWeek {
  readonly questionId: string;
  /** The Monday that it begins with, a UTC day. */
  readonly monday: string;
  readonly count: number;
}

/** Counts the hits of an order by question and week: that of the day of publication, else of receipt. */
export async function countHitsByWeek(client: pg.ClientBase, orderId: string): Promise<readonly HitWeek[]> {
  const { rows } = await client.query<HitWeek>(
    `select hit.question_id as "questionId",
       to_char(date_trunc('week', coalesce(published_on::timestamp, received_at at time zone 'UTC')), 'YYYY-MM-DD') as monday,
       count(*)::int as count
     from vigie.hit join vigie.document on document.id = hit.document_id
     where hit.order_id = $1 group by 1, 2 order by 1, 2`,
    [orderId],
  );
  return rows;
}

/** How many hits the questions of several orders have, and how many of them wait; of those that the session may read. */
export interface OrderHits {
  readonly orderId: string;
  readonly questionId: string;
  readonly letter: string;
  readonly hits: number;
  readonly waiting: number;
  /** Of those that wait, the ones made since an instant. */
  readonly fresh: number;
}

export async function countHitsOfOrders(
  client: pg.ClientBase,
  orderIds: readonly string[],
  since: Date | undefined,
): Promise<readonly OrderHits[]> {
  const { rows } = await client.query<OrderHits>(
    `select counted.order_id as "orderId", question.id as "questionId", letter, hits, waiting, fresh from (
       select order_id, question_id, count(*)::int as hits, count(*) filter (where judgement = 'new')::int as waiting,
         count(*) filter (where judgement = 'new' and made_at > $2)::int as fresh
       from vigie.hit where order_id = any($1::uuid[]) group by 1, 2) as counted
     join vigie.question on question.id = counted.question_id order by 1, letter`,
    [orderIds, since ?? null],
  );
  return rows;
}
