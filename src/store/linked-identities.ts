import type pg from 'pg';

/** Who somebody is to another house: what OpenID Connect calls `iss` and `sub`. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

/** Links an identity to an account; returns false where it is linked to another one. */
export async function linkTo(
  work: pg.ClientBase,
  { issuer, subject }: Identity,
  accountId: string,
  now: Date,
): Promise<boolean> {
  const { rowCount } = await work.query(
    `insert into vigie.linked_identity (issuer, subject, account_id, linked_at) values ($1, $2, $3, $4)
     on conflict (issuer, subject) do update set account_id = excluded.account_id
       where linked_identity.account_id = excluded.account_id`,
    [issuer, subject, accountId, now],
  );
  return rowCount === 1;
}

/** Takes the identities of an account with one issuer away; returns how many. */
export async function unlinkFrom(
  work: pg.ClientBase,
  { issuer, accountId }: { readonly issuer: string; readonly accountId: string },
): Promise<number> {
  const { rowCount } = await work.query('delete from vigie.linked_identity where account_id = $1 and issuer = $2', [
    accountId,
    issuer,
  ]);
  return rowCount ?? 0;
}

/** Returns the account that an identity is linked to. */
export async function accountOfIdentity(
  work: pg.Pool | pg.ClientBase,
  { issuer, subject }: Identity,
): Promise<string | undefined> {
  const { rows } = await work.query<{ id: string }>(
    'select account_id as id from vigie.linked_identity where issuer = $1 and subject = $2',
    [issuer, subject],
  );
  return rows[0]?.id;
}
