import type pg from 'pg';
import type { WrittenFilter } from '../domain/saved-filter.ts';

export interface StoredFilter extends WrittenFilter {
  readonly id: string;
  readonly changedAt: Date;
}

/** Returns the filters of whoever asks, by name. */
export async function ownFilters(client: pg.ClientBase): Promise<readonly StoredFilter[]> {
  const { rows } = await client.query<StoredFilter>(
    `select id, name, search, changed_at as "changedAt" from vigie.saved_filter
     where account_id = vigie.current_actor() order by name, id`,
  );
  return rows;
}

interface OfAccount {
  readonly accountId: string;
  readonly name: string;
}

/** Returns how many filters an account has beside the one of that name. */
export async function countOtherFilters(work: pg.ClientBase, { accountId, name }: OfAccount): Promise<number> {
  const { rows } = await work.query<{ count: number }>(
    'select count(*)::int as count from vigie.saved_filter where account_id = $1 and name <> $2',
    [accountId, name],
  );
  return rows[0]!.count;
}

/** Keeps a filter, over the one of its name if there is one; returns the id under which it is kept. */
export async function keepFilter(
  work: pg.ClientBase,
  { id, accountId, name, search }: OfAccount & Omit<StoredFilter, 'changedAt'>,
  now: Date,
): Promise<string> {
  const { rows } = await work.query<{ id: string }>(
    `insert into vigie.saved_filter (id, account_id, name, search, made_at, changed_at) values ($1, $2, $3, $4, $5, $5)
     on conflict (account_id, name) do update set search = excluded.search, changed_at = excluded.changed_at
     returning id`,
    [id, accountId, name, JSON.stringify(search), now],
  );
  return rows[0]!.id;
}

/** Deletes a filter of an account; returns whether there was one. */
export async function deleteFilter(
  work: pg.ClientBase,
  { id, accountId }: { readonly id: string; readonly accountId: string },
): Promise<boolean> {
  const { rowCount } = await work.query('delete from vigie.saved_filter where id = $1 and account_id = $2', [
    id,
    accountId,
  ]);
  return rowCount === 1;
}
