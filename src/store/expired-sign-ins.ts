import type pg from 'pg';

/** Until when what proved somebody is kept. */
export interface SignInCutoffs {
  readonly now: Date;
  /** Sessions that were not used since. */
  readonly idleSince: Date;
  /** Tries that did not change since, and those that ever succeeded. */
  readonly failedBefore: Date;
  readonly succeededBefore: Date;
  /** Tokens that were over by then. */
  readonly tokensBefore: Date;
}

const DELETIONS: readonly (readonly [sql: string, values: readonly (keyof SignInCutoffs)[]])[] = [
  ['delete from vigie.session where expires_at <= $1 or used_at <= $2', ['now', 'idleSince']],
  ['delete from vigie.one_time_link where expires_at <= $1', ['now']],
  ['delete from vigie.used_challenge where expires_at <= $1', ['now']],
  ['delete from vigie.api_token where expires_at <= $1', ['tokensBefore']],
  [
    `delete from vigie.sign_in_try where next_at <= $1 and changed_at <= $2
       and (succeeded_at is null or succeeded_at <= $3)`,
    ['now', 'failedBefore', 'succeededBefore'],
  ],
];

/** Deletes what counts no more; returns how many rows. */
export async function deleteExpiredSignIns(work: pg.ClientBase, cutoffs: SignInCutoffs): Promise<number> {
  let deleted = 0;
  for (const [sql, values] of DELETIONS) {
    const { rowCount } = await work.query(
      sql,
      values.map((value) => cutoffs[value]),
    );
    deleted += rowCount ?? 0;
  }
  return deleted;
}
