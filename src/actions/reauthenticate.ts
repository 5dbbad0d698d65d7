import { accountToProve, type SignInAccount } from '../store/account-passwords.ts';
import { freshenSession } from '../store/sessions.ts';
import { act } from './act.ts';
import { ROLES } from './actor.ts';
import type { SignedIn } from './begin-session.ts';
import type { Desk } from './desk.ts';
import { notFound } from './ids.ts';
import { type Given, holdProved, proveCode, provePassword } from './prove-account.ts';
import { succeedTry, takeTry, triesInSession } from './sign-in-tries.ts';

/**
 * Proves in a session who one is once more, by the same as when signing in; refused in the same words. Failures count in
 * this session alone.
 */
export async function reauthenticate(desk: Desk, session: SignedIn, given: Given): Promise<SignedIn> {
  const { actor, sessionId } = session;
  const tries = await triesInSession(desk, sessionId);
  await takeTry(desk, tries);
  return act(desk, actor, {
    action: 'reauthenticate',
    roles: ROLES,
    objects: [{ noun: 'account', id: actor.id }],
    as: 'work',
    byPersonOnly: true,
    async prepare() {
      const account = await accountToProve(desk.database.work, actor.id);
      return provePassword(desk, [account], given, tries);
    },
    async work(deed, account: SignInAccount) {
      await proveCode(desk, deed, await holdProved(deed.client, account), given);
      await succeedTry(deed.client, tries, deed.now);
      if (!(await freshenSession(deed.client, sessionId, deed.now))) throw notFound('session');
      return { ...session, reauthenticatedAt: deed.now };
    },
  });
}
