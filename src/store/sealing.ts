import {
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
  type ScryptOptions,
  scrypt,
} from 'node:crypto';
import { decrypt, encrypt } from './encrypt.ts';

/** One half of a holder's key pair, sealed by a passphrase. */
export interface SealedSecret {
  readonly salt: Uint8Array;
  readonly sealed: Uint8Array;
}

/** Somebody to whom an identity is sealed. */
export interface Holder {
  readonly accountId: string;
  /** X25519, 32 bytes. */
  readonly publicKey: Uint8Array;
}

/** An identity under a key of its own, and that key sealed to each of two holders. */
export interface SealedIdentity {
  readonly sealed: Uint8Array;
  readonly keyForAuthor: Uint8Array;
  readonly keyForEditor: Uint8Array;
}

/** What each guess at a passphrase costs: N of scrypt, a power of two. What was sealed at one cost opens at that alone. */
export type PassphraseCost = number;

/** 128 MiB and about half a second. */
const COST: PassphraseCost = 2 ** 17;
const scryptOptions = (cost: PassphraseCost): ScryptOptions => ({ N: cost, r: 8, p: 1, maxmem: 160 * 2 ** 20 });
const KEY_BYTES = 32;
const SALT_BYTES = 16;
/** The length of what is sealed tells no more than how many of these it fills. */
const BLOCK = 1024;
const LENGTH_BYTES = 4;

/** Makes a key pair: the public half, and the other one sealed by the passphrase. */
export async function makeKeyPair(
  accountId: string,
  passphrase: string,
  cost = COST,
): Promise<{ readonly publicKey: Uint8Array; readonly secret: SealedSecret }> {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  return { publicKey: rawPublicKey(publicKey), secret: await sealSecret(privateKey, accountId, passphrase, cost) };
}

/** Seals the private half of a key anew, by a fresh salt. */
export async function sealSecret(
  secret: KeyObject,
  accountId: string,
  passphrase: string,
  cost = COST,
): Promise<SealedSecret> {
  const salt = randomBytes(SALT_BYTES);
  const key = await passphraseKey(passphrase, salt, cost);
  const plain = secret.export({ format: 'der', type: 'pkcs8' });
  const sealed = encrypt(key, contextOf('secret', accountId), plain);
  wipe(key, plain);
  return { salt, sealed };
}

/** Returns the private half of a key; nothing where the passphrase is another one, or the bytes were changed. */
export async function openSecret(
  { salt, sealed }: SealedSecret,
  accountId: string,
  passphrase: string,
  cost = COST,
): Promise<KeyObject | undefined> {
  const key = await passphraseKey(passphrase, salt, cost);
  const plain = decrypt(key, contextOf('secret', accountId), sealed);
  wipe(key);
  if (!plain) return undefined;
  const secret = createPrivateKey({ key: plain, format: 'der', type: 'pkcs8' });
  wipe(plain);
  return secret;
}

/** Seals who an informant is to two holders: either opens it alone. */
export function sealIdentity(
  informantId: string,
  identity: string,
  { author, editor }: { readonly author: Holder; readonly editor: Holder },
): SealedIdentity {
  const key = randomBytes(KEY_BYTES);
  const plain = padded(identity);
  const sealedIdentity = {
    sealed: encrypt(key, contextOf('identity', informantId), plain),
    keyForAuthor: sealKey(key, informantId, author),
    keyForEditor: sealKey(key, informantId, editor),
  };
  wipe(key, plain);
  return sealedIdentity;
}

/** Returns who an informant is; nothing where the key is another one, or any of the bytes were changed. */
export function openIdentity(
  informantId: string,
  { sealed, sealedKey }: { readonly sealed: Uint8Array; readonly sealedKey: Uint8Array },
  { accountId, secret }: { readonly accountId: string; readonly secret: KeyObject },
): string | undefined {
  const key = openKey(sealedKey, informantId, accountId, secret);
  const plain = key && decrypt(key, contextOf('identity', informantId), sealed);
  if (!(key && plain)) return undefined;
  const identity = unpadded(plain);
  wipe(key, plain);
  return identity;
}

/** A new key pair for each: what was sealed cannot be opened by whoever sealed it. */
function sealKey(key: Buffer, informantId: string, { accountId, publicKey }: Holder): Buffer {
  const once = generateKeyPairSync('x25519');
  const ownKey = rawPublicKey(once.publicKey);
  const shared = diffieHellman({ privateKey: once.privateKey, publicKey: publicKeyOf(publicKey) });
  const wrapping = sharedKey(shared, ownKey, publicKey, contextOf('key', informantId, accountId));
  const sealed = encrypt(wrapping, contextOf('key', informantId, accountId), key);
  wipe(shared, wrapping);
  return Buffer.concat([ownKey, sealed]);
}

function openKey(sealed: Uint8Array, informantId: string, accountId: string, secret: KeyObject): Buffer | undefined {
  const ownKey = sealed.subarray(0, KEY_BYTES);
  try {
    const shared = diffieHellman({ privateKey: secret, publicKey: publicKeyOf(ownKey) });
    const publicKey = rawPublicKey(createPublicKey(secret));
    const context = contextOf('key', informantId, accountId);
    const wrapping = sharedKey(shared, ownKey, publicKey, context);
    const key = decrypt(wrapping, context, sealed.subarray(KEY_BYTES));
    wipe(shared, wrapping);
    return key;
  } catch {
    // A point that was changed may be none, or one that shares nothing.
    return undefined;
  }
}

/** HKDF-SHA-256 (RFC 5869) over what two X25519 keys share; both public keys go in. */
function sharedKey(shared: Buffer, once: Uint8Array, lasting: Uint8Array, context: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', shared, Buffer.concat([once, lasting]), context, KEY_BYTES));
}

/** The same words typed on another machine are the same passphrase. */
function passphraseKey(passphrase: string, salt: Uint8Array, cost: PassphraseCost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFC'), salt, KEY_BYTES, scryptOptions(cost), (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

/** What the bytes are and whose: sealed bytes that were moved elsewhere do not open there. The version is in it. */
function contextOf(purpose: 'secret' | 'identity' | 'key', ...ids: readonly string[]): Buffer {
  return Buffer.from(['vigie-sealing-1', purpose, ...ids].join('\n'));
}

function padded(text: string): Buffer {
  const bytes = Buffer.from(text);
  const plain = Buffer.alloc(Math.ceil((LENGTH_BYTES + bytes.length) / BLOCK) * BLOCK);
  plain.writeUInt32BE(bytes.length);
  bytes.copy(plain, LENGTH_BYTES);
  wipe(bytes);
  return plain;
}

function unpadded(plain: Buffer): string {
  return plain.toString('utf8', LENGTH_BYTES, LENGTH_BYTES + plain.readUInt32BE());
}

/** Keys and texts do not stay in memory longer than they are used, as far as the program can see to it. */
function wipe(...buffers: readonly Buffer[]): void {
  for (const buffer of buffers) buffer.fill(0);
}

function rawPublicKey(key: KeyObject): Buffer {
  return Buffer.from(key.export({ format: 'jwk' }).x!, 'base64url');
}

function publicKeyOf(raw: Uint8Array): KeyObject {
  const x = Buffer.from(raw).toString('base64url');
  return createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x }, format: 'jwk' });
}
