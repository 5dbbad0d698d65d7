import { createMessage, readKey, readSignature, type Signature, verify } from 'openpgp';
import { armorIn } from './public-key.ts';

/** Bytes of a file of signatures. */
export const LARGEST_SIGNATURE = 64 * 1024;
const MOST_SIGNATURES = 5;

/**
 * What a signature says of a file. `wrong`: it is that of another file. `stranger`: none of the keys made it. `dead`: its key was
 * expired or revoked when it was made, or it is expired or of the future. `weak`: its algorithm is unknown, or no longer safe.
 */
export type SignatureVerdict = 'valid' | 'wrong' | 'stranger' | 'dead' | 'weak' | 'unreadable';

export interface SignatureAsked {
  readonly signature: Uint8Array;
  /** As `publicKey` gives them. */
  readonly keys: readonly Uint8Array[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The worse it is, the earlier it is told where there are several signatures and none is valid. */
const WORST_FIRST: readonly SignatureVerdict[] = ['wrong', 'dead', 'weak', 'stranger', 'unreadable'];

/**
 * Holds a detached OpenPGP signature, armoured or not, against a file and keys: `valid` where at least one of its signatures is.
 * Its time is not bounded by its size: it belongs into a thread that can be ended.
 */
export async function detachedSignature(
  bytes: Uint8Array,
  { signature: written, keys, now }: SignatureAsked,
): Promise<{ readonly verdict: SignatureVerdict }> {
  const signature = await signatureIn(written);
  if (signature === undefined) return { verdict: 'unreadable' };
  const verificationKeys = await Promise.all(keys.map((binaryKey) => readKey({ binaryKey })));
  const message = await createMessage({ binary: bytes });
  // Each signature is asked for itself: what one is made with must not hide what another one says.
  const { signatures } = await verify({ message, signature, verificationKeys, date: new Date(now) });
  const verdicts = await Promise.all(signatures.map(({ verified }) => verdictOf(verified)));
  const first = WORST_FIRST.find((verdict) => verdicts.includes(verdict)) ?? 'unreadable';
  return { verdict: verdicts.includes('valid') ? 'valid' : first };
}

async function signatureIn(written: Uint8Array): Promise<Signature | undefined> {
  if (written.length > LARGEST_SIGNATURE) return undefined;
  const armoredSignature = armorIn(written);
  try {
    const signature = await (armoredSignature === undefined
      ? readSignature({ binarySignature: written })
      : readSignature({ armoredSignature }));
    return signature.packets.length <= MOST_SIGNATURES ? signature : undefined;
  } catch {
    return undefined;
  }
}

async function verdictOf(verified: Promise<true>): Promise<SignatureVerdict> {
  try {
    return (await verified) === true ? 'valid' : 'wrong';
  } catch (error) {
    const { message } = error as Error;
    if (/could not find signing key with key id/i.test(message)) return 'stranger';
    if (/expired|revoked|in the future|newer than/i.test(message)) return 'dead';
    return /weak|insecure|unknown|unsupported|not supported/i.test(message) ? 'weak' : 'wrong';
  }
}
