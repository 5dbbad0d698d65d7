import { type FileHandle, stat } from 'node:fs/promises';
import { basename, dirname, relative } from 'node:path';
import { mediaTypeByExtension } from '../extract/file-format.ts';
import { LARGEST_FILE } from '../extract/limits.ts';
import { isNowhere, listFiles } from '../extract/list-files.ts';
import { type AllowedPath, allowedPath, nothingToRead } from './allowed-path.ts';
import { FolderFindings, type NotGiven } from './folder-findings.ts';
import { KnownFolders } from './known-folders.ts';
import { isOfThisFile, openFile } from './open-file.ts';
import type { ReadSource, SourceCursor } from './source.ts';

/**
 * Milliseconds before a reading began: what changed in them is given once more at the next reading, even if nothing changes
 * any more. It may still have been growing; clocks of file systems are coarse, and those of servers may go after ours.
 */
const SETTLES = 60_000;

/**
 * Reads the files of a folder that are new or changed since it was read last, by the instants of the file system: those of
 * a change of name count, too; and all files of folders that were not there. A file that is read again is the same
 * document, so that nothing is doubled. Links are followed to where the settings allow it. One file is held at a time.
 */
export const readFolder: ReadSource = async function* ({ address, cursor }, { folders, now, signal }) {
  const allowed = await allowedPath(address, folders);
  const begun = now();
  const since = sinceIn(cursor, begun);
  const known = new KnownFolders(allowed.path, cursor['folders']);
  const findings = new FolderFindings();
  let [files, given] = [0, 0];
  for await (const path of filesAt(address, allowed, findings)) {
    signal.throwIfAborted();
    const isKnown = await known.enter(dirname(path));
    const bytes = await changedBytes(path, allowed, isKnown ? since : undefined, begun);
    if (bytes === 'gone') continue;
    files++;
    if (bytes === 'unchanged') continue;
    if (typeof bytes === 'string') {
      findings.add(bytes);
      if (bytes === 'unreadable') known.forget(dirname(path));
      continue;
    }
    given++;
    // A single file is called by its own name.
    const name = relative(allowed.path, path).replaceAll('\\', '/') || basename(path);
    yield { key: name, name, bytes, mediaType: mediaTypeByExtension(name), given: {} };
  }
  const found = [...findings.list(), ...known.findings()];
  const isEmpty = files === 0 && found.length === 0;
  return {
    cursor: { scannedAt: begun, folders: known.text },
    outcome: given > 0 ? 'items' : isEmpty ? 'empty' : 'unchanged',
    findings: found,
  };
};

/** The instant from which on a change was not seen yet; all were not where the clock was put back, or nothing is known. */
function sinceIn({ scannedAt }: SourceCursor, begun: number): number | undefined {
  return typeof scannedAt === 'number' && scannedAt <= begun ? scannedAt - SETTLES : undefined;
}

/** The files at an address, which is a folder or a single file; what is left out is counted. */
async function* filesAt(
  address: string,
  { path, mayRead }: AllowedPath,
  findings: FolderFindings,
): AsyncGenerator<string> {
  yield* listFiles([path], {
    mayList: mayRead,
    leftOut: (left, why) => {
      // Without the folder itself there is no reading of it.
      if (left === path) throw nothingToRead(address);
      findings.add(why);
    },
  });
}

/** Bytes of a file that changed at `since` or later, or why there are none; without `since` it counts as changed. */
async function changedBytes(
  path: string,
  { mayRead }: AllowedPath,
  since: number | undefined,
  begun: number,
): Promise<Uint8Array | NotGiven | 'gone' | 'unchanged'> {
  try {
    const { size, mtimeMs, ctimeMs } = await stat(path);
    // It is told each time, as long as it lies there.
    if (size > LARGEST_FILE) return 'too-large';
    // Anybody may set the instant of a content, to one that is far away, too; that of an entry is set by the system.
    const changedAt = Math.max(ctimeMs, mtimeMs <= begun ? mtimeMs : 0);
    if (since !== undefined && changedAt < since) return 'unchanged';
    const file = await openFile(path, mayRead);
    return typeof file === 'string' ? file : await bytesOf(file, size);
  } catch (error) {
    if (isNowhere(error)) return 'gone';
    if (isOfThisFile(error)) return 'unreadable';
    throw error;
  }
}

/** All bytes of a file, which is closed. It may have grown or shrunk since it was looked at. */
async function bytesOf(file: FileHandle, size: number): Promise<Uint8Array | 'too-large'> {
  try {
    // One more than there were, by which it is seen that it grows.
    let bytes = Buffer.alloc(size + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await file.read(bytes, length, bytes.length - length, length);
      length += bytesRead;
      if (bytesRead === 0) return bytes.subarray(0, length);
      if (length > LARGEST_FILE) return 'too-large';
      if (length === bytes.length) bytes = Buffer.concat([bytes], Math.min(2 * length, LARGEST_FILE + 1));
    }
  } finally {
    await file.close();
  }
}
