import { realpath } from 'node:fs/promises';
import { isAbsolute, sep } from 'node:path';
import { SourceFailure } from './source-failure.ts';

/**
 * Returns the real path of a file or folder that a source may read: one that lies in a folder which the settings allow,
 * links followed. Who makes a source must not read with it whatever this program may.
 */
export async function allowedPath(address: string, folders: readonly string[]): Promise<string> {
  if (!isAbsolute(address)) {
    throw new SourceFailure('source-path', 'The address of such a source is an absolute path on this machine.');
  }
  const real = await realpath(address).catch(() => undefined);
  const allowed = await Promise.all(folders.map((folder) => realpath(folder).catch(() => undefined)));
  // One that is not there is told like one that is not allowed: what lies elsewhere on the machine is nobody's business.
  if (real !== undefined && allowed.some((folder) => folder !== undefined && isWithin(real, folder))) return real;
  throw new SourceFailure('source-path', `There is nothing to read at ${address}, or no setting allows to read there.`);
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
