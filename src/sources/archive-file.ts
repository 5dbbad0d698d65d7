import { readAllowedFile } from './read-allowed-file.ts';
import { archiveItems } from './records/archive-items.ts';
import { countedItems } from './records/counted-items.ts';
import type { SourceItem, SourcePlace, SourceReading, SourceWorld } from './source.ts';

/** Whether a file is an archive of files by its name. */
export function isArchiveName(name: string): boolean {
  return /\.(?:tar|tgz|tar\.gz)$/i.test(name);
}

/** Reads the files of an archive on this machine, all of them, each as an item that is called by its path in the archive. */
export function readArchiveFile(
  { address }: Pick<SourcePlace, 'address'>,
  { folders, signal }: Pick<SourceWorld, 'folders' | 'signal'>,
): AsyncGenerator<SourceItem, SourceReading> {
  return readAllowedFile(address, folders, async function* (file): AsyncGenerator<SourceItem, SourceReading> {
    const { size } = await file.stat();
    const chunks = file.createReadStream({ autoClose: false }) as AsyncIterable<Uint8Array>;
    const place = { within: address, size, passed: 0, most: Number.POSITIVE_INFINITY, signal };
    const { given, end } = yield* countedItems(archiveItems(chunks, place));
    return { cursor: {}, outcome: given > 0 ? 'items' : 'empty', findings: end.notes.list() };
  });
}
