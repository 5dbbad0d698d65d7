import { Refusal } from '../errors.ts';
import { base64, concatenate, fromBase64, hex, isWellFormed, utf8 } from './bytes.ts';
import { type Hasher, PUBLIC_KEY_BYTES } from './primitives.ts';

/** A key that is trusted, as people pass it on: its name, its id and the 32 bytes of the Ed25519 public key. */
export interface VerifierKey {
  readonly name: string;
  /** Eight lower-case hexadecimal digits. */
  readonly keyId: string;
  readonly publicKey: Uint8Array;
}

/** The signature type of Ed25519 (C2SP signed-note, “Signature types”). */
const ED25519 = Uint8Array.of(1);

/** White space of any kind, the plus, and control characters. */
const NOT_IN_NAMES = /[\p{White_Space}\p{Cc}+]/u;

/** Returns whether a text can name a key: not empty, no white space, no plus (C2SP signed-note, “Format”). */
export function isKeyName(name: string): boolean {
  return name !== '' && isWellFormed(name) && !NOT_IN_NAMES.test(name);
}

/**
 * Returns the key with its id, the first four bytes of SHA-256 over name, line feed, 0x01 and public key (C2SP
 * signed-note, “Ed25519 signatures”). Refuses a name that is none (`audit-key-name`) and a key that has not 32 bytes
 * (`audit-key-invalid`).
 */
export function verifierKey(hasher: Hasher, name: string, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) {
    throw new Refusal(
      'invalid',
      'audit-key-name',
      'The name of a key must not be empty or hold white space or a plus.',
    );
  }
  if (publicKey.length !== PUBLIC_KEY_BYTES) throw invalidKey();
  const digest = hasher.sha256(concatenate(utf8(`${name}\n`), ED25519, publicKey));
  return { name, keyId: hex(digest.subarray(0, 4)), publicKey };
}

/** Returns the key as one line of text: `name+keyid+base64(0x01 ‖ public key)`. */
export function printVerifierKey({ name, keyId, publicKey }: VerifierKey): string {
  return `${name}+${keyId}+${base64(concatenate(ED25519, publicKey))}`;
}

/**
 * Reads what `printVerifierKey` prints. Refuses another form or another kind of key (`audit-key-invalid`) and an id
 * that is not the one of this name and key (`audit-key-id`).
 */
export function readVerifierKey(hasher: Hasher, text: string): VerifierKey {
  // Base64 holds plus signs, so only the first two separate.
  const [, name = '', keyId, encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/su.exec(text) ?? [];
  const bytes = fromBase64(encoded);
  if (!isKeyName(name) || bytes?.[0] !== ED25519[0]) throw invalidKey();
  const key = verifierKey(hasher, name, bytes!.subarray(1));
  if (key.keyId !== keyId) {
    const message = 'The id in the key must be the one of its name and public key; copy the whole key again.';
    throw new Refusal('invalid', 'audit-key-id', message);
  }
  return key;
}

function invalidKey(): Refusal {
  const message = 'A verifier key is written name+id+key: an id of 8 hexadecimal digits and an Ed25519 key in base64.';
  return new Refusal('invalid', 'audit-key-invalid', message);
}
