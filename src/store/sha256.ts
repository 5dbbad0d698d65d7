import { createHash } from 'node:crypto';

/** Returns the SHA-256 of bytes, or of a text in UTF-8: 32 bytes. No slow hash: for what nobody guesses, or nobody is to guess. */
export function sha256(data: string | Uint8Array): Buffer {
  return createHash('sha256').update(data).digest();
}
