import { accountToProve, type SignInAccount, setPassword } from '../store/account-passwords.ts';
import { dropLinks } from '../store/one-time-links.ts';
import { deleteSessions } from '../store/sessions.ts';
import { act } from './act.ts';
import { ROLES } from './actor.ts';
import type { SignedIn } from './begin-session.ts';
import { checkFresh } from './check-fresh.ts';
import { checkPassword } from './check-password.ts';
import type { Desk } from './desk.ts';
import { holdSession } from './hold-session.ts';
import { hashPassword, isPassword } from './password-hash.ts';
import { signInRefused } from './prove-account.ts';
import { giveBackTry, succeedTry, takeTry, triesInSession } from './sign-in-tries.ts';

export interface PasswordChange {
  /** The one until now, where there is one. */
  readonly password?: string | undefined;
  readonly newPassword: string;
}

/**
 * Changes one's own password, or takes a first one; all other sessions end, and links that wait count no more. It takes the password until now
 * (`sign-in-refused`); who has none must have proved who they are just now (`reauthentication-wanted`). Where meanwhile the
 * session was ended (`session-not-found`) or the password became another, it stays as it became.
 */
export async function changePassword(
  desk: Desk,
  session: SignedIn,
  { password = '', newPassword }: PasswordChange,
): Promise<{ readonly ended: number }> {
  const { actor, sessionId, accountName } = session;
  const tries = await triesInSession(desk, sessionId);
  await takeTry(desk, tries);
  return act(desk, actor, {
    action: 'password-change',
    roles: ROLES,
    objects: [{ noun: 'account', id: actor.id }],
    as: 'work',
    byPersonOnly: true,
    async prepare(now) {
      const account = await accountToProve(desk.database.work, actor.id);
      await checkMayChange(session, account, password, now.getTime());
      // From here on nobody guesses; what the new one lacks is no failure.
      await giveBackTry(desk, tries);
      await checkPassword(newPassword, accountName);
      return { proved: account?.hash ?? null, hash: await hashPassword(newPassword) };
    },
    async work({ client, now }, { proved, hash }: Proved) {
      const held = await holdSession(client, actor.id, sessionId);
      if (held.hash !== proved) throw signInRefused();
      await succeedTry(client, tries, now);
      await setPassword(client, { accountId: actor.id, hash }, now);
      await dropLinks(client, actor.id);
      return { ended: await deleteSessions(client, { accountId: actor.id, but: sessionId }) };
    },
  });
}

interface Proved {
  /** The hash of the password until now, as it was when it was proved. */
  readonly proved: string | null;
  readonly hash: string;
}

async function checkMayChange(
  session: SignedIn,
  account: SignInAccount | undefined,
  password: string,
  now: number,
): Promise<void> {
  if (account && account.hash === null) checkFresh(session, now);
  else if (!(await isPassword(account?.hash ?? null, password))) throw signInRefused();
}
