import { constants } from 'node:fs';
import { type FileHandle, open, realpath } from 'node:fs/promises';
import { isNowhere } from '../extract/list-files.ts';

/** Neither a link that was put in the place of what was checked is followed, nor a pipe waited for. Windows has neither. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * Opens the file at a path, where links may lead only to what `mayRead` says of its real path. `gone` where there is
 * nothing any more, `unreadable` where it is no file or may not be read. Whoever opens it closes it.
 */
export async function openFile(
  path: string,
  mayRead: (real: string) => boolean,
): Promise<FileHandle | 'gone' | 'unreadable'> {
  let file: FileHandle | undefined;
  try {
    const real = await realpath(path);
    if (!mayRead(real)) return 'unreadable';
    file = await open(real, FLAGS);
    if ((await file.stat()).isFile()) return file;
  } catch (error) {
    if (isNowhere(error)) return 'gone';
    if (!isOfThisFile(error)) throw error;
  }
  await file?.close();
  return 'unreadable';
}

/** Whether an error of the system speaks of one file, and not of the whole machine or of a fault of ours. */
export function isOfThisFile(error: unknown): boolean {
  const { code = '' } = error as NodeJS.ErrnoException;
  return ['EACCES', 'EPERM', 'EIO', 'EBUSY', 'EISDIR', 'ENXIO', 'ESTALE'].includes(code);
}
