import type { TokenScope } from '../domain/token-scope.ts';
import { Refusal } from '../errors.ts';
import { ownClearance, readAccount } from '../store/accounts.ts';
import type { Database } from '../store/database/open-database.ts';
import { inSession, type Session } from '../store/transaction.ts';
import { isId } from './ids.ts';

export const ROLES = ['editor', 'analyst', 'releaser', 'recipient', 'inspector', 'administrator'] as const;
export type Role = (typeof ROLES)[number];
/** `system` is the program itself: no account can have that role. */
export type ActingRole = Role | 'system';

/** Who acts: an account, what it may do, and which clearance its acts are seen through. */
export interface Actor {
  readonly id: string;
  readonly roles: readonly ActingRole[];
  readonly clearanceId: string;
  /** Somebody acts as this account on the machine of the desk, where nothing asked who it was: the log says so. */
  readonly isOnMachine?: true | undefined;
  /** A program acts as this account, by a token of it: what that is for bounds what it may. The log says which one. */
  readonly token?: { readonly id: string; readonly scopes: readonly TokenScope[] } | undefined;
}

/** Who acts where no person does. It has no clearance: as a surface it sees nothing. */
export const SYSTEM: Actor = { id: '00000000-0000-0000-0000-000000000000', roles: ['system'], clearanceId: '' };

/**
 * Loads the actor of an account. One that is unknown, locked or closed is refused in the same words
 * (`actor-not-active`).
 */
export async function loadActor(database: Database, accountId: string, now: number): Promise<Actor> {
  const actor = isId(accountId) ? await activeActor(database, accountId, now) : undefined;
  if (actor) return actor;
  throw notActive();
}

/** Nobody writes what they could not read back. */
export function aboveClearance(options?: ErrorOptions): Refusal {
  const message = 'The marking is above what you may read; nobody writes what they could not read back.';
  return new Refusal('not-allowed', 'action-above-clearance', message, options);
}

/** In the same words for one that is unknown, locked or closed. */
export function notActive(): Refusal {
  return new Refusal('not-allowed', 'actor-not-active', 'There is no active account with this id.');
}

function activeActor(database: Database, id: string, now: number): Promise<Actor | undefined> {
  // Until it is known, no clearance is stated: what carries a label is not there.
  const session: Session = { actorId: id, clearanceId: '', now };
  return inSession(database.app, session, async (client) => {
    const account = await readAccount(client, id);
    if (account?.state !== 'active') return undefined;
    // None while memberships have moved since: the first act brings it up to them.
    const clearanceId = (await ownClearance(client)) ?? '';
    return { id, roles: ROLES.filter((role) => account.roles.includes(role)), clearanceId };
  });
}
