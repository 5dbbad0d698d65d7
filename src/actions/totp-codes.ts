import { randomBytes } from 'node:crypto';
import { generateSecret, generateURI, verify } from 'otplib';
import { sha256 } from '../store/sha256.ts';

/** Codes of six digits, each for half a minute (RFC 6238), as every app makes them. */
const PERIOD = 30;
const CODE = /^\d{6}$/;

/** A secret for an app, in base32, and the same as the app scans it. */
export interface TotpSecret {
  readonly secret: string;
  readonly uri: string;
}

export function newTotpSecret(accountName: string): TotpSecret {
  const secret = generateSecret();
  return { secret, uri: generateURI({ issuer: 'Vigie', label: accountName, secret }) };
}

/**
 * Returns the step (half minutes since 1970) of a code that fits now, or a step earlier or later, where it is after
 * `lastStep`; nothing for any other.
 */
export async function stepOfCode(
  secret: string,
  { code, now, lastStep }: { readonly code: string; readonly now: Date; readonly lastStep: number },
): Promise<number | undefined> {
  const token = code.replace(/\s/g, '');
  if (!CODE.test(token)) return undefined;
  const epoch = Math.floor(now.getTime() / 1000);
  // Of a step that lies ahead of the clock no code can be asked for.
  const afterTimeStep = Math.min(lastStep, Math.floor(epoch / PERIOD) + 1);
  const result = await verify({ secret, token, epoch, epochTolerance: PERIOD, afterTimeStep });
  return result.valid && 'timeStep' in result ? result.timeStep : undefined;
}

const RECOVERY_CODES = 10;
const RECOVERY_BYTES = 10;
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';

/** Returns recovery codes of 80 random bits each, four groups of four letters and digits that are not mistaken for others. */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: RECOVERY_CODES }, () => {
    let bits = BigInt(`0x${randomBytes(RECOVERY_BYTES).toString('hex')}`);
    let code = '';
    for (let place = 0; place < 16; place++, bits >>= 5n) code += ALPHABET[Number(bits & 31n)];
    return code.replace(/.{4}(?=.)/g, '$&-');
  });
}

/** Returns by what a recovery code is known, however it is grouped; nothing for what cannot be one. */
export function recoveryHash(code: string): Buffer | undefined {
  const signs = code.toLowerCase().replace(/[\s-]/g, '');
  if (signs.length !== 16 || [...signs].some((sign) => !ALPHABET.includes(sign))) return undefined;
  return sha256(signs);
}
