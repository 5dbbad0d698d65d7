import type pg from 'pg';

/** Something that was made or changed. */
export interface Change {
  readonly noun: 'hit' | 'order' | 'task';
  readonly id: string;
  /** The order that it is of. */
  readonly orderId: string;
}

/** What changed between two bounds, which are transactions and stay inside the desk. */
export interface Changes {
  /** Where the next ones begin. */
  readonly upTo: string;
  readonly changes: readonly Change[];
}

/** Returns the bound from which on nothing was followed yet. */
export async function changesBound(client: Pick<pg.ClientBase, 'query'>): Promise<string> {
  const { rows } = await client.query<{ bound: string }>(
    'select pg_snapshot_xmin(pg_current_snapshot())::text as bound',
  );
  return rows[0]!.bound;
}

/** Returns what the session may read of what changed from a bound on, at most so many of each noun. */
export async function changesSince(client: pg.ClientBase, from: string, most: number): Promise<Changes> {
  const { rows } = await client.query<{ upTo: string; changes: readonly Change[] }>(
    `with bound as materialized (select pg_snapshot_xmin(pg_current_snapshot()) as below)
     select (select below::text from bound) as "upTo", coalesce((select jsonb_agg(change) from (
       (select 'hit' as noun, id, order_id as "orderId" from vigie.hit
        where transaction_id >= $1::xid8 and transaction_id < (select below from bound) limit $2)
       union all
       (select 'order', id, id from vigie.watch_order
        where transaction_id >= $1::xid8 and transaction_id < (select below from bound) limit $2)
       union all
       (select 'task', id, order_id from vigie.task
        where transaction_id >= $1::xid8 and transaction_id < (select below from bound) limit $2)
       order by noun, id) as change), '[]') as changes`,
    [from, most],
  );
  return rows[0]!;
}
