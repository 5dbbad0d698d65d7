import type pg from 'pg';
import { NOT_ERASED } from './readers.ts';

export type SignInMethod = 'password' | 'password-and-code' | 'passkey' | 'identity' | 'example';

/** A session as its account sees it. */
export interface StoredSession {
  readonly id: string;
  readonly method: SignInMethod;
  /** What the client said that it is, cut short. */
  readonly client: string;
  readonly madeAt: Date;
  /** To the minute. */
  readonly usedAt: Date;
  readonly reauthenticatedAt: Date;
  /** The last instant, however it is used. */
  readonly expiresAt: Date;
}

export interface NewStoredSession {
  readonly id: string;
  readonly accountId: string;
  /** SHA-256 of the secret. */
  readonly hash: Uint8Array;
  readonly method: SignInMethod;
  readonly client: string;
  /** When they last proved who they are, which is not always just now. */
  readonly provedAt: Date;
  readonly expiresAt: Date;
}

/** A session with who acts in it. */
export interface LiveSession {
  readonly id: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly method: SignInMethod;
  readonly roles: readonly string[];
  /** Empty while memberships have moved since: the first act brings it up to them. */
  readonly clearanceId: string;
  readonly usedAt: Date;
  readonly reauthenticatedAt: Date;
  readonly expiresAt: Date;
}

const COLUMNS = `id, method, client, made_at as "madeAt", used_at as "usedAt",
  reauthenticated_at as "reauthenticatedAt", expires_at as "expiresAt"`;

export async function addSession(work: pg.ClientBase, session: NewStoredSession, now: Date): Promise<void> {
  const { id, accountId, hash, method, client, provedAt, expiresAt } = session;
  await work.query(
    `insert into vigie.session
       (id, account_id, hash, method, client, made_at, used_at, reauthenticated_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $6, $7, $8)`,
    [id, accountId, hash, method, client, now, provedAt, expiresAt],
  );
}

/** Returns the session of a secret that was used after `usedAfter`, of an account that may act. */
export async function findSession(
  work: pg.Pool | pg.ClientBase,
  hash: Uint8Array,
  { now, usedAfter }: { readonly now: Date; readonly usedAfter: Date },
): Promise<LiveSession | undefined> {
  const { rows } = await work.query<LiveSession>(
    `select session.id, account.id as "accountId", reader.name as "accountName", method, account.roles,
       case when vigie.has_outdated_groups(reader.id, $2) then '' else reader.clearance_id::text end as "clearanceId",
       session.used_at as "usedAt", reauthenticated_at as "reauthenticatedAt", expires_at as "expiresAt"
     from vigie.session join vigie.account on account.id = session.account_id and account.state = 'active'
     join vigie.reader on reader.id = account.id and ${NOT_ERASED}
     where session.hash = $1 and session.expires_at > $2 and session.used_at > $3`,
    [hash, now, usedAfter],
  );
  return rows[0];
}

/** Notes that a session was used. */
export async function touchSession(work: pg.Pool, id: string, now: Date): Promise<void> {
  await work.query('update vigie.session set used_at = greatest(used_at, $2) where id = $1', [id, now]);
}

/** Returns whether a session of an account was not ended. */
export async function hasSession(
  work: pg.ClientBase,
  { id, accountId }: { readonly id: string; readonly accountId: string },
): Promise<boolean> {
  const { rowCount } = await work.query('select from vigie.session where id = $1 and account_id = $2', [id, accountId]);
  return rowCount === 1;
}

/** Notes that whoever is in a session proved it anew; returns whether it is still there. */
export async function freshenSession(work: pg.ClientBase, id: string, now: Date): Promise<boolean> {
  const { rowCount } = await work.query(
    'update vigie.session set reauthenticated_at = $2, used_at = greatest(used_at, $2) where id = $1',
    [id, now],
  );
  return rowCount === 1;
}

/** Returns the sessions of whoever asks that are not over, the latest first. */
export async function ownSessions(
  client: pg.ClientBase,
  { now, usedAfter, most }: { readonly now: Date; readonly usedAfter: Date; readonly most: number },
): Promise<readonly StoredSession[]> {
  const { rows } = await client.query<StoredSession>(
    `select ${COLUMNS} from vigie.session
     where account_id = vigie.current_actor() and expires_at > $1 and used_at > $2
     order by made_at desc, id limit $3`,
    [now, usedAfter, most],
  );
  return rows;
}

/** Ends one session of an account; returns whether there was one. */
export async function deleteSession(
  work: pg.ClientBase,
  { id, accountId }: { readonly id: string; readonly accountId: string },
): Promise<boolean> {
  const { rowCount } = await work.query('delete from vigie.session where id = $1 and account_id = $2', [id, accountId]);
  return rowCount === 1;
}

/** Ends the sessions of an account, but for one where it is named; returns how many. */
export async function deleteSessions(
  work: pg.ClientBase,
  { accountId, but }: { readonly accountId: string; readonly but?: string | undefined },
): Promise<number> {
  const { rowCount } = await work.query(
    'delete from vigie.session where account_id = $1 and id is distinct from $2::uuid',
    [accountId, but ?? null],
  );
  return rowCount ?? 0;
}
