import { createHash, createPrivateKey, createPublicKey, randomBytes, sign, verify } from 'node:crypto';
import type { Hasher, Signer, Verifier } from '../audit/primitives.ts';

export const nodeHasher: Hasher = {
  sha256: (data) => createHash('sha256').update(data).digest(),
};

export const nodeVerifier: Verifier = {
  verify(publicKey, message, signature) {
    try {
      const x = Buffer.from(publicKey).toString('base64url');
      const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
      return verify(null, message, key, signature);
    } catch {
      return false;
    }
  },
};

/** The length of an Ed25519 private key (RFC 8032 section 5.1.5), in bytes. */
export const SEED_BYTES = 32;

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410 section 7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Returns the 32 bytes of a new private key. */
export function newSeed(): Uint8Array {
  return randomBytes(SEED_BYTES);
}

/** Returns a signer for the 32 bytes of a private key; other lengths are a bug of the caller (RangeError). */
export function signerOf(name: string, seed: Uint8Array): Signer {
  if (seed.length !== SEED_BYTES) throw new RangeError(`A private key has ${SEED_BYTES} bytes.`);
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  return { name, publicKey: Uint8Array.from(Buffer.from(x, 'base64url')), sign: (message) => sign(null, message, key) };
}
