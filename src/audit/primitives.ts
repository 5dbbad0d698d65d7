/** SHA-256, handed in: this folder imports no Node module. */
export interface Hasher {
  /** Returns the 32 bytes of SHA-256 (FIPS 180-4) and does not change `data`. */
  sha256(data: Uint8Array): Uint8Array;
}

/** HMAC with SHA-256, handed in. */
export interface Mac {
  /** Returns the 32 bytes of HMAC-SHA-256 (RFC 2104). */
  hmacSha256(key: Uint8Array, data: Uint8Array): Uint8Array;
}

/** One key that signs notes, handed in; the private key stays on the other side. */
export interface Signer {
  /** The key's name, as in signature lines: no white space, no plus. */
  readonly name: string;
  /** The 32 bytes of the Ed25519 public key (RFC 8032). */
  readonly publicKey: Uint8Array;
  /** Returns the 64 bytes of the Ed25519 signature. */
  sign(message: Uint8Array): Uint8Array;
}

/** Ed25519 verification, handed in. */
export interface Verifier {
  /** Returns whether the 64 bytes are a signature of the message by the 32 bytes of the public key; never throws. */
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
}

/** The length of every hash here, in bytes. */
export const HASH_BYTES = 32;
/** The length of an Ed25519 public key, in bytes. */
export const PUBLIC_KEY_BYTES = 32;
/** The length of an Ed25519 signature, in bytes. */
export const SIGNATURE_BYTES = 64;
