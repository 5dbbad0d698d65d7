import type pg from 'pg';
import { Refusal } from '../errors.ts';
import { accountToProve, holdActive, type SignInAccount } from '../store/account-passwords.ts';
import type { Desk } from './desk.ts';
import { isPassword } from './password-hash.ts';
import { giveBackTry, type TryKeys } from './sign-in-tries.ts';
import { takeCode } from './take-code.ts';

/** What somebody gives to prove who they are. */
export interface Given {
  readonly password: string;
  /** A code by time, or a recovery code, where the account has them. */
  readonly totp?: string | undefined;
}

/** In the same words for who is not known, who may not act, and what is wrong. */
export function signInRefused(): Refusal {
  return new Refusal('not-allowed', 'sign-in-refused', 'There is no account with this name and password.');
}

/**
 * Returns the one account of which the password is; refused with `sign-in-refused`. It is compared once for each place, with an
 * account or none in it, so that the time does not tell which it is. Where the account has codes and none was given, that is said to who knows the password only
 * (`sign-in-code-wanted`), and counts as no failure.
 */
export async function provePassword(
  desk: Desk,
  places: readonly (SignInAccount | undefined)[],
  { password, totp }: Given,
  tries: TryKeys,
): Promise<SignInAccount> {
  const right: SignInAccount[] = [];
  for (const account of places) {
    const isRight = await isPassword(account?.hash ?? null, password);
    if (account?.isActive && isRight) right.push(account);
  }
  const [one, ...more] = right;
  // Two of one name with one password: nobody knows which is meant.
  if (!one || more.length > 0) throw signInRefused();
  if (!one.hasTotp || (totp !== undefined && totp !== '')) return one;
  await giveBackTry(desk, tries);
  const message = 'The password is right; this account also asks for the code of its app, or a recovery code.';
  throw new Refusal('not-allowed', 'sign-in-code-wanted', message);
}

/**
 * Locks an account against changes of how it signs in until the transaction is over, and returns it as it is then; refused
 * with `sign-in-refused` where it may not act any more, or its password became another than the one that was proved.
 */
export async function holdProved(client: pg.ClientBase, proved: SignInAccount): Promise<SignInAccount> {
  const held = (await holdActive(client, proved.id)) ? await accountToProve(client, proved.id) : undefined;
  if (held?.hash !== proved.hash) throw signInRefused();
  return held;
}

/** Uses the code that was given up, where the account has codes; refused with `sign-in-code-wrong`. */
export async function proveCode(
  desk: Desk,
  { client, now }: { readonly client: pg.ClientBase; readonly now: Date },
  { id, hasTotp }: SignInAccount,
  { totp = '' }: Given,
): Promise<'password' | 'password-and-code'> {
  if (!hasTotp) return 'password';
  if (await takeCode(desk, client, { accountId: id, code: totp, now })) return 'password-and-code';
  const message = 'This code does not fit, or was used before; wait for the next one.';
  throw new Refusal('not-allowed', 'sign-in-code-wrong', message);
}
