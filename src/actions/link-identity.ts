import { Refusal } from '../errors.ts';
import { holdAccount } from '../store/account-passwords.ts';
import { type Identity, linkTo, unlinkFrom } from '../store/linked-identities.ts';
import { dropLinks } from '../store/one-time-links.ts';
import { deleteSessions } from '../store/sessions.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import { refuseOwn } from './change-account.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';

const LONGEST = 500;

/**
 * Lets an account sign in as who it is to another house. Which identity that is, is said by an administrator or was proved by
 * who accepted an invitation; nobody is let in because an address or a name is alike. An identity has one account
 * (`identity-taken`). Links that wait for the account count no more.
 */
export function linkIdentity(
  desk: Desk,
  actor: Actor,
  { accountId, ...identity }: Identity & { readonly accountId: string },
): Promise<{ readonly accountId: string }> {
  return act(desk, actor, {
    action: 'identity-link',
    roles: ['administrator'],
    objects: [{ noun: 'account', id: accountId }],
    as: 'work',
    byPersonOnly: true,
    async work({ client, now, commit }) {
      if (!actor.isOnMachine) refuseOwn(actor, accountId);
      checkIdentity(identity);
      await found('reader', accountId, (id) => holdAccount(client, id));
      if (!(await linkTo(client, identity, accountId, now))) throw identityTaken();
      await dropLinks(client, accountId);
      commit('identity', JSON.stringify([identity.issuer, identity.subject]));
      return { accountId };
    },
  });
}

/** Takes away that an account signs in by a house, and ends its sessions. */
export function unlinkIdentity(
  desk: Desk,
  actor: Actor,
  { accountId, issuer }: { readonly accountId: string; readonly issuer: string },
): Promise<{ readonly unlinked: number }> {
  return act(desk, actor, {
    action: 'identity-unlink',
    roles: ['administrator'],
    objects: [{ noun: 'account', id: accountId }],
    as: 'work',
    byPersonOnly: true,
    async work({ client }) {
      await found('reader', accountId, (id) => holdAccount(client, id));
      const unlinked = await unlinkFrom(client, { issuer, accountId });
      if (unlinked > 0) await deleteSessions(client, { accountId });
      return { unlinked };
    },
  });
}

/** An issuer is an https address, and what it calls somebody is not longer than the standard allows (`identity-invalid`). */
export function checkIdentity({ issuer, subject }: Identity): void {
  const isIssuer = issuer.length <= LONGEST && /^https:\/\/[^\s]+$/.test(issuer);
  if (isIssuer && subject.length > 0 && subject.length <= LONGEST) return;
  const message = 'An identity is the https address of its issuer and what that calls the person.';
  throw new Refusal('invalid', 'identity-invalid', message);
}

export function identityTaken(): Refusal {
  return new Refusal('conflict', 'identity-taken', 'This identity belongs to another account of the desk.');
}
