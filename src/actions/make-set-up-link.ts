import { Refusal } from '../errors.ts';
import { anyWayIn } from '../store/account-passwords.ts';
import { firstAdministrator } from '../store/accounts.ts';
import { lockReaders } from '../store/readers.ts';
import { act } from './act.ts';
import { SYSTEM } from './actor.ts';
import type { Desk } from './desk.ts';
import { keepLink, type MadeLink } from './make-link.ts';

/**
 * Makes the link by which the first person comes in where nobody can sign in yet: as the first administrator, or as the one
 * whom the link will make where the desk has no account. An earlier one counts no more. Once somebody can sign in it is
 * refused (`set-up-done`). There is no password that a desk comes with.
 */
export function makeSetUpLink(desk: Desk): Promise<MadeLink> {
  return act(desk, SYSTEM, {
    action: 'link-make-set-up',
    roles: ['system'],
    as: 'work',
    async work(deed) {
      await lockReaders(deed.client);
      if (await anyWayIn(deed.client)) {
        const message = 'Somebody can sign in to this desk already; administrators invite others.';
        throw new Refusal('conflict', 'set-up-done', message);
      }
      const first = await firstAdministrator(deed.client);
      if (first) deed.name('account', [first.id]);
      const link = await keepLink(deed, { purpose: 'set-up', accountId: first?.id, madeBy: SYSTEM.id });
      return { ...link, ...(first && { accountName: first.name }) };
    },
  });
}
