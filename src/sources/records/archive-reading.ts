import { Readable } from 'node:stream';
import type { SourceItem, SourcePlace, SourceReading, SourceWorld } from '../source.ts';
import { archiveItems, MOST_GIVEN } from './archive-items.ts';
import type { ChangedFile } from './changed-file.ts';
import { countedItems } from './counted-items.ts';

/**
 * Gives the files of an archive. Until all of it is read, nothing is remembered by which it is known again, but how much of it was
 * passed.
 */
export async function* readingOfArchive(
  { address, cursor: before }: Pick<SourcePlace, 'address' | 'cursor'>,
  { fetched, cursor, findings }: ChangedFile,
  { signal }: Pick<SourceWorld, 'signal'>,
): AsyncGenerator<SourceItem, SourceReading> {
  const { bytes } = fetched;
  const passed = passedIn(before['archive'], cursor['hash']);
  const place = { within: address, size: bytes.length, passed, most: MOST_GIVEN, signal };
  const { given, end } = yield* countedItems(archiveItems(Readable.from([bytes]), place));
  const all = [...findings, ...end.notes.list()];
  const archive = { hash: cursor['hash'], passed: end.passed };
  return {
    cursor: end.passed === undefined ? cursor : { archive },
    outcome: given > 0 ? 'items' : all.length > 0 || passed > 0 ? 'unchanged' : 'empty',
    findings: all,
    retryAfter: fetched.retryAfter,
  };
}

/** Entries of an archive that were passed already, where it is still the same one. */
function passedIn(kept: unknown, hash: unknown): number {
  const { hash: of, passed } = (kept ?? {}) as { readonly hash?: unknown; readonly passed?: unknown };
  return of === hash && Number.isSafeInteger(passed) && (passed as number) > 0 ? (passed as number) : 0;
}
