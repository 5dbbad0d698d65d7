import type pg from 'pg';
import type { ArchivePlace } from './matched-documents.ts';
import { type Page, pageOf } from './page.ts';

export const BACK_FILL_STATES = ['waiting', 'running', 'paused', 'done', 'cancelled'] as const;
export type BackFillState = (typeof BACK_FILL_STATES)[number];

/**
 * A run of an order over what was in the archive when it began to be watched, as those see it who may read the order. How
 * many documents it looks at would tell of those that they may not read.
 */
export interface BackFill {
  readonly id: string;
  readonly orderId: string;
  readonly version: number;
  readonly state: BackFillState;
  readonly until: Date;
  readonly madeAt: Date;
}

/** How far a run is, for the machine alone. */
export interface BackFillProgress extends BackFill {
  /** How many documents it should have to look at; null until it begins. */
  readonly estimate: number | null;
  readonly looked: number;
  readonly hits: number;
  readonly changedAt: Date;
}

const COLUMNS = 'id, order_id as "orderId", version, state, until, made_at as "madeAt"';
const BACK_FILLS = `select ${COLUMNS} from vigie.back_fill`;
const PROGRESS = `select ${COLUMNS}, estimate::float8 as estimate, looked::float8 as looked, hits::float8 as hits,
    changed_at as "changedAt"
  from vigie.back_fill`;

export type NewBackFill = Pick<BackFill, 'id' | 'orderId' | 'version' | 'until'>;

/** Adds runs that wait; what is left of earlier ones of the same orders is theirs to do. */
export async function addBackFills(work: pg.ClientBase, fills: readonly NewBackFill[], now: Date): Promise<void> {
  const orderIds = fills.map(({ orderId }) => orderId);
  await cancelBackFills(work, orderIds, now);
  await work.query(
    `insert into vigie.back_fill (id, order_id, version, label_id, state, until, looked, hits, made_at, changed_at)
     select new.id, new.order_id, new.version, watch_order.label_id, 'waiting', new.until, 0, 0, $5, $5
     from unnest($1::uuid[], $2::uuid[], $3::int[], $4::timestamptz[]) as new (id, order_id, version, until)
     join vigie.watch_order on watch_order.id = new.order_id`,
    [fills.map(({ id }) => id), orderIds, fills.map(({ version }) => version), fills.map(({ until }) => until), now],
  );
}

/** Stops what runs for these orders. */
export async function cancelBackFills(work: pg.ClientBase, orderIds: readonly string[], now: Date): Promise<void> {
  await work.query(
    `update vigie.back_fill set state = 'cancelled', changed_at = $2
     where order_id = any($1::uuid[]) and state in ('waiting', 'running', 'paused')`,
    [orderIds, now],
  );
}

/** A run that is to go on, and behind which document. */
export interface WaitingBackFill extends BackFill {
  readonly after: ArchivePlace | undefined;
}

/** Returns the run that is to go on, the oldest first; nothing where none is. */
export async function nextBackFill(work: pg.ClientBase | pg.Pool): Promise<WaitingBackFill | undefined> {
  const { rows } = await work.query<BackFill & { afterAt: Date | null; afterId: string | null }>(
    `select ${COLUMNS}, after_at as "afterAt", after_id as "afterId" from vigie.back_fill
     where state in ('waiting', 'running') order by made_at, id limit 1`,
  );
  if (!rows[0]) return undefined;
  const { afterAt, afterId, ...fill } = rows[0];
  return { ...fill, after: afterAt && afterId ? { receivedAt: afterAt, id: afterId } : undefined };
}

/** Locks a run that is to go on; returns whether it still stands where it was looked at. */
export async function lockBackFill(
  work: pg.ClientBase,
  { id, after }: Pick<WaitingBackFill, 'id' | 'after'>,
): Promise<boolean> {
  const { rows } = await work.query<{ afterId: string | null }>(
    `select after_id as "afterId" from vigie.back_fill where id = $1 and state = 'running' for update`,
    [id],
  );
  return rows[0] !== undefined && rows[0].afterId === (after?.id ?? null);
}

/** Announces how much a run should have to look at. */
export async function beginBackFill(work: pg.ClientBase, id: string, estimate: number, now: Date): Promise<void> {
  await work.query(
    `update vigie.back_fill set state = 'running', estimate = coalesce(estimate, $2), changed_at = $3
     where id = $1 and state = 'waiting'`,
    [id, estimate, now],
  );
}

/** What one step of a run did; `after` is where it goes on, and nothing at the end. */
export interface BackFillStep {
  readonly looked: number;
  readonly hits: number;
  readonly after: ArchivePlace | undefined;
}

export async function moveBackFill(work: pg.ClientBase, id: string, step: BackFillStep, now: Date): Promise<void> {
  await work.query(
    `update vigie.back_fill set looked = looked + $2, hits = hits + $3, after_at = coalesce($4, after_at),
       after_id = coalesce($5, after_id), state = case when $4::timestamptz is null then 'done' else state end,
       changed_at = $6
     where id = $1`,
    [id, step.looked, step.hits, step.after?.receivedAt ?? null, step.after?.id ?? null, now],
  );
}

export interface BackFillCursor {
  readonly madeAt: Date;
  readonly id: string;
}

export interface BackFillQuery {
  readonly orderId?: string | undefined;
  readonly after?: BackFillCursor | undefined;
  readonly most: number;
}

/** Returns how far the newest runs are, for the machine. */
export async function backFillProgress(work: pg.Pool, most: number): Promise<readonly BackFillProgress[]> {
  const { rows } = await work.query<BackFillProgress>(`${PROGRESS} order by made_at desc, id limit $1`, [most]);
  return rows;
}

/** Returns the newest runs, from behind `after` on. */
export async function listBackFills(
  client: pg.ClientBase,
  query: BackFillQuery,
): Promise<Page<BackFill, BackFillCursor>> {
  const { orderId = null, after, most } = query;
  const { rows } = await client.query<BackFill>(
    `${BACK_FILLS}
     where ($1::uuid is null or order_id = $1)
       and ($2::timestamptz is null or made_at < $2 or (made_at = $2 and id > $3::uuid))
     order by made_at desc, id limit $4`,
    [orderId, after?.madeAt ?? null, after?.id ?? null, most + 1],
  );
  return pageOf(rows, most, ({ madeAt, id }) => ({ madeAt, id }));
}

/** Returns a run, locked where it is to be changed; nothing where there is none that the session may read. */
export async function readBackFill(
  client: pg.ClientBase,
  id: string,
  purpose: 'to read' | 'to change' = 'to read',
): Promise<BackFill | undefined> {
  const lock = purpose === 'to change' ? ' for update' : '';
  const { rows } = await client.query<BackFill>(`${BACK_FILLS} where id = $1${lock}`, [id]);
  return rows[0];
}

export async function setBackFillState(
  client: pg.ClientBase,
  id: string,
  state: 'waiting' | 'paused' | 'cancelled',
  now: Date,
): Promise<void> {
  await client.query('update vigie.back_fill set state = $2, changed_at = $3 where id = $1', [id, state, now]);
}
