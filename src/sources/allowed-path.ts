import { realpath } from 'node:fs/promises';
import { isAbsolute, sep } from 'node:path';
import { SourceFailure } from './source-failure.ts';

/** Where a source may read. */
export interface AllowedPath {
  /** The real path of its address, links followed. */
  readonly path: string;
  /** Whether another real path may be read, too, such as one that a link below it leads to. */
  readonly mayRead: (real: string) => boolean;
}

/**
 * Returns the real path of a file or folder that a source may read: one that lies in a folder which the settings allow,
 * links followed. Who makes a source must not read with it whatever this program may. Throws `SourceFailure`.
 */
export async function allowedPath(address: string, folders: readonly string[]): Promise<AllowedPath> {
  if (!isAbsolute(address)) {
    throw new SourceFailure('source-path', 'The address of such a source is an absolute path on this machine.');
  }
  const path = await realPath(address);
  const allowed = (await Promise.all(folders.map(realPath))).filter((folder) => folder !== undefined);
  const mayRead = (real: string) => allowed.some((folder) => isWithin(real, folder));
  if (path !== undefined && mayRead(path)) return { path, mayRead };
  throw nothingToRead(address);
}

/**
 * One that is not there, or is no file of the kind, is told like one that is not allowed: what lies elsewhere on the
 * machine is nobody's business.
 */
export function nothingToRead(address: string): SourceFailure {
  return new SourceFailure(
    'source-path',
    `There is nothing to read at ${address}, or no setting allows to read there.`,
  );
}

function realPath(path: string): Promise<string | undefined> {
  return realpath(path).catch(() => undefined);
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
