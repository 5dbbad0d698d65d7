import type pg from 'pg';
import type { SourceState } from '../domain/source-state.ts';
import type { StoredSource } from './sources.ts';
import { storable, storableJson } from './storable.ts';

/** What the pipeline needs of a source to read it. */
export interface ReadableSource
  extends Pick<StoredSource, 'id' | 'name' | 'kind' | 'address' | 'discipline' | 'schedule' | 'trusted'> {
  readonly defaultLabelId: number;
  readonly defaultStated: StoredSource['defaultStated'];
  readonly state: Partial<SourceState>;
}

const READABLE = `select id, name, kind, address, discipline, schedule, trusted, default_label_id as "defaultLabelId",
    default_marking as "defaultStated", state
  from vigie.source`;

/**
 * Whether an open order uses a source at a day, $1: one that names it, or one that names none and accepts its discipline. A
 * replay never fetches, and reads what lies in folders whatever the day is; else a window that is not open yet, or is over,
 * asks for nothing new.
 */
const USED = `exists (select from vigie.watch_order where ${usedBy()})`;

/** The condition of `USED`, with the order and the source in sight. */
export function usedBy(): string {
  return `watch_order.status = 'open' and case when watch_order.content #>> '{order,replay}' = 'true'
      then source.kind in ('folder', 'json-lines')
      else coalesce(watch_order.content #>> '{order,window,from}', '0') <= $1
        and coalesce(nullif(watch_order.content #>> '{order,window,until}', 'unknown'), '9') >= $1 end
    and watch_order.content #> '{order,disciplines}' ? source.discipline
    and (exists (select from vigie.order_source
        where order_source.order_id = watch_order.id and order_source.source_id = source.id)
      or not exists (select from vigie.order_source where order_source.order_id = watch_order.id))`;
}

/** Returns the sources that are to be read by now and that an open order uses, the longest due first. */
export async function dueSources(
  work: pg.ClientBase | pg.Pool,
  { now, most, without }: { readonly now: Date; readonly most: number; readonly without: readonly string[] },
): Promise<readonly ReadableSource[]> {
  const { rows } = await work.query<ReadableSource>(
    `${READABLE}
     where status = 'active' and due_at <= $2 and not id = any($4::uuid[]) and ${USED}
     order by due_at, id limit $3`,
    [now.toISOString().slice(0, 10), now, most, without],
  );
  return rows;
}

/** How a source stands, for the machine. */
export interface SourceStanding extends Pick<ReadableSource, 'id' | 'name' | 'kind' | 'schedule' | 'state'> {
  readonly status: string;
  /** Whether an open order uses it. */
  readonly isUsed: boolean;
  readonly dueAt: Date | null;
}

/** Returns how the sources stand that are not retired, by name. */
export async function sourceStandings(work: pg.Pool, now: Date): Promise<readonly SourceStanding[]> {
  const { rows } = await work.query<SourceStanding>(
    `select id, name, kind, schedule, state, status, due_at as "dueAt", ${USED} as "isUsed"
     from vigie.source where status <> 'retired' order by name, id`,
    [now.toISOString().slice(0, 10)],
  );
  return rows;
}

/** An open order with the active sources that it uses. */
export interface OrderSources {
  readonly orderId: string;
  readonly name: string;
  readonly sourceIds: readonly string[];
}

/** Returns the open orders that are no replays, each with the sources that are read for it, by name. */
export async function orderSources(work: pg.Pool, now: Date): Promise<readonly OrderSources[]> {
  const { rows } = await work.query<OrderSources>(
    `select watch_order.id as "orderId", watch_order.name,
       array(select source.id::text from vigie.source where source.status = 'active' and ${usedBy()} order by 1) as "sourceIds"
     from vigie.watch_order where watch_order.status = 'open' and watch_order.content #>> '{order,replay}' <> 'true'
       and coalesce(watch_order.content #>> '{order,window,from}', '0') <= $1
     order by watch_order.name, watch_order.id`,
    [now.toISOString().slice(0, 10)],
  );
  return rows;
}

/** Returns a source as the pipeline reads it; nothing where there is none. */
export async function sourceToRead(work: pg.ClientBase | pg.Pool, id: string): Promise<ReadableSource | undefined> {
  const { rows } = await work.query<ReadableSource>(`${READABLE} where id = $1`, [id]);
  return rows[0];
}

/** How a source does by now; where reading stands means something at the address that was read alone. */
export interface SourceStateChange {
  readonly id: string;
  readonly address: string;
  readonly state: SourceState;
  readonly dueAt: Date;
}

/** Keeps how a source does, and when it is to be read again; nothing where it has moved to another address meanwhile. */
export async function setSourceState(
  work: pg.ClientBase | pg.Pool,
  { id, state, dueAt, address }: SourceStateChange,
): Promise<void> {
  await work.query(
    `update vigie.source set state = $2, due_at = case when status = 'active' then $3::timestamptz end
     where id = $1 and address = $4`,
    [id, storableJson(state), dueAt, address],
  );
}

/** Locks a source while something of it is received, and returns it. */
export async function lockSource(work: pg.ClientBase, id: string): Promise<ReadableSource | undefined> {
  const { rows } = await work.query<ReadableSource>(`${READABLE} where id = $1 for no key update`, [id]);
  return rows[0];
}

/** The newest edition of an item that is here. */
export interface NewestEdition {
  readonly id: string;
  readonly contentHash: Uint8Array;
}

/** Returns the newest edition that is here of each of these items of a source, by key. */
export async function newestEditions(
  work: pg.ClientBase,
  sourceId: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, NewestEdition>> {
  const { rows } = await work.query<NewestEdition & { key: string }>(
    `select wanted.key, newest.id, newest.content_hash as "contentHash"
     from unnest($2::text[]) as wanted (key) cross join lateral (
       select id, content_hash from vigie.document where source_id = $1 and source_key = wanted.key
       order by received_at desc, transaction_id desc, id desc limit 1) as newest`,
    [sourceId, [...new Set(keys)].map(storable)],
  );
  return new Map(rows.map(({ key, id, contentHash }) => [key, { id, contentHash }]));
}
