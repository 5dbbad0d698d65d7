import type pg from 'pg';
import type { Judgement, JudgementChange, PastChange } from '../domain/hit.ts';
import { knownReader, SHOWN_CHANGE } from './known-reader.ts';
import { storable } from './storable.ts';

export interface StoredHit {
  readonly id: string;
  readonly orderId: string;
  readonly questionId: string;
  readonly documentId: string;
  readonly judgement: Judgement;
  readonly credibility: number | null;
  readonly note: string | null;
  /** Null where it is nobody's, or where the session may not know of whose it is. */
  readonly assigneeId: string | null;
  /** Until then it is out of the queue. */
  readonly snoozedUntil: Date | null;
  /** How relevant what was learnt holds it, above 0 and at most 1; null until it was read for that. */
  readonly score: number | null;
  readonly madeAt: Date;
  readonly changedAt: Date;
}

export const HIT_COLUMNS = `hit.id, hit.order_id as "orderId", hit.question_id as "questionId", hit.document_id as "documentId",
  hit.judgement, hit.credibility, hit.note, ${knownReader('hit.assignee_id')} as "assigneeId",
  hit.snoozed_until as "snoozedUntil", nullif(hit.score, 0) as score, hit.made_at as "madeAt", hit.changed_at as "changedAt"`;
const HITS = `select ${HIT_COLUMNS} from vigie.hit`;

/** Returns the hit, or nothing where there is none that the session may read. */
export async function readHit(client: pg.ClientBase, id: string): Promise<StoredHit | undefined> {
  const { rows } = await client.query<StoredHit>(`${HITS} where id = $1`, [id]);
  return rows[0];
}

/** Returns the ids of hits on a document, the oldest first. */
export async function hitsOnDocument(
  client: pg.ClientBase,
  documentId: string,
  most: number,
): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(
    'select id from vigie.hit where document_id = $1 order by made_at, id limit $2',
    [documentId, most],
  );
  return rows.map(({ id }) => id);
}

/** Locks these hits for a change, in one order for all; returns the ids of those that the session may read. */
export async function lockHits(client: pg.ClientBase, ids: readonly string[]): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(
    'select id from vigie.hit where id = any($1::uuid[]) order by id for update',
    [ids],
  );
  return rows.map(({ id }) => id);
}

/** Who changes hits, and when. */
export interface HitAuthor {
  readonly actorId: string;
  readonly now: Date;
}

/** Where a change stands in the history of its hit. */
export interface HitPlace {
  readonly id: string;
  readonly place: number;
}

/** Keeps one judgement of these hits, which are locked. */
export async function judgeHits(
  client: pg.ClientBase,
  ids: readonly string[],
  judged: JudgementChange,
  author: HitAuthor,
): Promise<readonly HitPlace[]> {
  const change = { ...judged, note: judged.note === null ? null : storable(judged.note) };
  await client.query(
    `update vigie.hit set judgement = $2, credibility = $3, note = $4, changed_at = $5,
       judged_at = case when $2 = 'new' then null else $5::timestamptz end
     where id = any($1::uuid[])`,
    [ids, change.judgement, change.credibility, change.note, author.now],
  );
  return addToHistory(client, ids, change, author);
}

/** Keeps whose a hit is, which is locked; `null` where it is nobody's. */
export async function assignHit(
  client: pg.ClientBase,
  { id, assigneeId }: Pick<StoredHit, 'id' | 'assigneeId'>,
  author: HitAuthor,
): Promise<void> {
  await client.query('update vigie.hit set assignee_id = $2, changed_at = $3 where id = $1', [
    id,
    assigneeId,
    author.now,
  ]);
  await addToHistory(client, [id], { assigneeId }, author);
}

/** Keeps until when a hit, which is locked, is out of the queue; `null` where it is in it. */
export async function snoozeHit(
  client: pg.ClientBase,
  { id, snoozedUntil }: Pick<StoredHit, 'id' | 'snoozedUntil'>,
  author: HitAuthor,
): Promise<void> {
  await client.query('update vigie.hit set snoozed_until = $2, changed_at = $3 where id = $1', [
    id,
    snoozedUntil,
    author.now,
  ]);
  await addToHistory(client, [id], { snoozedUntil }, author);
}

async function addToHistory(
  client: pg.ClientBase,
  ids: readonly string[],
  change: object,
  { actorId, now }: HitAuthor,
): Promise<readonly HitPlace[]> {
  const { rows } = await client.query<HitPlace>(
    `insert into vigie.hit_history (hit_id, place, document_label_id, order_label_id, actor_id, change, made_at)
     select id, (select coalesce(max(place), 0) + 1 from vigie.hit_history where hit_id = hit.id), document_label_id,
       order_label_id, $2, $3, $4
     from vigie.hit where id = any($1::uuid[]) returning hit_id as id, place`,
    [ids, actorId, JSON.stringify(change), now],
  );
  return rows;
}

/** A judgement, an assignment or a snooze as it was made, by whom and when. */
export interface HitEvent extends PastChange {
  /** Null where the session may not know of who made it. */
  readonly actorId: string | null;
  readonly madeAt: Date;
}

/** Returns what was made of a hit over time, the oldest first. */
export async function hitHistory(client: pg.ClientBase, id: string): Promise<readonly HitEvent[]> {
  const { rows } = await client.query<HitEvent>(
    `select place, ${knownReader('actor_id')} as "actorId", made_at as "madeAt", ${SHOWN_CHANGE} as change
     from vigie.hit_history where hit_id = $1 order by place`,
    [id],
  );
  return rows;
}
