import type pg from 'pg';
import type { HitJudgement, Judgement } from '../domain/hit.ts';
import type { Page } from './documents.ts';
import { storable } from './storable.ts';

export interface StoredHit {
  readonly id: string;
  readonly orderId: string;
  readonly questionId: string;
  readonly documentId: string;
  readonly judgement: Judgement;
  readonly credibility: number | null;
  readonly note: string | null;
  readonly assigneeId: string | null;
  /** Until then it is out of the queue. */
  readonly snoozedUntil: Date | null;
  readonly madeAt: Date;
  readonly changedAt: Date;
}

/** Where a list goes on: behind this hit. */
export interface HitCursor {
  readonly madeAt: Date;
  readonly id: string;
}

export interface HitQuery {
  readonly orderId?: string | undefined;
  readonly judgement?: Judgement | undefined;
  readonly after?: HitCursor | undefined;
  readonly most: number;
}

const HITS = `select id, order_id as "orderId", question_id as "questionId", document_id as "documentId", judgement,
    credibility, note, assignee_id as "assigneeId", snoozed_until as "snoozedUntil", made_at as "madeAt",
    changed_at as "changedAt"
  from vigie.hit`;

/** Returns the newest hits, from behind `after` on. */
export async function listHits(client: pg.ClientBase, query: HitQuery): Promise<Page<StoredHit, HitCursor>> {
  const { orderId = null, judgement = null, after, most } = query;
  const { rows } = await client.query<StoredHit>(
    `${HITS}
     where ($1::uuid is null or order_id = $1) and ($2::text is null or judgement = $2)
       and ($3::timestamptz is null or made_at < $3 or (made_at = $3 and id > $4::uuid))
     order by made_at desc, id limit $5`,
    [orderId, judgement, after?.madeAt ?? null, after?.id ?? null, most + 1],
  );
  const items = rows.slice(0, most);
  const last = items.at(-1);
  return rows.length <= most || !last ? { items } : { items, next: { madeAt: last.madeAt, id: last.id } };
}

/** Returns the hit, or nothing where there is none that the session may read. */
export async function readHit(client: pg.ClientBase, id: string): Promise<StoredHit | undefined> {
  const { rows } = await client.query<StoredHit>(`${HITS} where id = $1`, [id]);
  return rows[0];
}

/** Keeps a judgement and its place in the history; returns whether there was such a hit. */
export async function judgeHit(
  client: pg.ClientBase,
  hit: HitJudgement & { readonly id: string; readonly actorId: string },
  now: Date,
): Promise<boolean> {
  const note = hit.note === undefined ? null : storable(hit.note);
  const { rowCount } = await client.query(
    'update vigie.hit set judgement = $2, credibility = $3, note = $4, changed_at = $5 where id = $1',
    [hit.id, hit.judgement, hit.credibility ?? null, note, now],
  );
  if (rowCount === 0) return false;
  const change = { judgement: hit.judgement, credibility: hit.credibility ?? null, note };
  await client.query(
    `insert into vigie.hit_history (hit_id, place, document_label_id, order_label_id, actor_id, change, made_at)
     select id, (select coalesce(max(place), 0) + 1 from vigie.hit_history where hit_id = $1), document_label_id,
       order_label_id, $2, $3, $4
     from vigie.hit where id = $1`,
    [hit.id, hit.actorId, JSON.stringify(change), now],
  );
  return true;
}

/** A judgement as it was made, by whom and when. */
export interface PastJudgement {
  readonly place: number;
  readonly actorId: string;
  readonly change: unknown;
  readonly madeAt: Date;
}

/** Returns what was made of a hit over time, the oldest first. */
export async function hitHistory(client: pg.ClientBase, id: string): Promise<readonly PastJudgement[]> {
  const { rows } = await client.query<PastJudgement>(
    `select place, actor_id as "actorId", change, made_at as "madeAt" from vigie.hit_history
     where hit_id = $1 order by place`,
    [id],
  );
  return rows;
}
