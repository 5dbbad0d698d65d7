import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Refusal } from '../../errors.ts';
import { type Binaries, programIn } from './binaries.ts';
import type { Machine } from './machine.ts';
import { newPasswords, type Passwords, readPasswords, writePasswords } from './passwords.ts';
import { makeServerFolder, type Place } from './place.ts';
import { inFolder, moveInto, readIfThere, removeUnfinished, systemCode } from './private-file.ts';

export const SUPERUSER = 'postgres';

/** What a cluster is made by, and where. */
export interface Preparing {
  readonly place: Place;
  readonly binaries: Binaries;
  readonly machine: Machine;
  /** Told when a program of the server has begun, and there is nothing to do here but wait for it. */
  readonly waits: () => void;
}

/** Makes the cluster at the first start, and returns its passwords. The caller owns the place. */
export function prepareCluster({ place, binaries, machine, waits }: Preparing): Promise<Passwords> {
  return inFolder(place.root, async () => {
    const major = (await readIfThere(join(place.cluster, 'PG_VERSION')))?.trim();
    await removeUnfinished(`${place.passwordFile}.`);
    const kept = await readPasswords(place.passwordFile);
    if (major !== undefined) {
      refuseOtherMajor(major, binaries.major, place);
      return kept ?? refuseLostPasswords(place);
    }
    const passwords = kept ?? newPasswords();
    // Before the cluster: a cluster whose password nobody knows would be of no use.
    if (!kept) await writePasswords(place.passwordFile, passwords);
    await makeCluster({ place, binaries, machine, waits }, passwords.superuser);
    return passwords;
  });
}

function refuseOtherMajor(found: string, major: number, place: Place): void {
  if (found === String(major)) return;
  throw new Refusal(
    'conflict',
    'store-other-major',
    `The database in ${place.root} was made by PostgreSQL ${found}, and the programs here are version ${major}, ` +
      `which cannot read it. Export it with a Vigie that runs PostgreSQL ${found} (or with VIGIE_PG_BIN set to its ` +
      'programs), then import it into a new data folder.',
  );
}

function refuseLostPasswords(place: Place): never {
  throw new Refusal(
    'not-found',
    'store-passwords-lost',
    `The database in ${place.root} is there, but its passwords are not: bring ${place.passwordFile} back from a backup.`,
  );
}

/** Makes the cluster beside its place and moves it there when it is whole: a start killed on the way leaves no half. */
async function makeCluster({ place, binaries, machine, waits }: Preparing, password: string): Promise<void> {
  await removeUnfinished(`${place.cluster}.making-`);
  const unfinished = `${place.cluster}.making-${randomBytes(4).toString('hex')}`;
  const passwordFile = `${unfinished}-word`;
  try {
    await makeServerFolder(place, unfinished);
    await writeForServer(place, passwordFile, password);
    const program = programIn(binaries.folder, 'initdb', machine.platform);
    const { account } = place;
    const made = promisify(execFile)(program, initdbArguments(unfinished, passwordFile), {
      ...(account && { uid: account.uid, gid: account.gid }),
      env: serverEnvironment(binaries, machine),
      cwd: unfinished,
      windowsHide: true,
    });
    waits();
    await made;
  } catch (error) {
    throw refusalOfInitdb(error, place);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await moveInto(unfinished, place.cluster);
}

/** The password goes by a file, since every user of the machine sees the arguments of programs. */
async function writeForServer({ account }: Place, path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(`${text}\n`);
    if (account) await file.chown(account.uid, account.gid);
  } finally {
    await file.close();
  }
}

/** The C locale: the same order everywhere, and no index that an update of the C library puts out of order. */
function initdbArguments(folder: string, passwordFile: string): string[] {
  return [
    ...['--pgdata', folder, '--username', SUPERUSER, '--pwfile', passwordFile],
    ...['--data-checksums', '--encoding', 'UTF8', '--locale', 'C', '--no-instructions'],
    ...['--auth-local', 'scram-sha-256', '--auth-host', 'scram-sha-256'],
  ];
}

/** What the server's programs see of the environment: nothing of ours, which may hold DATABASE_URL. */
export function serverEnvironment({ libraries }: Binaries, { platform }: Machine): Record<string, string> {
  // With TZ set, initdb need not try out all time zones to find ours.
  const plain = { LC_ALL: 'C', TZ: 'UTC' };
  return libraries && platform === 'linux' ? { ...plain, LD_LIBRARY_PATH: libraries } : plain;
}

function refusalOfInitdb(error: unknown, { root, account }: Place): unknown {
  if (!(error instanceof Error)) return error;
  if (systemCode(error) === 'EPERM' && account) return cannotBecome(account.name);
  if (!('stderr' in error)) return error;
  const reason = String(error.stderr).trim().split('\n')[0] || systemCode(error) || 'no reason was given';
  // Without the error as its cause: it quotes the arguments.
  return new Refusal('conflict', 'store-initdb', `PostgreSQL could not make a database in ${root}: ${reason}`);
}

export function cannotBecome(name: string): Refusal {
  return new Refusal(
    'not-allowed',
    'store-cannot-drop',
    `PostgreSQL does not run as root, and this system does not let root run it as the user "${name}". ` +
      'Start Vigie as an ordinary user, or set DATABASE_URL.',
  );
}
