import { holdActive } from '../store/account-passwords.ts';
import { accountOfIdentity, type Identity } from '../store/linked-identities.ts';
import { freshenSession } from '../store/sessions.ts';
import { act } from './act.ts';
import { ROLES, SYSTEM } from './actor.ts';
import { beginSession, type NewSession, type SignedIn } from './begin-session.ts';
import type { Desk } from './desk.ts';
import { notFound } from './ids.ts';
import { signInRefused } from './prove-account.ts';
import type { SignInClient } from './sign-in-client.ts';
import { succeedTry, takeTry, triesBy } from './sign-in-tries.ts';

/**
 * Begins a session for who another house says that somebody is: the surface has verified its answer (OpenID Connect), and
 * the identity was linked to an account before. Else refused as any other (`sign-in-refused`). What that house asks of
 * people is for it to see to: no code is asked here. The session is as fresh as the proof there: `provedAt`, in milliseconds since
 * 1970; without it, just now.
 */
export async function sessionOfIdentity(
  desk: Desk,
  {
    client,
    provedAt,
    ...identity
  }: Identity & { readonly client: SignInClient; readonly provedAt?: number | undefined },
): Promise<NewSession> {
  const tries = await triesBy(desk, client);
  await takeTry(desk, tries);
  const accountId = await accountOfIdentity(desk.database.work, identity);
  return act(desk, SYSTEM, {
    action: 'sign-in',
    roles: ['system'],
    objects: accountId === undefined ? [] : [{ noun: 'account', id: accountId }],
    as: 'work',
    async work(deed) {
      if (accountId === undefined || !(await holdActive(deed.client, accountId))) throw signInRefused();
      // Anew, since it may have been unlinked meanwhile.
      if ((await accountOfIdentity(deed.client, identity)) !== accountId) throw signInRefused();
      await succeedTry(deed.client, tries, deed.now);
      const when = provedAt === undefined ? deed.now : new Date(Math.min(provedAt, deed.now.getTime()));
      return beginSession(desk, deed, { accountId, method: 'identity', client, provedAt: when });
    },
  });
}

/** Proves once more, by the answer of the other house, who one is in a session: it must be the same account. */
export function reauthenticateByIdentity(desk: Desk, session: SignedIn, identity: Identity): Promise<SignedIn> {
  const { actor, sessionId } = session;
  return act(desk, actor, {
    action: 'reauthenticate',
    roles: ROLES,
    objects: [{ noun: 'account', id: actor.id }],
    as: 'work',
    byPersonOnly: true,
    async work({ client, now }) {
      if (!(await holdActive(client, actor.id))) throw signInRefused();
      if ((await accountOfIdentity(client, identity)) !== actor.id) throw signInRefused();
      if (!(await freshenSession(client, sessionId, now))) throw notFound('session');
      return { ...session, reauthenticatedAt: now };
    },
  });
}
