import type { SignedIn } from '../actions/signed-in.ts';

/** Who is signed in, as it is sent. */
export function shownSession({ actor, accountName, reauthenticatedAt, expiresAt }: SignedIn) {
  return { id: actor.id, name: accountName, roles: actor.roles, reauthenticatedAt, expiresAt };
}
