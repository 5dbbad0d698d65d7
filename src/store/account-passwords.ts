import type pg from 'pg';
import { NOT_ERASED } from './readers.ts';

/** An account that a name may mean, and by what it proves itself. Never leaves the program. */
export interface SignInAccount {
  readonly id: string;
  readonly name: string;
  readonly isActive: boolean;
  /** Argon2id; none where the account has no password. */
  readonly hash: string | null;
  readonly hasTotp: boolean;
}

const ACCOUNT = `account.id, reader.name, account.state = 'active' as "isActive", account_password.hash,
   exists (select from vigie.account_totp where account_totp.account_id = account.id) as "hasTotp"
   from vigie.account join vigie.reader on reader.id = account.id and ${NOT_ERASED}
   left join vigie.account_password on account_password.account_id = account.id`;

/** Returns the ids of the accounts that are called so. What a database makes of capitals depends on its locale, so it is not asked. */
export async function accountsNamed(work: pg.Pool, isMeant: (name: string) => boolean): Promise<readonly string[]> {
  const { rows } = await work.query<{ id: string; name: string }>(
    `select account.id, reader.name from vigie.account join vigie.reader on reader.id = account.id and ${NOT_ERASED}
     order by account.id`,
  );
  return rows.filter(({ name }) => isMeant(name)).map(({ id }) => id);
}

/** Returns the account of an id. */
export async function accountToProve(work: pg.Pool | pg.ClientBase, id: string): Promise<SignInAccount | undefined> {
  const { rows } = await work.query<SignInAccount>(`select ${ACCOUNT} where account.id = $1`, [id]);
  return rows[0];
}

/** Keeps the hash of a password; another one goes. */
export async function setPassword(
  work: pg.ClientBase,
  { accountId, hash }: { readonly accountId: string; readonly hash: string },
  now: Date,
): Promise<void> {
  await work.query(
    `insert into vigie.account_password (account_id, hash, changed_at) values ($1, $2, $3)
     on conflict (account_id) do update set hash = excluded.hash, changed_at = excluded.changed_at`,
    [accountId, hash, now],
  );
}

/** Locks an account that may act against changes until the transaction is over; returns whether there is one. */
export async function holdActive(work: pg.ClientBase, id: string): Promise<boolean> {
  const { rowCount } = await work.query(
    `select from vigie.account join vigie.reader on reader.id = account.id and ${NOT_ERASED}
     where account.id = $1 and state = 'active' for share of account`,
    [id],
  );
  return rowCount === 1;
}

/**
 * Locks an account until the transaction is over against all that changes it or how it signs in, and against whoever signs in
 * to it; returns what it proves itself by from here on, whatever was read before.
 */
export async function holdAccount(work: pg.ClientBase, id: string): Promise<SignInAccount | undefined> {
  // Only a statement that begins under the lock sees all that was done until it was given.
  await work.query('select from vigie.account where id = $1 for no key update', [id]);
  return accountToProve(work, id);
}

/** By what somebody can sign in, as far as an account has it. */
export interface WaysIn {
  readonly hasPassword: boolean;
  readonly passkeys: number;
  readonly identities: number;
}

/** Returns by what an account can sign in. */
export async function waysInOf(work: pg.ClientBase, accountId: string): Promise<WaysIn> {
  const { rows } = await work.query<WaysIn>(
    `select exists (select from vigie.account_password where account_id = $1) as "hasPassword",
       (select count(*)::int from vigie.passkey where account_id = $1) as passkeys,
       (select count(*)::int from vigie.linked_identity where account_id = $1) as identities`,
    [accountId],
  );
  return rows[0]!;
}

/** Returns whether anything is there by which an account can sign in. */
export async function hasWayIn(work: pg.ClientBase, accountId: string): Promise<boolean> {
  const { hasPassword, passkeys, identities } = await waysInOf(work, accountId);
  return hasPassword || passkeys > 0 || identities > 0;
}

/** Returns whether anybody at all can sign in. */
export async function anyWayIn(work: pg.ClientBase): Promise<boolean> {
  const { rows } = await work.query<{ any: boolean }>(
    `select exists (select from vigie.account_password) or exists (select from vigie.passkey)
       or exists (select from vigie.linked_identity) as any`,
  );
  return rows[0]!.any;
}

/** Takes from an account all by which it proved itself, and all that it got for it; what others vouch for stays. */
export async function dropCredentials(work: pg.ClientBase, accountId: string): Promise<void> {
  for (const table of ['account_password', 'account_totp', 'recovery_code', 'passkey', 'session', 'api_token']) {
    await work.query(`delete from vigie.${table} where account_id = $1`, [accountId]);
  }
}
