import { Refusal } from '../errors.ts';
import { readAccount } from '../store/accounts.ts';
import type { Database } from '../store/database/open-database.ts';
import { inSession, type Session } from '../store/transaction.ts';
import { isId } from './ids.ts';

export const ROLES = ['editor', 'analyst', 'releaser', 'recipient', 'inspector', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** Who acts: an account, what it may do, and which clearance its acts are seen through. */
export interface Actor {
  readonly id: string;
  readonly roles: readonly Role[];
  readonly clearanceId: string;
}

/**
 * Loads the actor of an account. One that is unknown, locked or closed is refused in the same words
 * (`actor-not-active`).
 */
export async function loadActor(database: Database, accountId: string, now: number): Promise<Actor> {
  // Until it is known, no clearance is stated: what carries a label is not there.
  const session: Session = { actorId: accountId, clearanceId: '', now };
  const account = isId(accountId)
    ? await inSession(database.app, session, (client) => readAccount(client, accountId))
    : undefined;
  if (account?.state !== 'active') {
    throw new Refusal('not-allowed', 'actor-not-active', 'There is no active account with this id.');
  }
  const { id, roles, clearanceId } = account;
  return { id, roles: ROLES.filter((role) => roles.includes(role)), clearanceId };
}
