import { Refusal } from '../errors.ts';
import { hasWayIn } from '../store/account-passwords.ts';
import { addAccount, readAccount } from '../store/accounts.ts';
import { readReader } from '../store/readers.ts';
import { recipientLabel } from '../store/recipients.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { keepLink, type MadeLink } from './make-link.ts';

/**
 * Lets a recipient into the portal: returns a link by which they take a password. They get an account that may read what was
 * sent to them, and nothing else. Refused with `link-account-has-ways-in` where they can sign in already.
 */
export function inviteRecipient(desk: Desk, actor: Actor, recipientId: string): Promise<MadeLink> {
  return act(desk, actor, {
    action: 'recipient-invite',
    roles: ['administrator'],
    objects: [{ noun: 'reader', id: recipientId }],
    as: 'work',
    byPersonOnly: true,
    async work(deed) {
      const { client, now } = deed;
      const labelId = await found('recipient', recipientId, (id) => recipientLabel(client, id));
      const { name } = await found('recipient', recipientId, (id) => readReader(client, id, 'to change'));
      const account = await readAccount(client, recipientId);
      if (!account) await addAccount(client, { id: recipientId, labelId, roles: ['recipient'], state: 'active' }, now);
      else if (account.state !== 'active') {
        const message = 'This account is locked or closed; open it first.';
        throw new Refusal('conflict', 'link-account-not-active', message);
      }
      if (await hasWayIn(client, recipientId)) {
        const message = 'This person can sign in already; where they lost what it takes, reset it.';
        throw new Refusal('conflict', 'link-account-has-ways-in', message);
      }
      const link = await keepLink(deed, { purpose: 'invite', accountId: recipientId, madeBy: actor.id });
      return { ...link, accountName: name };
    },
  });
}
