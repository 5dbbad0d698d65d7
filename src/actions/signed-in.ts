import { SESSION_TOUCHED_EVERY } from '../domain/session-life.ts';
import { touchSession } from '../store/sessions.ts';
import { liveSession, type SignedIn, signedInBy } from './begin-session.ts';
import type { Desk } from './desk.ts';
import { secretHash } from './secret.ts';

export type { NewSession, SignedIn } from './begin-session.ts';
export { checkFresh } from './check-fresh.ts';

/**
 * Returns who is in the session of a secret, with the roles and the clearance of now; nothing where there is none, where it
 * is over, or where the account may not act. It is no act and has no entry in the log: what is done in the session has.
 */
export async function signedIn(desk: Desk, secret: string): Promise<SignedIn | undefined> {
  const hash = secretHash(secret);
  if (!hash) return undefined;
  const now = new Date(desk.now());
  const live = await liveSession(desk.database.work, hash, now);
  if (!live) return undefined;
  if (now.getTime() - live.usedAt.getTime() < SESSION_TOUCHED_EVERY) return signedInBy(live);
  await touchSession(desk.database.work, live.id, now);
  return signedInBy({ ...live, usedAt: now });
}
