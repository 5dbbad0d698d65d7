import type pg from 'pg';
import type { Judgement } from '../domain/hit.ts';
import { HIT_COLUMNS, type StoredHit } from './hits.ts';
import { knownReader } from './known-reader.ts';
import { type Page, pageOf } from './page.ts';

/** Where a list goes on: behind this hit. The score counts where the best come first. */
export interface HitCursor {
  readonly madeAt: Date;
  readonly id: string;
  readonly score: number;
}

export interface HitQuery {
  readonly orderId?: string | undefined;
  readonly questionId?: string | undefined;
  readonly judgement?: Judgement | undefined;
  readonly assigneeId?: string | undefined;
  /** Whether it is out of the queue at this instant, or in it. */
  readonly snoozed?: { readonly is: boolean; readonly at: Date } | undefined;
  /** Newest first where nothing is said. */
  readonly order?: 'newest' | 'best' | undefined;
  /** One line for each hit, or for each order and story; that of a question where one is asked for. */
  readonly by?: 'hit' | 'story' | undefined;
  readonly after?: HitCursor | undefined;
  readonly most: number;
}

/** A hit of a list, with how much was learnt for its question. */
export interface ListedHit extends StoredHit {
  readonly relevant: number;
  readonly notRelevant: number;
  /** How many more hits there are of its order on its story that are as they are asked for; only where a line is a story. */
  readonly further?: number;
}

/** What is asked of hits, under the name by which a statement calls them. */
function asked(hit: string): string {
  return `($1::uuid is null or ${hit}.order_id = $1) and ($2::uuid is null or ${hit}.question_id = $2)
    and ($3::text is null or ${hit}.judgement = $3)
    and ($4::uuid is null or (${hit}.assignee_id = $4 and ${knownReader(`${hit}.assignee_id`)} is not null))
    and ($5::boolean is null or coalesce(${hit}.snoozed_until > $6, false) = $5)`;
}

/** Written so that an index leads to the place where a page begins. */
const ORDERS = {
  newest: {
    behind: '$7::timestamptz is null or (hit.made_at <= $7 and (hit.made_at < $7 or hit.id > $8::uuid))',
    sorted: (row: string) => `${row}.made_at desc, ${row}.id`,
  },
  best: {
    behind: '$7::timestamptz is null or (hit.score, hit.made_at, hit.id) < ($10::real, $7, $8::uuid)',
    sorted: (row: string) => `${row}.score desc, ${row}.made_at desc, ${row}.id desc`,
  },
} as const;

/** The members of the story of a hit's document, by the index that has the earliest first. */
const MEMBERS = `vigie.story_member own
  join vigie.story_member member on member.story_id = own.story_id`;

/**
 * That a hit leads: none of its order, as asked for, is on an earlier document of its story, or on the same one before it. A
 * document that is in no story yet is a line of its own.
 */
const LEADS = `not exists (
  select from ${MEMBERS} and (member.received_at, member.document_id) <= (own.received_at, own.document_id)
    join vigie.hit earlier on earlier.document_id = member.document_id
  where own.document_id = hit.document_id and earlier.order_id = hit.order_id
    and (earlier.document_id <> hit.document_id or earlier.id < hit.id) and ${asked('earlier')})`;

const FURTHER = `(select count(*)::int from ${MEMBERS} join vigie.hit further on further.document_id = member.document_id
  where own.document_id = hit.document_id and further.order_id = hit.order_id and further.id <> hit.id
    and ${asked('further')})`;

/** Returns the statement of a list: a page by the index of its order first, and then what is told of each hit. */
function listStatement({ order = 'newest', by = 'hit' }: Pick<HitQuery, 'order' | 'by'>): string {
  const { behind, sorted } = ORDERS[order];
  const isByStory = by === 'story';
  return `with page as materialized (
      select hit.id, hit.order_id, hit.question_id, hit.document_id, hit.score, hit.made_at from vigie.hit
      where ${asked('hit')} and (${behind}) ${isByStory ? `and ${LEADS}` : ''}
      order by ${sorted('hit')} limit $9)
    select ${HIT_COLUMNS}, coalesce(relevant, 0) as relevant, coalesce(not_relevant, 0) as "notRelevant"
      ${isByStory ? `, ${FURTHER} as further` : ''}
    from page join vigie.hit on hit.id = page.id
      left join vigie.ranking_model on ranking_model.question_id = hit.question_id
    order by ${sorted('page')}`;
}

/** Returns hits in their order, from behind `after` on. */
export async function listHits(client: pg.ClientBase, query: HitQuery): Promise<Page<ListedHit, HitCursor>> {
  const { orderId = null, questionId = null, judgement = null, assigneeId = null, snoozed, after, most } = query;
  const { rows } = await client.query<ListedHit>(listStatement(query), [
    ...[orderId, questionId, judgement, assigneeId, snoozed?.is ?? null, snoozed?.at ?? null],
    ...[after?.madeAt ?? null, after?.id ?? null, most + 1],
    ...(query.order === 'best' ? [after?.score ?? null] : []),
  ]);
  return pageOf(rows, most, ({ madeAt, id, score }) => ({ madeAt, id, score: score ?? 0 }));
}
