import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../errors.ts';
import { slashed } from './file-name.ts';

/**
 * Lists the files among `paths` and below the folders among them, in the order of the paths, each folder sorted by
 * name. Hidden files and folders and `node_modules` are passed over below a folder; one that is named is taken. A
 * folder that links lead to again is listed once. Throws a `Refusal` where a path does not exist or cannot be read.
 */
export async function* listFiles(paths: readonly string[]): AsyncGenerator<string> {
  for (const path of paths) {
    const status = await statusOf(path);
    if (status === undefined) {
      throw new Refusal('not-found', 'extract-no-such-file', `There is no file or folder “${path}”.`);
    }
    if (status.isDirectory()) yield* filesBelow(path, new Set());
    else yield slashed(path);
  }
}

async function statusOf(path: string): Promise<Awaited<ReturnType<typeof stat>> | undefined> {
  try {
    return await stat(path);
  } catch {
    return undefined;
  }
}

async function* filesBelow(folder: string, seen: Set<string>): AsyncGenerator<string> {
  const real = await realpath(folder);
  if (seen.has(real)) return;
  seen.add(real);
  for (const name of await namesIn(folder)) {
    if (name.startsWith('.') || name === 'node_modules') continue;
    const path = join(folder, name);
    // A link that leads nowhere is no file.
    const status = await statusOf(path);
    if (status?.isDirectory()) yield* filesBelow(path, seen);
    else if (status?.isFile()) yield slashed(path);
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort((a, b) => (a < b ? -1 : 1));
  } catch (error) {
    const message = `The folder “${folder}” cannot be read.`;
    throw new Refusal('not-found', 'extract-unreadable-folder', message, { cause: error });
  }
}
