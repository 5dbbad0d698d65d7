import { createPrivateKey } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { Refusal } from '../errors.ts';
import type { DkimKey } from './mail-message.ts';

/** Rights of others than the owner. */
const OF_OTHERS = 0o077;

/**
 * Reads the key by which mails are signed. Refused with `mail-dkim-key` where the file is not there, others have rights on it,
 * or it holds no private RSA key in PEM; nothing of it is repeated.
 */
export function readDkimKey({
  domain,
  selector,
  keyFile,
}: Omit<DkimKey, 'key'> & { readonly keyFile: string }): DkimKey {
  const key = textOf(keyFile);
  if (!isPrivateRsaKey(key)) throw wrong(`${keyFile} holds no private RSA key in PEM.`);
  return { domain, selector, key };
}

function textOf(path: string): string {
  let text: string;
  let rights: number;
  try {
    text = readFileSync(path, 'utf8');
    rights = statSync(path).mode;
  } catch (error) {
    throw wrong(`The key of mails in ${path} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
  if (process.platform !== 'win32' && (rights & OF_OTHERS) !== 0) {
    throw wrong(`Others than the owner have rights on ${path}, the key of mails.`);
  }
  return text;
}

function isPrivateRsaKey(text: string): boolean {
  try {
    return createPrivateKey(text).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}

function wrong(message: string): Refusal {
  return new Refusal('invalid', 'mail-dkim-key', message);
}
