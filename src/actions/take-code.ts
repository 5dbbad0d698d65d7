import type pg from 'pg';
import { Refusal } from '../errors.ts';
import { readTotp, spendStep, takeRecoveryCode } from '../store/second-factors.ts';
import type { Desk } from './desk.ts';
import { recoveryHash, stepOfCode } from './totp-codes.ts';

/** For which a secret is sealed. */
export const TOTP_SEAL = 'totp-secret';

/** Uses a code of an app, or a recovery code, up; returns whether it was one of the account that had not been used. */
export async function takeCode(
  desk: Desk,
  client: pg.ClientBase,
  { accountId, code, now }: { readonly accountId: string; readonly code: string; readonly now: Date },
): Promise<boolean> {
  // Under the lock of this row: of two who use one code at once, the second finds it used.
  const totp = await readTotp(client, accountId);
  if (!totp) return false;
  const recovery = recoveryHash(code);
  if (recovery) return takeRecoveryCode(client, accountId, recovery);
  const secret = (await desk.identityKey()).open(TOTP_SEAL, accountId, totp.sealed);
  if (!secret) throw sealedByOther();
  const step = await stepOfCode(secret.toString(), { code, now, lastStep: totp.lastStep });
  if (step === undefined) return false;
  await spendStep(client, accountId, step);
  return true;
}

function sealedByOther(): Refusal {
  const message =
    'What makes the codes of this account was sealed by another key; bring the file identity-key of this desk back.';
  return new Refusal('conflict', 'identity-key-other', message);
}
