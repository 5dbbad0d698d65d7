import { allowedPath, nothingToRead } from './allowed-path.ts';
import { isOfThisFile, openFile } from './open-file.ts';
import { archiveItems } from './records/archive-items.ts';
import type { SourceItem, SourcePlace, SourceReading, SourceWorld } from './source.ts';
import { SourceFailure } from './source-failure.ts';

/** Whether a file is an archive of files by its name. */
export function isArchiveName(name: string): boolean {
  return /\.(?:tar|tgz|tar\.gz)$/i.test(name);
}

/** Reads the files of an archive on this machine, all of them, each as an item that is called by its path in the archive. */
export async function* readArchiveFile(
  { address }: Pick<SourcePlace, 'address'>,
  { folders, signal }: Pick<SourceWorld, 'folders' | 'signal'>,
): AsyncGenerator<SourceItem, SourceReading> {
  const { path, mayRead } = await allowedPath(address, folders);
  const file = await openFile(path, mayRead);
  if (file === 'gone') throw nothingToRead(address);
  if (file === 'unreadable') throw unreadable();
  try {
    const { size } = await file.stat();
    const chunks = file.createReadStream({ autoClose: false }) as AsyncIterable<Uint8Array>;
    const found = archiveItems(chunks, { within: address, size, passed: 0, most: Number.POSITIVE_INFINITY, signal });
    for (let given = 0; ; given++) {
      const { done, value } = await found.next();
      if (!done) {
        yield value;
        continue;
      }
      return { cursor: {}, outcome: given > 0 ? 'items' : 'empty', findings: value.notes.list() };
    }
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
