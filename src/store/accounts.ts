import type pg from 'pg';
import { storable } from './storable.ts';

export const ACCOUNT_STATES = ['active', 'locked', 'closed'] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

/** Somebody who works or reads here: roles say what they may do, the clearance what they may see. */
export interface StoredAccount {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly clearanceId: string;
  readonly state: AccountState;
}

/** Returns the account, or nothing where there is none that the session may see: a surface sees its own only. */
export async function readAccount(client: pg.ClientBase, id: string): Promise<StoredAccount | undefined> {
  const { rows } = await client.query<StoredAccount>(
    'select id, name, roles, clearance_id::text as "clearanceId", state from vigie.account where id = $1',
    [id],
  );
  return rows[0];
}

export async function addAccount(client: pg.ClientBase, account: StoredAccount, now: Date): Promise<void> {
  const { id, name, roles, clearanceId, state } = account;
  await client.query(
    `insert into vigie.account (id, name, roles, clearance_id, state, made_at, changed_at)
     values ($1, $2, $3, $4, $5, $6, $6)`,
    [id, storable(name), roles, clearanceId, state, now],
  );
}
