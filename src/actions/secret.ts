import { randomBytes } from 'node:crypto';
import { sha256 } from '../store/sha256.ts';

/** A secret that is shown once, and by what it is known again. */
export interface NewSecret {
  /** 32 random bytes in base64url, behind what it was made with. */
  readonly secret: string;
  /** SHA-256 of the whole; nobody guesses 32 random bytes, so that it takes no slow hash. */
  readonly hash: Buffer;
}

const SECRET = /^[A-Za-z0-9_-]{43}$/;

/** Makes a secret that begins with `prefix`. */
export function newSecret(prefix = ''): NewSecret {
  const secret = `${prefix}${randomBytes(32).toString('base64url')}`;
  return { secret, hash: sha256(secret) };
}

/** Returns by what a secret is known; nothing for what cannot be one. */
export function secretHash(secret: string, prefix = ''): Buffer | undefined {
  if (!secret.startsWith(prefix) || !SECRET.test(secret.slice(prefix.length))) return undefined;
  return sha256(secret);
}
