import { Refusal } from '../errors.ts';
import type { Reader } from '../markings/reader.ts';
import { addAccount } from '../store/accounts.ts';
import { addReader } from '../store/readers.ts';
import { act } from './act.ts';
import { type Actor, ROLES, type Role } from './actor.ts';
import type { Desk } from './desk.ts';
import { checkReaderName, settleHeld } from './held.ts';
import { labelOfStated, type Stated } from './stated.ts';

/** A new member of the desk. The marking is that of the fact that there is this member. */
export interface NewAccount extends Stated {
  readonly name: string;
  readonly roles: readonly Role[];
  /** Without groups: into these one is let by an act of its own. */
  readonly clearance: Omit<Reader, 'id' | 'groups'>;
}

/** Makes an account that may work at once; returns its id. */
export function createAccount(desk: Desk, actor: Actor, account: NewAccount): Promise<{ readonly id: string }> {
  const { name: ownName, roles } = account;
  return act(desk, actor, {
    action: 'account-create',
    roles: ['administrator'],
    as: 'work',
    async prepare(now) {
      checkRoles(roles);
      checkReaderName(ownName);
      const held = settleHeld(account.clearance);
      return { held, labelId: await labelOfStated(desk, account, now) };
    },
    async work({ client, now, name }, { held, labelId }) {
      await desk.labels.lockClearances(client);
      const clearanceId = await desk.labels.clearanceWithin(client, { ...held, id: '' }, now);
      const id = desk.newId('account');
      const reader = { id, name: ownName, kind: 'person', labelId, held, clearanceId } as const;
      await addReader(client, { ...reader, madeAt: now, changedAt: now });
      await addAccount(client, { id, labelId, roles: [...new Set(roles)], state: 'active' }, now);
      name('account', [id]);
      return { id };
    },
  });
}

/** An account has one or more roles, all of them known (`account-roles`). */
export function checkRoles(roles: readonly Role[]): void {
  if (roles.length > 0 && roles.every((role) => ROLES.includes(role))) return;
  throw new Refusal('invalid', 'account-roles', `An account has one or more of these roles: ${ROLES.join(', ')}.`);
}
