import { createHash } from 'node:crypto';
import { chown, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { join, posix, resolve, win32 } from 'node:path';
import { Refusal } from '../../errors.ts';
import type { Account, Machine } from './machine.ts';
import { makeFolder } from './private-file.ts';

/** Where the private database lies, and as whom its server runs. */
export interface Place {
  /** What the user asked for: the same as `root`, but for root. */
  readonly requested: string;
  readonly root: string;
  readonly cluster: string;
  readonly logs: string;
  readonly ownerFile: string;
  readonly passwordFile: string;
  /** Whom the server runs as, where it may not run as ourselves. */
  readonly account: Account | undefined;
}

export interface PlaceSettings {
  /** The folder to keep the database in; else the customary one of the user, under `name`. */
  readonly dataFolder?: string | undefined;
  readonly name?: string | undefined;
  /** Where the databases of root lie, since the server has to leave root and could not reach a folder under /root. */
  readonly systemFolder?: string | undefined;
}

/** PostgreSQL refuses root; `nobody` is on every Unix, `postgres` keeps other programs of `nobody` out of the files. */
const SERVER_ACCOUNTS = ['postgres', 'nobody'];
/** A file that asks the socket's folder for more than this fails late and obscurely. */
const LONGEST_SOCKET = { linux: 107, other: 103 };
const SOCKET_NAME = '/.s.PGSQL.65535';

/** The folder that the user asked for; for root the database lies elsewhere. */
export function requestedFolder({ dataFolder, name = 'default' }: PlaceSettings, machine: Machine): string {
  return resolve(dataFolder ?? customaryFolder(name, machine));
}

export function findPlace(settings: PlaceSettings, machine: Machine): Place {
  const requested = requestedFolder(settings, machine);
  if (machine.uid !== 0) return placeAt(requested, requested, undefined);
  const account = SERVER_ACCOUNTS.map((name) =>
    machine.accounts.find((each) => each.name === name && each.uid > 0),
  ).find((each) => each !== undefined);
  if (account === undefined) {
    throw new Refusal(
      'not-allowed',
      'store-no-account',
      'PostgreSQL does not run as root, and there is no user "postgres" or "nobody" to run it as. ' +
        'Start Vigie as an ordinary user, add a user "postgres", or set DATABASE_URL.',
    );
  }
  const hash = createHash('sha256').update(requested).digest('hex').slice(0, 16);
  return placeAt(join(settings.systemFolder ?? '/var/lib/vigie', hash), requested, account);
}

function placeAt(root: string, requested: string, account: Account | undefined): Place {
  return {
    requested,
    root,
    account,
    cluster: join(root, 'cluster'),
    logs: join(root, 'logs'),
    ownerFile: join(root, 'owner.json'),
    passwordFile: join(root, 'passwords.json'),
  };
}

function customaryFolder(name: string, { platform, home }: Machine): string {
  if (!/^[a-z0-9][a-z0-9_-]{0,62}$/.test(name)) {
    throw new Refusal(
      'invalid',
      'store-name',
      `The name of a desk's database is 1 to 63 small letters, digits, "-" and "_", not ${JSON.stringify(name)}.`,
    );
  }
  if (platform === 'win32') return win32.join(home, 'AppData', 'Local', 'vigie', name);
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'vigie', name);
  return posix.join(home, '.local', 'share', 'vigie', name);
}

/**
 * Makes the folders. As root the outer one stays root's, so that whoever runs as the server's user can neither read
 * the passwords nor lay links where root writes; the server's own folders inside belong to its user.
 */
export async function makePlace(place: Place): Promise<void> {
  await makeFolder(place.root, place.account ? 0o711 : 0o700);
  if (place.account) {
    await writeFile(join(place.root, 'requested-folder.txt'), `${place.requested}\n`);
  }
  await makeServerFolder(place, place.logs);
}

/** A database that was made as `nobody` stays so, although a user `postgres` has come since: its files are nobody's. */
export async function withKeptAccount(place: Place, machine: Machine): Promise<Place> {
  if (!place.account) return place;
  const uid = (await stat(place.cluster).catch(() => undefined))?.uid;
  const account = machine.accounts.find((each) => each.uid === uid && each.uid > 0);
  return account ? { ...place, account } : place;
}

/** Makes a folder that only the server's user may enter. */
export async function makeServerFolder(place: Place, folder: string): Promise<void> {
  await makeFolder(folder, 0o700);
  if (place.account) await chown(folder, place.account.uid, place.account.gid);
}

/**
 * Makes the folder of the server's socket: in the root where the path is short enough, else a new one that nobody
 * can have laid beforehand. Undefined on Windows, where Node has no Unix sockets.
 */
export async function makeSocketFolder(place: Place, machine: Machine): Promise<string | undefined> {
  if (machine.platform === 'win32') return undefined;
  const inRoot = join(place.root, 'socket');
  if (fitsSocket(inRoot, machine.platform)) {
    await makeServerFolder(place, inRoot);
    return inRoot;
  }
  const temporary = machine.temporaryFolders
    .map((folder) => join(folder, 'vigie-'))
    .find((start) => fitsSocket(`${start}XXXXXX`, machine.platform));
  if (temporary === undefined) {
    throw new Refusal(
      'not-allowed',
      'store-socket-path',
      `The path of a socket has at most ${longestSocket(machine.platform)} bytes, so none fits into ${inRoot}. ` +
        'Give a data folder with a shorter path.',
    );
  }
  const folder = await mkdtemp(temporary);
  await makeServerFolder(place, folder);
  return folder;
}

/** Removes a socket folder outside the root, which nothing would find again. */
export async function removeSocketFolder(place: Place, folder: string | undefined): Promise<void> {
  if (folder === undefined || folder === join(place.root, 'socket')) return;
  if (!/[\\/]vigie-[A-Za-z0-9]{6}$/.test(folder)) return;
  await rm(folder, { recursive: true, force: true });
}

export function fitsSocket(folder: string, platform: string): boolean {
  return Buffer.byteLength(folder + SOCKET_NAME) <= longestSocket(platform);
}

function longestSocket(platform: string): number {
  return platform === 'linux' ? LONGEST_SOCKET.linux : LONGEST_SOCKET.other;
}
