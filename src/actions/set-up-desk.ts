import { Refusal } from '../errors.ts';
import { addAccount } from '../store/accounts.ts';
import { addReader, anyReader, type HeldByReader, lockReaders } from '../store/readers.ts';
import { act, type Deed } from './act.ts';
import { ROLES, SYSTEM } from './actor.ts';
import type { Desk } from './desk.ts';
import { checkReaderName, settleHeld } from './held.ts';
import { labelOfStated, type Stated } from './stated.ts';

/** Whoever sets up a desk. */
export interface FirstAccount extends Stated {
  readonly name: string;
  readonly clearance: HeldByReader;
}

/** What is worked out before the account is made. */
export interface PreparedFirst {
  readonly held: HeldByReader;
  readonly labelId: number;
}

/** Makes the first account of a desk that has none, with all roles; refused ever after (`desk-set-up-before`). */
export function setUpDesk(desk: Desk, first: FirstAccount): Promise<{ readonly id: string }> {
  return act(desk, SYSTEM, {
    action: 'desk-set-up',
    roles: ['system'],
    as: 'work',
    prepare: (now) => prepareFirst(desk, first, now),
    work: (deed, prepared: PreparedFirst) => addFirst(desk, deed, first, prepared),
  });
}

/** Checks who the first account is for, and works out what it holds and who may know of it. */
export async function prepareFirst(desk: Desk, first: FirstAccount, now: Date): Promise<PreparedFirst> {
  checkReaderName(first.name);
  const held = settleHeld(first.clearance);
  return { held, labelId: await labelOfStated(desk, first, now) };
}

/** Makes the first account in the transaction of an act. */
export async function addFirst(
  desk: Desk,
  { client, now, name }: Deed,
  first: FirstAccount,
  { held, labelId }: PreparedFirst,
): Promise<{ readonly id: string }> {
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
}
