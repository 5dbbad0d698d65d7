import type pg from 'pg';
import { NOT_ERASED } from './readers.ts';

/** Any number that nothing else locks by. */
const ACCOUNTS_LOCK = 4_711_808;

export const ACCOUNT_STATES = ['active', 'locked', 'closed'] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

/** A reader who works here: roles say what they may do, the clearance of the reader what they may see. */
export interface StoredAccount {
  /** Id of the reader. */
  readonly id: string;
  readonly roles: readonly string[];
  readonly state: AccountState;
}

export interface NewAccount extends StoredAccount {
  /** Of the reader. */
  readonly labelId: number;
}

/** Returns the account, or nothing where there is none that the session may know of, or whose reader was erased. */
export async function readAccount(client: pg.ClientBase, id: string): Promise<StoredAccount | undefined> {
  const { rows } = await client.query<StoredAccount>(
    `select account.id, roles, state from vigie.account
     where account.id = $1 and not exists (select from vigie.reader where reader.id = account.id and not ${NOT_ERASED})`,
    [id],
  );
  return rows[0];
}

/** Returns the id of the clearance of who the session is. */
export async function ownClearance(client: pg.ClientBase): Promise<string | null> {
  const { rows } = await client.query<{ id: string | null }>('select vigie.own_clearance()::text as id');
  return rows[0]!.id;
}

/**
 * Lets the session go on to its end with the clearance that its actor has now, and returns the account that it acts by.
 */
export async function enterAsSelf(client: pg.ClientBase): Promise<StoredAccount | undefined> {
  const { rows } = await client.query<StoredAccount>(
    `select id, roles, state, set_config('vigie.clearance', coalesce(vigie.kept_clearance()::text, ''), true)
     from vigie.account where id = vigie.current_actor()`,
  );
  return rows[0] && { id: rows[0].id, roles: rows[0].roles, state: rows[0].state };
}

export async function addAccount(client: pg.ClientBase, account: NewAccount, now: Date): Promise<void> {
  const { id, labelId, roles, state } = account;
  await client.query(
    `insert into vigie.account (id, label_id, roles, state, made_at, changed_at) values ($1, $2, $3, $4, $5, $5)`,
    [id, labelId, roles, state, now],
  );
}

/**
 * Changes what an account may do; what is left out stays as it is by then. Returns the account, or nothing where there is
 * none. One change waits for the other, so that two cannot each leave the other as the last administrator.
 */
export async function setAccount(
  work: pg.ClientBase,
  change: { readonly id: string } & Partial<Pick<StoredAccount, 'roles' | 'state'>>,
  now: Date,
): Promise<StoredAccount | undefined> {
  await work.query('select pg_advisory_xact_lock($1)', [ACCOUNTS_LOCK]);
  const { rows } = await work.query<StoredAccount>(
    `update vigie.account set roles = coalesce($2, roles), state = coalesce($3, state), changed_at = $4
     where id = $1 and not exists (select from vigie.reader where reader.id = account.id and not ${NOT_ERASED})
     returning id, roles, state`,
    [change.id, change.roles ?? null, change.state ?? null, now],
  );
  return rows[0];
}

/** Returns whether anybody is left who may change accounts. */
export async function hasAdministrator(work: pg.ClientBase): Promise<boolean> {
  const { rows } = await work.query<{ has: boolean }>(
    "select exists (select from vigie.account where state = 'active' and 'administrator' = any(roles)) as has",
  );
  return rows[0]!.has;
}

/** Returns whether the session knows of another account that has the role; locking one out makes nobody alone. */
export async function knowsOther(client: pg.ClientBase, role: string): Promise<boolean> {
  const { rows } = await client.query<{ knows: boolean }>(
    `select exists (select from vigie.account
       where id <> vigie.current_actor() and state in ('active', 'locked') and $1 = any(roles)) as knows`,
    [role],
  );
  return rows[0]!.knows;
}

/** An account that may act, as who works on the machine of the desk sees it. */
export interface ActiveAccount {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
}

/** Returns the accounts that may act, by name. */
export async function activeAccounts(work: pg.Pool): Promise<readonly ActiveAccount[]> {
  const { rows } = await work.query<ActiveAccount>(
    `select account.id, reader.name, roles from vigie.account join vigie.reader on reader.id = account.id
     where state = 'active' and ${NOT_ERASED} order by reader.name, account.id`,
  );
  return rows;
}

/** Returns the administrator who was there first and may act. */
export async function firstAdministrator(
  work: pg.ClientBase,
): Promise<{ readonly id: string; readonly name: string } | undefined> {
  const { rows } = await work.query<{ id: string; name: string }>(
    `select account.id, reader.name from vigie.account join vigie.reader on reader.id = account.id and ${NOT_ERASED}
     where state = 'active' and 'administrator' = any(roles) order by account.made_at, account.id limit 1`,
  );
  return rows[0];
}
