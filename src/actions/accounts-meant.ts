import { accountsNamed, accountToProve, type SignInAccount } from '../store/account-passwords.ts';
import type { Desk } from './desk.ts';
import { isId } from './ids.ts';

export const LONGEST_NAME = 200;
/**
 * Names are not unique, and the password says who of two is meant; of more with one name, further ones sign in by their ids.
 * A password is compared so often for every name, so that each further one would make all signing in dearer.
 */
const MOST_OF_ONE_NAME = 2;

/**
 * Returns the accounts that a name or an id may mean, in places for as many comparisons of a password: always one for an id,
 * and two for a name, filled up with nothing. Else the time would tell how many accounts have a name.
 */
export async function accountsMeant({ database }: Desk, name: string): Promise<readonly (SignInAccount | undefined)[]> {
  if (isId(name)) return [await accountToProve(database.work, name)];
  const wanted = foldedName(name);
  const ids =
    name.length > LONGEST_NAME ? [] : await accountsNamed(database.work, (other) => foldedName(other) === wanted);
  return Promise.all(
    Array.from({ length: MOST_OF_ONE_NAME }, (_, place) => {
      const id = ids[place];
      return id === undefined ? undefined : accountToProve(database.work, id);
    }),
  );
}

/** A name is typed in any case, and in any composition of its signs. */
export function foldedName(name: string): string {
  return name.trim().normalize('NFKC').toLowerCase();
}
