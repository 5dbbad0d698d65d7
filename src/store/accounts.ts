import type pg from 'pg';

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

/** Returns the account, or nothing where there is none that the session may know of. */
export async function readAccount(client: pg.ClientBase, id: string): Promise<StoredAccount | undefined> {
  const { rows } = await client.query<StoredAccount>('select id, roles, state from vigie.account where id = $1', [id]);
  return rows[0];
}

/** Returns the id of the clearance of who the session is. */
export async function ownClearance(client: pg.ClientBase): Promise<string | null> {
  const { rows } = await client.query<{ id: string | null }>('select vigie.own_clearance()::text as id');
  return rows[0]!.id;
}

export async function addAccount(client: pg.ClientBase, account: NewAccount, now: Date): Promise<void> {
  const { id, labelId, roles, state } = account;
  await client.query(
    `insert into vigie.account (id, label_id, roles, state, made_at, changed_at) values ($1, $2, $3, $4, $5, $5)`,
    [id, labelId, roles, state, now],
  );
}

/** Keeps what an account may do from now on. */
export async function setAccount(work: pg.ClientBase, { id, roles, state }: StoredAccount, now: Date): Promise<void> {
  await work.query('update vigie.account set roles = $2, state = $3, changed_at = $4 where id = $1', [
    id,
    roles,
    state,
    now,
  ]);
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
