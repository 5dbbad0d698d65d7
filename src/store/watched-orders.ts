import type pg from 'pg';
import type { TargetSnapshot } from './order-parts.ts';
import type { OrderContent } from './orders.ts';

/** An order that is open, in its version of now. */
export interface OpenOrder {
  readonly id: string;
  readonly version: number;
  readonly changedAt: Date;
}

/** Returns the orders that are open. */
export async function openOrders(work: pg.ClientBase | pg.Pool): Promise<readonly OpenOrder[]> {
  const { rows } = await work.query<OpenOrder>(
    `select id, version, changed_at as "changedAt" from vigie.watch_order where status = 'open' order by id`,
  );
  return rows;
}

/**
 * Returns a text that differs whenever the open orders do: each change of one has a later instant than the one before, and of
 * two orders the later instant may be committed first.
 */
export async function openOrdersSign(work: pg.ClientBase | pg.Pool): Promise<string> {
  const { rows } = await work.query<{ sign: string }>(
    `select concat(count(*), ' ', max(changed_at), ' ', sum(extract(epoch from changed_at))) as sign from vigie.watch_order where status = 'open'`,
  );
  return rows[0]!.sign;
}

/** An order with all that documents are held against. */
export interface StandingOrder extends OpenOrder {
  readonly name: string;
  readonly labelId: number;
  readonly content: OrderContent;
  readonly questions: readonly { readonly id: string; readonly letter: string; readonly state: string }[];
  /** The shared targets as they were approved. */
  readonly targets: readonly TargetSnapshot[];
  readonly sourceIds: readonly string[];
}

/** Returns these orders as they stand, of those that are open. */
export async function standingOrders(
  work: pg.ClientBase | pg.Pool,
  ids: readonly string[],
): Promise<readonly StandingOrder[]> {
  const { rows } = await work.query<StandingOrder>(
    `select id, name, version, changed_at as "changedAt", label_id as "labelId", content,
       (select coalesce(jsonb_agg(jsonb_build_object('id', question.id, 'letter', letter, 'state', state) order by letter), '[]')
        from vigie.question where order_id = watch_order.id) as questions,
       (select coalesce(jsonb_agg(snapshot order by target_id), '[]')
        from vigie.order_target where order_id = watch_order.id) as targets,
       array(select source_id::text from vigie.order_source where order_id = watch_order.id) as "sourceIds"
     from vigie.watch_order where id = any($1::uuid[]) and status = 'open' order by id`,
    [ids],
  );
  return rows;
}

/** What of a question cannot be used, and why. */
export interface StandingProblem {
  readonly letter: string;
  readonly language: string;
  readonly code: string;
  readonly message: string;
}

/** An order that documents are held against as they come. */
export interface WatchedOrder {
  readonly orderId: string;
  readonly version: number;
  readonly problems: readonly StandingProblem[];
}

export async function watchedOrders(work: pg.ClientBase | pg.Pool): Promise<readonly WatchedOrder[]> {
  const { rows } = await work.query<WatchedOrder>(
    'select order_id as "orderId", version, problems from vigie.watched_order order by order_id',
  );
  return rows;
}

/** Keeps that documents are held against these orders from now on. */
export async function joinOrders(work: pg.ClientBase, orders: readonly WatchedOrder[], now: Date): Promise<void> {
  await work.query(
    `insert into vigie.watched_order (order_id, version, joined_at, problems)
     select order_id, version, $4, problems from unnest($1::uuid[], $2::int[], $3::jsonb[])
       as joined (order_id, version, problems)
     on conflict (order_id) do update
       set version = excluded.version, joined_at = excluded.joined_at, problems = excluded.problems`,
    [
      orders.map(({ orderId }) => orderId),
      orders.map(({ version }) => version),
      orders.map(({ problems }) => JSON.stringify(problems)),
      now,
    ],
  );
}

/** Keeps that documents are held against these orders no more. */
export async function leaveOrders(work: pg.ClientBase, ids: readonly string[]): Promise<void> {
  await work.query('delete from vigie.watched_order where order_id = any($1::uuid[])', [ids]);
}

/** Keeps what of the questions of a watched order cannot be used. */
export async function setProblems(
  work: pg.ClientBase | pg.Pool,
  orderId: string,
  problems: readonly StandingProblem[],
): Promise<void> {
  await work.query('update vigie.watched_order set problems = $2 where order_id = $1', [
    orderId,
    JSON.stringify(problems),
  ]);
}
