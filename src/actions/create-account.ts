import { Refusal } from '../errors.ts';
import type { Reader } from '../markings/reader.ts';
import { addAccount } from '../store/accounts.ts';
import { act } from './act.ts';
import { type Actor, ROLES, type Role } from './actor.ts';
import type { Desk } from './desk.ts';

export interface NewAccount {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly clearance: Omit<Reader, 'id'>;
}

/** Makes an account that may work at once; returns its id. */
export function createAccount(desk: Desk, actor: Actor, account: NewAccount): Promise<{ readonly id: string }> {
  const { name: ownName, roles, clearance } = account;
  return act(desk, actor, {
    action: 'account-create',
    roles: ['administrator'],
    as: 'work',
    prepare: (now) => {
      if (roles.length === 0 || roles.some((role) => !ROLES.includes(role))) {
        throw new Refusal(
          'invalid',
          'account-roles',
          `An account has one or more of these roles: ${ROLES.join(', ')}.`,
        );
      }
      return desk.labels.idOfClearance({ ...clearance, id: '' }, now);
    },
    async work({ client, now, name }, clearanceId: string) {
      const id = desk.newId('account');
      const stored = { id, name: ownName, roles: [...new Set(roles)], clearanceId, state: 'active' as const };
      await addAccount(client, stored, now);
      name('account', [id]);
      return { id };
    },
  });
}
