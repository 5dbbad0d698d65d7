import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Refusal } from '../../errors.ts';

/** Replaces a file by one that only its owner reads, whole or not at all, even when the power goes. */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  const unfinished = await writeBeside(path, text);
  await moveInto(unfinished, path);
}

/** Makes a private file, whole, where there is none; returns false where there is one already. */
export async function makePrivateFile(path: string, text: string): Promise<boolean> {
  const unfinished = await writeBeside(path, text);
  try {
    await link(unfinished, path);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** Gives a file or folder its final name, and puts the name on the disk as well. */
export async function moveInto(from: string, to: string): Promise<void> {
  await rename(from, to);
  // Windows does not open folders.
  if (process.platform === 'win32') return;
  const folder = await open(dirname(to), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function writeBeside(path: string, text: string): Promise<string> {
  const unfinished = `${path}.${randomBytes(6).toString('hex')}.unfinished`;
  // 'wx' follows no link and overwrites nothing that someone else put there.
  const file = await open(unfinished, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
    return unfinished;
  } catch (error) {
    // On a full disk, mostly: what has no room must not stay and take more of it.
    await rm(unfinished, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

/** The text of a file, or undefined where there is none. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Removes what earlier starts, killed on the way, left unfinished under `prefix`. */
export async function removeUnfinished(prefix: string): Promise<void> {
  const folder = dirname(prefix);
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    // A program that outlived its parent may still write there, so that the folder is not empty at first.
    if (path.startsWith(prefix)) await rm(path, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Makes a folder and those above it; what it makes has this mode, whatever the umask. */
export async function makeFolder(path: string, mode: number): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode });
  if (first === undefined) return;
  for (let made = path; made.length >= first.length; made = dirname(made)) await chmod(made, mode);
}

/** Does work on files, and says in a sentence which folder the system did not allow it in. */
export async function inFolder<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined || error instanceof Refusal) throw error;
    const path = (error as NodeJS.ErrnoException).path ?? folder;
    throw new Refusal(
      'not-allowed',
      'store-folder',
      `Vigie cannot keep its database in ${folder}: the system says ${code} for ${path}. ` +
        'Give a folder on a local disk that belongs to you and has room.',
      { cause: error },
    );
  }
}

/** The code of an error of the operating system, such as ENOENT. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined;
  return String(error.code);
}
