import { Refusal } from '../errors.ts';
import { type ActiveAccount, activeAccounts } from '../store/accounts.ts';
import { type Actor, loadActor, type Role } from './actor.ts';
import type { Desk } from './desk.ts';

/**
 * Returns who acts where the desk is worked with on its own machine: whoever can open its database as it is names an account,
 * by name or id; without a name, the only one that has the role. Nothing asks whether they are that person, so that all they
 * do is logged as done on the machine. Refused with `operator-none`, `operator-which` or
 * `account-which`.
 */
export async function operatorNamed(desk: Desk, role: Role, name?: string): Promise<Actor> {
  const { id } = await (name === undefined ? onlyOneWith(desk, role) : accountMeant(desk, name));
  return { ...(await loadActor(desk.database, id, desk.now())), isOnMachine: true };
}

async function onlyOneWith(desk: Desk, role: Role): Promise<ActiveAccount> {
  const able = (await activeAccounts(desk.database.work)).filter(({ roles }) => roles.includes(role));
  const [one, ...more] = able;
  if (one && more.length === 0) return one;
  if (!one) {
    const message = `No active account has the role ${role}; “vigie desk set-up” makes the first account, and “vigie account add” others.`;
    throw new Refusal('not-found', 'operator-none', message);
  }
  const known = able.map((account) => `${account.name} (${account.id})`).join(', ');
  throw new Refusal('invalid', 'operator-which', `Several accounts could do this; say --as with one of ${known}.`);
}

/**
 * Returns the account that a name or id means, for whoever can open the database of the desk as it is; refused with
 * `operator-none` or `account-which`.
 */
export async function accountMeant(desk: Desk, name: string): Promise<ActiveAccount> {
  const meant = (await activeAccounts(desk.database.work)).filter(
    (account) => account.name === name || account.id === name,
  );
  const [one, ...more] = meant;
  if (one && more.length === 0) return one;
  if (!one) {
    const message = `There is no active account “${name}”; “vigie account list” shows those that there are.`;
    throw new Refusal('not-found', 'operator-none', message);
  }
  const ids = meant.map(({ id }) => id).join(', ');
  throw new Refusal('invalid', 'account-which', `Several accounts are called “${name}”; give the id of one: ${ids}.`);
}

/** Returns the accounts that may act, by name, for whoever can open the database of the desk as it is. */
export function listOperators(desk: Desk): Promise<readonly ActiveAccount[]> {
  return activeAccounts(desk.database.work);
}
