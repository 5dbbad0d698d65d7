import type { SignInAccount } from '../store/account-passwords.ts';
import { accountsMeant, foldedName, LONGEST_NAME } from './accounts-meant.ts';
import { act } from './act.ts';
import { SYSTEM } from './actor.ts';
import { beginSession, type NewSession } from './begin-session.ts';
import type { Desk } from './desk.ts';
import { type Given, holdProved, proveCode, provePassword } from './prove-account.ts';
import type { SignInClient } from './sign-in-client.ts';
import { checkClient, succeedTry, takeTry, triesBy } from './sign-in-tries.ts';

export interface SignIn extends Given {
  /** Of the account, in any case; or its id. */
  readonly name: string;
  readonly client: SignInClient;
}

/**
 * Begins a session. Refused with `sign-in-refused` in the same words, after the same work, for who is not known, who may not
 * act, and a wrong password; with `sign-in-code-wanted` and `sign-in-code-wrong` after a right one; with
 * `sign-in-too-often` after many failures. What was typed stands in no entry; an entry names the account where there is one.
 * Who is sent away for coming too often leaves none: a log that strangers can fill is of no use.
 */
export async function signIn(desk: Desk, { name, client, ...given }: SignIn): Promise<NewSession> {
  await checkClient(desk, client);
  const meant = await accountsMeant(desk, name);
  const accounts = meant.filter((account) => account !== undefined);
  const [one, ...more] = accounts;
  const subject = one && more.length === 0 ? one.id : foldedName(name.slice(0, LONGEST_NAME));
  const tries = await triesBy(desk, client, subject);
  await takeTry(desk, tries);
  return act(desk, SYSTEM, {
    action: 'sign-in',
    roles: ['system'],
    objects: accounts.map(({ id }) => ({ noun: 'account', id })),
    as: 'work',
    prepare: () => provePassword(desk, meant, given, tries),
    async work(deed, account: SignInAccount) {
      const method = await proveCode(desk, deed, await holdProved(deed.client, account), given);
      await succeedTry(deed.client, tries, deed.now);
      return beginSession(desk, deed, { accountId: account.id, method, client });
    },
  });
}
