import type pg from 'pg';
import { NOT_ERASED } from './readers.ts';

export type LinkPurpose = 'set-up' | 'invite' | 'reset';

export interface NewLink {
  /** SHA-256 of the secret. */
  readonly hash: Uint8Array;
  /** None where a desk has no account yet. */
  readonly accountId?: string | undefined;
  readonly purpose: LinkPurpose;
  readonly madeBy: string;
  readonly expiresAt: Date;
}

export interface StoredLink {
  readonly purpose: LinkPurpose;
  readonly accountId: string | null;
  readonly accountName: string | null;
  readonly expiresAt: Date;
}

/** Keeps a link. Those of the same account that were not used yet count no more. */
export async function addLink(work: pg.ClientBase, link: NewLink, now: Date): Promise<void> {
  const { hash, accountId, purpose, madeBy, expiresAt } = link;
  await dropLinks(work, accountId);
  await work.query(
    `insert into vigie.one_time_link (hash, account_id, purpose, made_by, made_at, expires_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [hash, accountId ?? null, purpose, madeBy, now, expiresAt],
  );
}

/** Deletes the links of an account that were not used; without one, those of a desk that has none yet. */
export async function dropLinks(work: pg.ClientBase, accountId: string | undefined): Promise<void> {
  await work.query(
    `delete from vigie.one_time_link where account_id is not distinct from $1::uuid and used_at is null`,
    [accountId ?? null],
  );
}

const USABLE = `hash = $1 and used_at is null and expires_at > $2 and (account_id is null or exists (
  select from vigie.account join vigie.reader on reader.id = account.id and ${NOT_ERASED}
  where account.id = account_id and account.state = 'active'))`;

/** Returns the link of a secret that can be used. */
export async function findLink(
  work: pg.Pool | pg.ClientBase,
  hash: Uint8Array,
  now: Date,
): Promise<StoredLink | undefined> {
  const { rows } = await work.query<StoredLink>(
    `select purpose, account_id as "accountId", expires_at as "expiresAt",
       (select name from vigie.reader where reader.id = account_id) as "accountName"
     from vigie.one_time_link where ${USABLE}`,
    [hash, now],
  );
  return rows[0];
}

/** Uses a link; of two who do so at once, one gets it. */
export async function takeLink(work: pg.ClientBase, hash: Uint8Array, now: Date): Promise<StoredLink | undefined> {
  const { rows } = await work.query<StoredLink>(
    `update vigie.one_time_link set used_at = $2 where ${USABLE}
     returning purpose, account_id as "accountId", expires_at as "expiresAt",
       (select name from vigie.reader where reader.id = account_id) as "accountName"`,
    [hash, now],
  );
  return rows[0];
}
