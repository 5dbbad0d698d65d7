import { SESSION_IDLE } from '../domain/session-life.ts';
import { accountToProve } from '../store/account-passwords.ts';
import { deleteSession, deleteSessions, ownSessions, type StoredSession } from '../store/sessions.ts';
import { act } from './act.ts';
import { type Actor, ROLES } from './actor.ts';
import type { SignedIn } from './begin-session.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';

const MOST_LISTED = 200;

/** Returns the actor's own sessions that are not over, the latest first. Nobody lists those of others. */
export function listSessions(desk: Desk, actor: Actor): Promise<readonly StoredSession[]> {
  return act(desk, actor, {
    action: 'session-list',
    roles: ROLES,
    byPersonOnly: true,
    work: ({ client, now }) =>
      ownSessions(client, { now, usedAfter: new Date(now.getTime() - SESSION_IDLE), most: MOST_LISTED }),
  });
}

/** Ends one of the actor's own sessions (`session-not-found`). */
export function endSession(desk: Desk, actor: Actor, id: string): Promise<{ readonly ended: number }> {
  return act(desk, actor, {
    action: 'session-end',
    roles: ROLES,
    objects: [{ noun: 'session', id }],
    as: 'work',
    byPersonOnly: true,
    async work({ client }) {
      await found('session', id, async () => (await deleteSession(client, { id, accountId: actor.id })) || undefined);
      return { ended: 1 };
    },
  });
}

/** Ends all of one's sessions but the one that one is in. */
export function endOtherSessions(desk: Desk, { actor, sessionId }: SignedIn): Promise<{ readonly ended: number }> {
  return act(desk, actor, {
    action: 'session-end-others',
    roles: ROLES,
    as: 'work',
    byPersonOnly: true,
    work: async ({ client }) => ({ ended: await deleteSessions(client, { accountId: actor.id, but: sessionId }) }),
  });
}

/** Ends the session that one is in. One that is over already is ended. */
export function signOut(desk: Desk, { actor, sessionId }: SignedIn): Promise<{ readonly ended: number }> {
  return act(desk, actor, {
    action: 'sign-out',
    roles: ROLES,
    objects: [{ noun: 'session', id: sessionId }],
    as: 'work',
    byPersonOnly: true,
    work: async ({ client }) => ({
      ended: (await deleteSession(client, { id: sessionId, accountId: actor.id })) ? 1 : 0,
    }),
  });
}

/** Ends all sessions of an account: for administrators, who see none of them. */
export function endSessionsOf(desk: Desk, actor: Actor, accountId: string): Promise<{ readonly ended: number }> {
  return act(desk, actor, {
    action: 'account-end-sessions',
    roles: ['administrator'],
    objects: [{ noun: 'account', id: accountId }],
    as: 'work',
    byPersonOnly: true,
    async work({ client }) {
      await found('reader', accountId, (id) => accountToProve(client, id));
      return { ended: await deleteSessions(client, { accountId }) };
    },
  });
}
