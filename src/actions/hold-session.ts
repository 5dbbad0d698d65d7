import type pg from 'pg';
import { holdAccount, type SignInAccount } from '../store/account-passwords.ts';
import { hasSession } from '../store/sessions.ts';
import { notActive } from './actor.ts';
import { notFound } from './ids.ts';

/**
 * Locks the account of a session, so that nothing else changes how it signs in before the transaction is over, and returns
 * the account as it is then. Whoever was thrown out after the act began decides nothing any more: refused with
 * `actor-not-active`, and with `session-not-found` where the session was ended; without a session, as on the machine of the
 * desk, the account alone is asked.
 */
export async function holdSession(
  work: pg.ClientBase,
  accountId: string,
  sessionId: string | undefined,
): Promise<SignInAccount> {
  const account = await holdAccount(work, accountId);
  if (!account?.isActive) throw notActive();
  const isThere = sessionId === undefined || (await hasSession(work, { id: sessionId, accountId }));
  if (!isThere) throw notFound('session');
  return account;
}
