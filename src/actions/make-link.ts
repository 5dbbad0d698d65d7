import { Refusal } from '../errors.ts';
import { hasWayIn, holdAccount } from '../store/account-passwords.ts';
import { addLink, type LinkPurpose } from '../store/one-time-links.ts';
import { act, type Deed } from './act.ts';
import type { Actor } from './actor.ts';
import { refuseOwn } from './change-account.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { newSecret } from './secret.ts';

const HOUR = 3_600_000;

/** How long a link can be used. */
export const LINK_LIFE: Readonly<Record<LinkPurpose, number>> = {
  'set-up': 24 * HOUR,
  invite: 7 * 24 * HOUR,
  reset: 24 * HOUR,
};

/** A link that counts once. The secret is shown this once; whoever has it takes the account. */
export interface MadeLink {
  readonly secret: string;
  readonly purpose: LinkPurpose;
  readonly accountName?: string | undefined;
  readonly expiresAt: Date;
}

/** Lets a person in who has no way in yet (`link-account-has-ways-in` else): by the link they take a password. */
export function invitePerson(desk: Desk, actor: Actor, accountId: string): Promise<MadeLink> {
  return makeLink(desk, actor, { accountId, purpose: 'invite' });
}

/**
 * Lets a person in again who lost what they sign in with. Nothing changes until the link is used; then their password, codes,
 * passkeys, sessions and tokens go, and a new password is taken.
 */
export function resetCredentials(desk: Desk, actor: Actor, accountId: string): Promise<MadeLink> {
  return makeLink(desk, actor, { accountId, purpose: 'reset' });
}

/** The one of both that the account needs. */
export function linkPerson(desk: Desk, actor: Actor, accountId: string): Promise<MadeLink> {
  return makeLink(desk, actor, { accountId });
}

function makeLink(
  desk: Desk,
  actor: Actor,
  { accountId, purpose: wanted }: { readonly accountId: string; readonly purpose?: 'invite' | 'reset' },
): Promise<MadeLink> {
  return act(desk, actor, {
    action: wanted === undefined ? 'account-link' : `account-${wanted}`,
    roles: ['administrator'],
    objects: [{ noun: 'account', id: accountId }],
    as: 'work',
    byPersonOnly: true,
    async work(deed) {
      // Whoever sits at the machine of the desk could have anything; in a session nobody goes past their own password.
      if (!actor.isOnMachine) refuseOwn(actor, accountId);
      const account = await found('reader', accountId, (id) => holdAccount(deed.client, id));
      if (!account.isActive) {
        const message = 'This account is locked or closed; open it first.';
        throw new Refusal('conflict', 'link-account-not-active', message);
      }
      const isIn = await hasWayIn(deed.client, accountId);
      if (wanted === 'invite' && isIn) {
        const message = 'This person can sign in already; where they lost what it takes, reset it.';
        throw new Refusal('conflict', 'link-account-has-ways-in', message);
      }
      const purpose = wanted ?? (isIn ? 'reset' : 'invite');
      return { ...(await keepLink(deed, { purpose, accountId, madeBy: actor.id })), accountName: account.name };
    },
  });
}

/** Makes a link and keeps by what it is known. */
export async function keepLink(
  { client, now }: Deed,
  link: { readonly purpose: LinkPurpose; readonly accountId?: string | undefined; readonly madeBy: string },
): Promise<MadeLink> {
  const { secret, hash } = newSecret();
  const expiresAt = new Date(now.getTime() + LINK_LIFE[link.purpose]);
  await addLink(client, { ...link, hash, expiresAt }, now);
  return { secret, purpose: link.purpose, expiresAt };
}
