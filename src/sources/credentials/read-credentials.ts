import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { Refusal } from '../../errors.ts';
import { type CoveredAddress, coveredAddress } from './covered-address.ts';
import { Credential, Credentials, NO_CREDENTIALS, type Secret } from './credential.ts';

const LARGEST = 256 * 1024;
const MOST_ENTRIES = 500;
/** Rights of others than the owner. */
const OF_OTHERS = 0o077;

/** What an HTTP header may hold, and a line of IMAP too: no line ends, and no white space around it. */
const Visible = z.string().regex(/^[\x21-\x7e](?:[\x20-\x7e]{0,4000}[\x21-\x7e])?$/);
const Text = z
  .string()
  .min(1)
  .max(1000)
  .regex(/^\P{Cc}+$/u);
/** Headers that belong to the connection, or that say something else than who asks. */
const OTHER_HEADERS =
  /^(?:host|connection|content-.*|transfer-encoding|upgrade|expect|te|trailer|keep-alive|accept.*|cookie|user-agent|if-.*|range)$/i;
const HeaderName = z
  .string()
  .regex(/^[\w!#$%&'*+.^`|~-]{1,100}$/)
  .refine((name) => !OTHER_HEADERS.test(name));

const address = z.string().max(2048);
const Entry = z.union([
  z.strictObject({ address, user: Text.refine((user) => !user.includes(':')), password: Text }),
  z.strictObject({ address, token: Visible }),
  z.strictObject({ address, header: z.strictObject({ name: HeaderName, value: Visible }) }),
]);

/**
 * Reads the secrets of sources: a YAML list of entries with an `address` and `user` and `password`, `token`, or `header` with
 * `name` and `value`. Refused with `credentials-unreadable` where there is no such file, `credentials-open` where others than
 * its owner have rights on it, `credentials-invalid` where an entry is none. No sentence repeats what stands in the file.
 */
export function readCredentials(path: string | undefined): Credentials {
  if (path === undefined) return NO_CREDENTIALS;
  const document = parseDocument(textOf(path));
  const [error] = document.errors;
  if (error) throw invalid(`no sound YAML, in line ${error.linePos?.[0].line ?? 1}`);
  let list: unknown;
  try {
    list = document.toJS() as unknown;
  } catch {
    // Aliases that would unfold to more than is reasonable.
    throw invalid('no sound YAML');
  }
  if (list === null) return NO_CREDENTIALS;
  if (!Array.isArray(list) || list.length > MOST_ENTRIES) throw invalid(`no list of at most ${MOST_ENTRIES} entries`);
  return new Credentials(list.map((entry, at) => credentialOf(entry, at + 1)));
}

function credentialOf(entry: unknown, number: number): Credential {
  const parsed = Entry.safeParse(entry);
  if (!parsed.success) {
    const what = 'an address and one of these: user and password, token, or header with name and value';
    throw invalid(`wrong: entry ${number} does not have ${what}`);
  }
  const { address: text, ...secret } = parsed.data;
  return new Credential(prefixOf(text, number), secret satisfies Secret);
}

function prefixOf(text: string, number: number): CoveredAddress {
  const prefix = /[?#]/.test(text) ? undefined : coveredAddress(text);
  if (prefix !== undefined) return prefix;
  const wanted = 'of https, http, imaps or imap, without user, question mark and number sign';
  throw invalid(`wrong: the address of entry ${number} is none ${wanted}`);
}

function textOf(path: string): string {
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stat = fstatSync(file);
    if (!stat.isFile() || stat.size > LARGEST) throw invalid(`no file of at most ${LARGEST / 1024} kB`);
    // Windows tells no rights by these bits.
    if (process.platform !== 'win32' && (stat.mode & OF_OTHERS) !== 0) {
      const message = `The file of credentials ${path} is open to others than its owner: run chmod 600 on it.`;
      throw new Refusal('invalid', 'credentials-open', message);
    }
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof Refusal || code === undefined) throw error;
    const message = `The file of credentials ${path} cannot be read (${code}).`;
    throw new Refusal('invalid', 'credentials-unreadable', message, { cause: error });
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function invalid(what: string): Refusal {
  return new Refusal('invalid', 'credentials-invalid', `What VIGIE_CREDENTIALS names is ${what}.`);
}
