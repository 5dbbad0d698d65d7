import { open, stat } from 'node:fs/promises';
import { basename, relative } from 'node:path';
import { mediaTypeByExtension } from '../extract/file-format.ts';
import { listFiles } from '../extract/list-files.ts';
import { allowedPath } from './allowed-path.ts';
import type { ReadSource, SourceFinding, SourceItem } from './source.ts';

/** Milliseconds in which a file that was just written may still grow: it is read the next time. */
const SETTLES = 1000;
/** Clocks of file systems are coarse, and those of servers may go after ours. */
const MARGIN = 2000;
const LARGEST_FILE = 64 * 1024 * 1024;

/**
 * Reads the files of a folder that are new or changed since it was read last, by the instants of the file system: those of
 * a change of name count, too. A file that is read again is the same document, so that nothing is doubled.
 */
export const readFolder: ReadSource = async function* ({ address, cursor }, { folders, now }) {
  const folder = await allowedPath(address, folders);
  const begun = now();
  const since = typeof cursor['scannedAt'] === 'number' ? cursor['scannedAt'] - MARGIN : Number.NEGATIVE_INFINITY;
  const findings: SourceFinding[] = [];
  let files = 0;
  let isUnsettled = false;
  for await (const path of listFiles([folder])) {
    const found = await stat(path).catch(() => undefined);
    if (!found?.isFile()) continue;
    files++;
    const changedAt = Math.max(found.mtimeMs, found.ctimeMs);
    if (changedAt < since) continue;
    if (changedAt > begun - SETTLES && changedAt <= begun) isUnsettled = true;
    // A single file is called by its own name.
    const name = relative(folder, path).replaceAll('\\', '/') || basename(path);
    if (found.size > LARGEST_FILE) {
      findings.push(tooLarge(name));
      continue;
    }
    const item = await itemOf(path, name);
    if (item) yield item;
    else findings.push(unreadable(name));
  }
  const scannedAt = isUnsettled ? begun - SETTLES : begun;
  return { cursor: { scannedAt }, outcome: files === 0 ? 'empty' : 'items', findings };
};

async function itemOf(path: string, name: string): Promise<SourceItem | undefined> {
  const file = await open(path).catch(() => undefined);
  if (!file) return undefined;
  try {
    const bytes = await file.readFile();
    return { key: name, name, bytes, mediaType: mediaTypeByExtension(name), given: {} };
  } catch {
    return undefined;
  } finally {
    await file.close();
  }
}

function tooLarge(name: string): SourceFinding {
  const message = `${name} has more than ${LARGEST_FILE / 1024 / 1024} MB and was not read.`;
  return { code: 'source-file-too-large', severity: 'error', message };
}

function unreadable(name: string): SourceFinding {
  return { code: 'source-file-unreadable', severity: 'error', message: `${name} cannot be read.` };
}
