import type pg from 'pg';

const NAME = 'example-accounts';

/** Returns the accounts that an example was made with; none where the desk is no example. */
export async function exampleAccounts(work: pg.Pool | pg.ClientBase): Promise<readonly string[]> {
  const { rows } = await work.query<{ value: readonly string[] }>('select value from vigie.setting where name = $1', [
    NAME,
  ]);
  return rows[0]?.value ?? [];
}

/** Keeps which these are, once. */
export async function keepExampleAccounts(
  work: pg.ClientBase,
  ids: readonly string[],
  { by, now }: { readonly by: string; readonly now: Date },
): Promise<void> {
  await work.query('insert into vigie.setting (name, value, changed_by, changed_at) values ($1, $2, $3, $4)', [
    NAME,
    JSON.stringify(ids),
    by,
    now,
  ]);
}
