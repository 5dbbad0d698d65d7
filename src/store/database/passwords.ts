import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { Refusal } from '../../errors.ts';
import { readIfThere, writePrivateFile } from './private-file.ts';

export const ROLE_NAMES = { owner: 'vigie_owner', app: 'vigie_app', work: 'vigie_work' } as const;
export type RoleKey = keyof typeof ROLE_NAMES;
export const ROLE_KEYS: readonly RoleKey[] = ['owner', 'app', 'work'];

/** The passwords of one server. They lie in one file that only its owner reads, and nowhere else. */
export type Passwords = Readonly<Record<RoleKey | 'superuser', string>>;

export function newPasswords(): Passwords {
  const fresh = (): string => randomBytes(32).toString('base64url');
  return { superuser: fresh(), owner: fresh(), app: fresh(), work: fresh() };
}

export async function readPasswords(path: string): Promise<Passwords | undefined> {
  const text = await readIfThere(path);
  if (text === undefined) return undefined;
  const passwords = parsePasswords(text);
  if (passwords) return passwords;
  throw new Refusal(
    'invalid',
    'store-passwords-broken',
    `The file ${path} does not hold the passwords of the database any more; bring it back from a backup.`,
  );
}

export function writePasswords(path: string, passwords: Passwords): Promise<void> {
  return writePrivateFile(path, `${JSON.stringify(passwords)}\n`);
}

function parsePasswords(text: string): Passwords | undefined {
  try {
    const read = JSON.parse(text) as Partial<Record<string, unknown>>;
    const all = ['superuser', ...ROLE_KEYS].every((key) => typeof read[key] === 'string' && read[key] !== '');
    return all ? (read as Passwords) : undefined;
  } catch {
    // The error of JSON.parse quotes the text.
    return undefined;
  }
}

/**
 * What PostgreSQL keeps of a password (RFC 5803). We work it out here, so that the password itself stands in no
 * statement, which a server may write into its log.
 */
export function scramVerifier(password: string, salt: Buffer = randomBytes(16), rounds = 4096): string {
  const salted = pbkdf2Sync(password, salt, rounds, 32, 'sha256');
  const clientKey = createHmac('sha256', salted).update('Client Key').digest();
  const storedKey = createHash('sha256').update(clientKey).digest('base64');
  const serverKey = createHmac('sha256', salted).update('Server Key').digest('base64');
  return `SCRAM-SHA-256$${rounds}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}
