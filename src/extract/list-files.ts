import type { Stats } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../errors.ts';
import { slashed } from './file-name.ts';

/** What a caller that reads for others does about what is not for them, or cannot be had. */
export interface ListRules {
  /** Whether what lies at this real path may be listed, where a link leads to it. */
  readonly mayList: (real: string) => boolean;
  /** Called with what is left out: a link to where nothing may be listed, or what cannot be read. */
  readonly leftOut: (path: string, why: 'elsewhere' | 'unreadable') => void;
}

/**
 * Lists the files among `paths` and below the folders among them, in the order of the paths, each folder sorted by
 * name. Hidden files and folders and `node_modules` are passed over below a folder; one that is named is taken. A
 * folder that links lead to again is listed once. Throws a `Refusal` where a path does not exist or cannot be read; with
 * `rules` nothing is thrown, they are told, and what is gone by the time that it is come to was never there.
 */
export async function* listFiles(paths: readonly string[], rules?: ListRules): AsyncGenerator<string> {
  for (const path of paths) {
    const status = await statusOf(path);
    if (status?.isDirectory()) yield* filesBelow(path, new Set(), rules);
    else if (status) yield slashed(path);
    else if (rules) rules.leftOut(path, 'unreadable');
    else throw new Refusal('not-found', 'extract-no-such-file', `There is no file or folder “${path}”.`);
  }
}

async function statusOf(path: string, rules?: ListRules): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    if (!isNowhere(error)) rules?.leftOut(path, 'unreadable');
    return undefined;
  }
}

async function* filesBelow(folder: string, seen: Set<string>, rules: ListRules | undefined): AsyncGenerator<string> {
  const { real, names } = await openFolder(folder, rules);
  if (seen.has(real)) return;
  seen.add(real);
  for (const name of names) {
    if (name.startsWith('.') || name === 'node_modules') continue;
    const path = join(folder, name);
    // A link that leads nowhere is no file.
    const status = await statusOf(path, rules);
    if (!status?.isDirectory() && !status?.isFile()) continue;
    if (rules && (await leadsElsewhere(path, rules))) rules.leftOut(path, 'elsewhere');
    else if (status.isDirectory()) yield* filesBelow(path, seen, rules);
    else yield slashed(path);
  }
}

async function openFolder(folder: string, rules: ListRules | undefined) {
  try {
    const real = await realpath(folder);
    return { real, names: (await readdir(folder)).sort((a, b) => (a < b ? -1 : 1)) };
  } catch (error) {
    if (rules) {
      if (!isNowhere(error)) rules.leftOut(folder, 'unreadable');
      return { real: folder, names: [] };
    }
    const message = `The folder “${folder}” cannot be read.`;
    throw new Refusal('not-found', 'extract-unreadable-folder', message, { cause: error });
  }
}

async function leadsElsewhere(path: string, { mayList }: ListRules): Promise<boolean> {
  try {
    return (await lstat(path)).isSymbolicLink() && !mayList(await realpath(path));
  } catch (error) {
    // What is gone leads nowhere, and whoever opens it will see that.
    return !isNowhere(error);
  }
}

/** Whether an error of the system says that there is nothing at a path, or a link that only leads to itself. */
export function isNowhere(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'ELOOP'].includes((error as NodeJS.ErrnoException).code ?? '');
}
