import type pg from 'pg';

/** What was counted under one key. */
export interface CountedTries {
  readonly key: Buffer;
  readonly failures: number;
  readonly nextAt: Date;
  readonly changedAt: Date;
  readonly succeededAt: Date | null;
}

/** Locks what was counted under these keys until the transaction is over, and returns it in the order of the keys. */
export async function lockTries(
  work: pg.ClientBase,
  keys: readonly Uint8Array[],
  now: Date,
): Promise<readonly CountedTries[]> {
  // Always in one order: two that try at once do not wait for each other in a circle.
  await work.query(
    `insert into vigie.sign_in_try (key, failures, next_at, changed_at)
     select key, 0, $2, $2 from unnest($1::bytea[]) as key order by key on conflict (key) do nothing`,
    [keys, now],
  );
  const { rows } = await work.query<CountedTries>(
    `select key, failures, next_at as "nextAt", changed_at as "changedAt", succeeded_at as "succeededAt"
     from vigie.sign_in_try where key = any($1::bytea[]) order by key for update`,
    [keys],
  );
  const byKey = new Map(rows.map((row) => [row.key.toString('hex'), row]));
  return keys.map((key) => byKey.get(Buffer.from(key).toString('hex'))!);
}

/** Returns until when nothing is tried under a key, as far as anything was counted under it. */
export async function nextTryUnder(work: pg.Pool, key: Uint8Array): Promise<Date | undefined> {
  const { rows } = await work.query<{ at: Date }>('select next_at as at from vigie.sign_in_try where key = $1', [key]);
  return rows[0]?.at;
}

/** Counts one more failure. */
export async function countFailure(
  work: pg.ClientBase,
  { key, failures, nextAt }: Pick<CountedTries, 'key' | 'failures' | 'nextAt'>,
  now: Date,
): Promise<void> {
  await work.query('update vigie.sign_in_try set failures = $2, next_at = $3, changed_at = $4 where key = $1', [
    key,
    failures,
    nextAt,
    now,
  ]);
}

/** Takes back what was counted for a try that was no failure. */
export async function uncountFailure(work: pg.ClientBase, keys: readonly Uint8Array[], now: Date): Promise<void> {
  await work.query(
    'update vigie.sign_in_try set failures = greatest(failures - 1, 0), next_at = $2 where key = any($1::bytea[])',
    [keys, now],
  );
}

/** Forgets the failures under these keys. */
export async function forgetFailures(work: pg.ClientBase, keys: readonly Uint8Array[], now: Date): Promise<void> {
  await work.query(
    'update vigie.sign_in_try set failures = 0, next_at = $2, changed_at = $2 where key = any($1::bytea[])',
    [keys, now],
  );
}

/** Notes that somebody was let in under a key. */
export async function noteSuccess(work: pg.ClientBase, key: Uint8Array, now: Date): Promise<void> {
  await work.query('update vigie.sign_in_try set succeeded_at = $2 where key = $1', [key, now]);
}
