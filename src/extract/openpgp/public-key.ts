import { type Key, readKeys } from 'openpgp';

/** Bytes of a file of keys; one that many have signed has some hundred kB. */
export const LARGEST_KEY = 1024 * 1024;
/** Characters before what is armoured, such as a byte-order mark or what a person wrote. */
const LONGEST_PREFACE = 4096;

/** `expired` and `revoked` as of now: what was signed before may be sound. `weak`: what is made with it counts for nothing. */
export type KeyState = 'sound' | 'expired' | 'revoked' | 'weak';

/** A key in the form in which signatures are held against it, or why there is none: the file is none of keys, or has another. */
export type KeyRead =
  | { readonly state: KeyState; readonly key: Uint8Array }
  | { readonly state: 'unreadable' | 'other'; readonly key?: undefined };

export interface KeyAsked {
  /** Hexadecimal in capitals, of the whole key and not of a part of it. */
  readonly fingerprint: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Returns the key with a fingerprint out of a file of OpenPGP keys, armoured or not. Its time is not bounded by the size of the
 * file: it belongs into a thread that can be ended.
 */
export async function publicKey(bytes: Uint8Array, { fingerprint, now }: KeyAsked): Promise<KeyRead> {
  const keys = bytes.length > LARGEST_KEY ? undefined : await keysIn(bytes);
  if (keys === undefined) return { state: 'unreadable' };
  const key = keys.find((one) => one.getFingerprint().toUpperCase() === fingerprint);
  if (key === undefined) return { state: 'other' };
  // A private key that somebody put up by mistake is not handed on.
  return { state: await stateOf(key, new Date(now)), key: key.toPublic().write() };
}

async function keysIn(bytes: Uint8Array): Promise<readonly Key[] | undefined> {
  const armoredKeys = armorIn(bytes);
  try {
    return await (armoredKeys === undefined ? readKeys({ binaryKeys: bytes }) : readKeys({ armoredKeys }));
  } catch {
    return undefined;
  }
}

async function stateOf(key: Key, date: Date): Promise<KeyState> {
  try {
    await key.getSigningKey(undefined, date);
    return 'sound';
  } catch (error) {
    const { message } = error as Error;
    return /expired/i.test(message) ? 'expired' : /revoked/i.test(message) ? 'revoked' : 'weak';
  }
}

/** What is armoured, without what stands before it; nothing where there are bytes. */
export function armorIn(bytes: Uint8Array): string | undefined {
  const text = Buffer.from(bytes).toString('latin1');
  const at = text.slice(0, LONGEST_PREFACE).indexOf('-----BEGIN PGP');
  return at < 0 ? undefined : text.slice(at);
}
