import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Signer } from '../audit/primitives.ts';
import { printVerifierKey, readVerifierKey, type VerifierKey, verifierKey } from '../audit/verifier-key.ts';
import { Refusal } from '../errors.ts';
import { inFolder, makeFolder, makePrivateFile, readIfThere } from './database/private-file.ts';
import { newSeed, nodeHasher, SEED_BYTES, signerOf } from './signing.ts';

/** The key that signs a log, and the same as people pass it on. Its name is the origin of the log. */
export interface AuditKey {
  readonly signer: Signer;
  readonly verifier: VerifierKey;
}

/** Only its owner may read it: whoever has it can write another history. */
const KEY_FILE = 'audit-key';
const VERIFIER_FILE = 'audit-key.pub';

/** `PRIVATE+KEY+name+id+base64(0x01 ‖ key)`, as other programs write keys that sign notes. */
const FORM = /^PRIVATE\+KEY\+([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})\n?$/;
const ED25519 = 1;

/**
 * Returns the key of the log whose files lie in `folder`, and makes one where `mayMake` says so; else it is refused
 * (`audit-key-lost`): a log that has been signed goes on under its key, or nobody could tell it from another one.
 */
export async function openAuditKey(folder: string, mayMake: boolean): Promise<AuditKey> {
  return inFolder(folder, async () => {
    const path = join(folder, KEY_FILE);
    let text = await readIfThere(path);
    if (text === undefined) {
      if (!mayMake) throw refuseLost(path);
      await makeFolder(folder, 0o700);
      await makePrivateFile(path, newKeyLine());
      // Another Vigie may have been first.
      text = (await readIfThere(path)) ?? '';
    }
    await refuseExposed(path);
    const key = keyOf(text, path);
    const known = await readVerifierFile(folder);
    if (!known) await makePrivateFile(join(folder, VERIFIER_FILE), `${printVerifierKey(key.verifier)}\n`);
    if (known && printVerifierKey(known) !== printVerifierKey(key.verifier)) throw refuseOther(folder);
    return key;
  });
}

/** Returns the key by which the log is verified, or nothing where none has been made. The private key is not read. */
export function findVerifierKey(folder: string): Promise<VerifierKey | undefined> {
  return inFolder(folder, () => readVerifierFile(folder));
}

async function readVerifierFile(folder: string): Promise<VerifierKey | undefined> {
  const text = await readIfThere(join(folder, VERIFIER_FILE));
  return text === undefined ? undefined : readVerifierKey(nodeHasher, text.trimEnd());
}

function newKeyLine(): string {
  const seed = newSeed();
  const { name, keyId } = keyFrom(`vigie/audit/${randomBytes(8).toString('hex')}`, seed).verifier;
  return `PRIVATE+KEY+${name}+${keyId}+${Buffer.from([ED25519, ...seed]).toString('base64')}\n`;
}

function keyFrom(name: string, seed: Uint8Array): AuditKey {
  const signer = signerOf(name, seed);
  return { signer, verifier: verifierKey(nodeHasher, name, signer.publicKey) };
}

function keyOf(text: string, path: string): AuditKey {
  const [, name = '', keyId, encoded = ''] = FORM.exec(text) ?? [];
  const [type, ...seed] = Buffer.from(encoded, 'base64');
  if (type === ED25519 && seed.length === SEED_BYTES) {
    const key = keyFrom(name, Uint8Array.from(seed));
    if (key.verifier.keyId === keyId) return key;
  }
  const message = `The file ${path} does not hold the key that Vigie wrote; bring it back from a backup.`;
  throw new Refusal('invalid', 'audit-key-damaged', message);
}

async function refuseExposed(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const { mode } = await stat(path);
  if ((mode & 0o077) === 0) return;
  const message = `Others may read the key ${path}, and whoever has it can forge the log; set its mode to 600.`;
  throw new Refusal('not-allowed', 'audit-key-exposed', message);
}

function refuseLost(path: string): Refusal {
  const message = `The log has been signed, and its key ${path} is not there: bring it back from a backup.`;
  return new Refusal('not-found', 'audit-key-lost', message);
}

function refuseOther(folder: string): Refusal {
  const message = `The key ${KEY_FILE} and the verifier key ${VERIFIER_FILE} in ${folder} are not of one pair; bring both back from a backup.`;
  return new Refusal('conflict', 'audit-key-pair', message);
}
