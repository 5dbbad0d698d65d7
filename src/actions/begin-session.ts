import type pg from 'pg';
import { SESSION_IDLE, SESSION_LIFE } from '../domain/session-life.ts';
import { addSession, findSession, type LiveSession, type SignInMethod } from '../store/sessions.ts';
import { type Actor, ROLES } from './actor.ts';
import type { Desk } from './desk.ts';
import { newSecret } from './secret.ts';
import { keptDescription, type SignInClient } from './sign-in-client.ts';

/** Somebody who proved who they are, in one session. */
export interface SignedIn {
  readonly actor: Actor;
  readonly sessionId: string;
  readonly accountName: string;
  /** How they came in. */
  readonly method: SignInMethod;
  /** When they last proved it. */
  readonly reauthenticatedAt: Date;
  /** When the session is over, where it is not used until then. */
  readonly expiresAt: Date;
}

/** A session that has just begun. The secret is shown this once. */
export interface NewSession {
  readonly secret: string;
  readonly session: SignedIn;
}

/** Begins a session of an account that may act, in the transaction that proved it. */
export async function beginSession(
  desk: Desk,
  { client, now }: { readonly client: pg.ClientBase; readonly now: Date },
  who: {
    readonly accountId: string;
    readonly method: SignInMethod;
    readonly client: SignInClient;
    /** When they proved who they are, where that was not just now. */
    readonly provedAt?: Date | undefined;
  },
): Promise<NewSession> {
  const { secret, hash } = newSecret();
  const id = desk.newId('session');
  const expiresAt = new Date(now.getTime() + SESSION_LIFE);
  const { accountId, method, provedAt = now } = who;
  await addSession(
    client,
    { id, accountId, hash, method, client: keptDescription(who.client), provedAt, expiresAt },
    now,
  );
  const live = await liveSession(client, hash, now);
  if (!live) throw new Error('A session that was begun is not there.');
  return { secret, session: signedInBy(live) };
}

/** Returns the session of a secret by its hash, where it is not over and its account may act. */
export function liveSession(work: pg.Pool | pg.ClientBase, hash: Buffer, now: Date): Promise<LiveSession | undefined> {
  return findSession(work, hash, { now, usedAfter: new Date(now.getTime() - SESSION_IDLE) });
}

/** Returns who is in a session. */
export function signedInBy(live: LiveSession): SignedIn {
  const { accountId, clearanceId } = live;
  return {
    actor: { id: accountId, roles: ROLES.filter((role) => live.roles.includes(role)), clearanceId },
    sessionId: live.id,
    accountName: live.accountName,
    method: live.method,
    reauthenticatedAt: live.reauthenticatedAt,
    expiresAt: new Date(Math.min(live.expiresAt.getTime(), live.usedAt.getTime() + SESSION_IDLE)),
  };
}
