import { Refusal } from '../errors.ts';
import { addAccount } from '../store/accounts.ts';
import { addReader, anyReader, type HeldByReader, lockReaders } from '../store/readers.ts';
import { act } from './act.ts';
import { ROLES, SYSTEM } from './actor.ts';
import type { Desk } from './desk.ts';
import { checkReaderName, settleHeld } from './held.ts';
import { labelOfStated, type Stated } from './stated.ts';

/** Whoever sets up a desk. */
export interface FirstAccount extends Stated {
  readonly name: string;
  readonly clearance: HeldByReader;
}

/** Makes the first account of a desk that has none, with all roles; refused ever after (`desk-set-up-before`). */
export function setUpDesk(desk: Desk, first: FirstAccount): Promise<{ readonly id: string }> {
  return act(desk, SYSTEM, {
    action: 'desk-set-up',
    roles: ['system'],
    as: 'work',
    async prepare(now) {
      checkReaderName(first.name);
      const held = settleHeld(first.clearance);
      return { held, labelId: await labelOfStated(desk, first, now) };
    },
    async work({ client, now, name }, { held, labelId }) {
      await lockReaders(client);
      if (await anyReader(client)) {
        const message = 'This desk has accounts already; its administrators make further ones.';
        throw new Refusal('conflict', 'desk-set-up-before', message);
      }
      await desk.labels.lockClearances(client);
      const clearanceId = await desk.labels.clearanceWithin(client, { ...held, id: '' }, now);
      const id = desk.newId('account');
      const reader = { id, name: first.name, kind: 'person', labelId, held, clearanceId } as const;
      await addReader(client, { ...reader, madeAt: now, changedAt: now });
      await addAccount(client, { id, labelId, roles: [...ROLES], state: 'active' }, now);
      name('account', [id]);
      return { id };
    },
  });
}
