import type pg from 'pg';
import type { TokenScope } from '../domain/token-scope.ts';
import { NOT_ERASED } from './readers.ts';

/** A token as its account sees it. */
export interface StoredToken {
  readonly id: string;
  /** How the secret begins: by it its owner knows the token again. */
  readonly prefix: string;
  readonly name: string;
  readonly scopes: readonly TokenScope[];
  readonly madeAt: Date;
  readonly expiresAt: Date;
  /** The last day on which it was used, YYYY-MM-DD in UTC. */
  readonly usedOn: string | null;
}

export interface NewStoredToken extends Omit<StoredToken, 'usedOn' | 'madeAt'> {
  readonly accountId: string;
  /** SHA-256 of the secret. */
  readonly hash: Uint8Array;
}

/** A token with the account that it acts for. */
export interface LiveToken {
  readonly id: string;
  readonly scopes: readonly TokenScope[];
  readonly usedOn: string | null;
  readonly accountId: string;
  readonly roles: readonly string[];
  /** Empty while memberships have moved since: the first act brings it up to them. */
  readonly clearanceId: string;
}

export async function addToken(work: pg.ClientBase, token: NewStoredToken, now: Date): Promise<void> {
  const { id, accountId, hash, prefix, name, scopes, expiresAt } = token;
  await work.query(
    `insert into vigie.api_token (id, account_id, hash, prefix, name, scopes, made_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, accountId, hash, prefix, name, scopes, now, expiresAt],
  );
}

/** Returns how many tokens an account has, over or not. */
export async function countTokens(work: pg.ClientBase, accountId: string): Promise<number> {
  const { rows } = await work.query<{ count: number }>(
    'select count(*)::int as count from vigie.api_token where account_id = $1',
    [accountId],
  );
  return rows[0]!.count;
}

/** Returns the token of a secret that is not over, of an account that may act. */
export async function findToken(work: pg.Pool, hash: Uint8Array, now: Date): Promise<LiveToken | undefined> {
  const { rows } = await work.query<LiveToken>(
    `select api_token.id, scopes, used_on::text as "usedOn", account.id as "accountId", account.roles,
       case when vigie.has_outdated_groups(reader.id, $2) then '' else reader.clearance_id::text end as "clearanceId"
     from vigie.api_token join vigie.account on account.id = api_token.account_id and account.state = 'active'
     join vigie.reader on reader.id = account.id and ${NOT_ERASED}
     where api_token.hash = $1 and expires_at > $2`,
    [hash, now],
  );
  return rows[0];
}

/** Notes the day on which a token was used. */
export async function touchToken(work: pg.Pool, id: string, day: string): Promise<void> {
  await work.query('update vigie.api_token set used_on = $2 where id = $1', [id, day]);
}

/** Returns the tokens of whoever asks, over or not, the latest first. */
export async function ownTokens(client: pg.ClientBase): Promise<readonly StoredToken[]> {
  const { rows } = await client.query<StoredToken>(
    `select id, prefix, name, scopes, made_at as "madeAt", expires_at as "expiresAt", used_on::text as "usedOn"
     from vigie.api_token where account_id = vigie.current_actor() order by made_at desc, id`,
  );
  return rows;
}

/** Deletes the tokens of an account. */
export async function deleteTokens(work: pg.ClientBase, accountId: string): Promise<void> {
  await work.query('delete from vigie.api_token where account_id = $1', [accountId]);
}

/** Deletes a token of an account; returns whether there was one. */
export async function deleteToken(
  work: pg.ClientBase,
  { id, accountId }: { readonly id: string; readonly accountId: string },
): Promise<boolean> {
  const { rowCount } = await work.query('delete from vigie.api_token where id = $1 and account_id = $2', [
    id,
    accountId,
  ]);
  return rowCount === 1;
}
