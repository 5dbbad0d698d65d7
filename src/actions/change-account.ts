import type pg from 'pg';
import { Refusal } from '../errors.ts';
import { ACCOUNT_STATES, type AccountState, hasAdministrator, setAccount } from '../store/accounts.ts';
import { deleteTokens } from '../store/api-tokens.ts';
import { deleteSessions } from '../store/sessions.ts';
import { act } from './act.ts';
import type { Actor, Role } from './actor.ts';
import { checkRoles } from './create-account.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';

/** What an account may do from now on; what is left out stays. */
export interface AccountChange {
  readonly id: string;
  readonly roles?: readonly Role[] | undefined;
  readonly state?: AccountState | undefined;
}

/** Changes what an account may do, or locks, closes and opens it; who is locked out is out at once, and their tokens are revoked. Nobody changes their own (`account-own-change`). */
export function changeAccount(
  desk: Desk,
  actor: Actor,
  { id, roles, state }: AccountChange,
): Promise<{ readonly id: string; readonly roles: readonly string[]; readonly state: AccountState }> {
  return act(desk, actor, {
    action: 'account-change',
    roles: ['administrator'],
    objects: [{ noun: 'account', id }],
    as: 'work',
    async work({ client, now }) {
      refuseOwn(actor, id);
      if (roles !== undefined) checkRoles(roles);
      if (state !== undefined && !ACCOUNT_STATES.includes(state)) {
        const message = `An account is ${ACCOUNT_STATES.join(', ')}.`;
        throw new Refusal('invalid', 'account-state', message);
      }
      const change = { id, ...(roles && { roles: [...new Set(roles)] }), ...(state && { state }) };
      const changed = await found('reader', id, () => setAccount(client, change, now));
      if (changed.state !== 'active') await endAll(client, id);
      if (!(await hasAdministrator(client))) {
        const message = 'Nobody would be left who may change accounts; make another administrator first.';
        throw new Refusal('conflict', 'account-last-administrator', message);
      }
      return changed;
    },
  });
}

/** Where the account is opened again, whoever was in comes in anew, and programs get new tokens. */
async function endAll(client: pg.ClientBase, accountId: string): Promise<void> {
  await deleteSessions(client, { accountId });
  await deleteTokens(client, accountId);
}

/** Whoever sets rights for others does not set their own. */
export function refuseOwn(actor: Actor, id: string): void {
  if (actor.id !== id) return;
  const message = 'Nobody changes their own roles, state, clearance or groups; ask another administrator.';
  throw new Refusal('not-allowed', 'account-own-change', message);
}
