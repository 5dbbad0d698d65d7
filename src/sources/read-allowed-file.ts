import type { FileHandle } from 'node:fs/promises';
import { allowedPath, nothingToRead } from './allowed-path.ts';
import { isOfThisFile, openFile } from './open-file.ts';
import { SourceFailure } from './source-failure.ts';

/**
 * Reads a file that the settings allow to read, by `read`, which is given its real path; it is closed behind that. Throws `SourceFailure`
 * (`source-path`, `source-file-unreadable`).
 */
export async function* readAllowedFile<Item, End>(
  address: string,
  folders: readonly string[],
  read: (file: FileHandle, path: string) => AsyncGenerator<Item, End>,
): AsyncGenerator<Item, End> {
  const { path, mayRead } = await allowedPath(address, folders);
  const file = await openFile(path, mayRead);
  if (file === 'gone') throw nothingToRead(address);
  if (file === 'unreadable') throw unreadable();
  try {
    return yield* read(file, path);
  } catch (error) {
    if (isOfThisFile(error)) throw unreadable(error);
    throw error;
  } finally {
    await file.close();
  }
}

function unreadable(cause?: unknown): SourceFailure {
  return new SourceFailure('source-file-unreadable', 'What lies there is no file, or cannot be read.', undefined, {
    cause,
  });
}
