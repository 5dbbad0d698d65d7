import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../errors.ts';
import { inFolder, makeFolder, makePrivateFile, readIfThere } from './database/private-file.ts';
import { decrypt, encrypt } from './encrypt.ts';

/** What the database alone must not be enough for: keys for each purpose, from one that lies in a file. */
export interface IdentityKey {
  /** Seals bytes for a purpose and an account: moved elsewhere they do not open. */
  seal(purpose: string, accountId: string, plain: Uint8Array): Buffer;
  /** Returns what was sealed; nothing where the key is another one, or the bytes are. */
  open(purpose: string, accountId: string, sealed: Uint8Array): Buffer | undefined;
  /** HMAC-SHA-256 of words, in which no word can pass for two. */
  mac(purpose: string, ...words: readonly string[]): Buffer;
}

const KEY_BYTES = 32;
const KEY_FILE = 'identity-key';
const FORM = /^vigie-identity-key-1 ([A-Za-z0-9_-]{43})\n?$/;

/** Returns the keys that follow from one of 32 bytes. */
export function identityKeyOf(secret: Uint8Array): IdentityKey {
  const keyFor = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, '', `vigie-identity-1 ${purpose}`, KEY_BYTES));
  const context = (purpose: string, accountId: string): Buffer => Buffer.from(`${purpose}\n${accountId}`);
  return {
    seal: (purpose, accountId, plain) => encrypt(keyFor(purpose), context(purpose, accountId), plain),
    open: (purpose, accountId, sealed) => decrypt(keyFor(purpose), context(purpose, accountId), sealed),
    mac: (purpose, ...words) => createHmac('sha256', keyFor(purpose)).update(JSON.stringify(words)).digest(),
  };
}

/**
 * Returns the key in `folder`, where only its owner may read it, and makes one where `mayMake` says so; else it is refused
 * (`identity-key-lost`): what was sealed by it opens by no other.
 */
export async function openIdentityKey(folder: string, mayMake: () => Promise<boolean>): Promise<IdentityKey> {
  return inFolder(folder, async () => {
    const path = join(folder, KEY_FILE);
    let text = await readIfThere(path);
    if (text === undefined) {
      if (!(await mayMake())) throw refuseLost(path);
      await makeFolder(folder, 0o700);
      await makePrivateFile(path, `vigie-identity-key-1 ${randomBytes(KEY_BYTES).toString('base64url')}\n`);
      // Another Vigie may have been first.
      text = (await readIfThere(path)) ?? '';
    }
    await refuseExposed(path);
    const secret = FORM.exec(text)?.[1];
    if (secret !== undefined) return identityKeyOf(Buffer.from(secret, 'base64url'));
    const message = `The file ${path} does not hold the key that Vigie wrote; bring it back from a backup.`;
    throw new Refusal('invalid', 'identity-key-damaged', message);
  });
}

async function refuseExposed(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const { mode } = await stat(path);
  if ((mode & 0o077) === 0) return;
  const message = `Others may read the key ${path}, and whoever has it can open what proves who people are; set its mode to 600.`;
  throw new Refusal('not-allowed', 'identity-key-exposed', message);
}

function refuseLost(path: string): Refusal {
  const message = `Codes of accounts were sealed by the key ${path}, which is not there: bring it back from a backup.`;
  return new Refusal('not-found', 'identity-key-lost', message);
}
