import { basename } from 'node:path/posix';
import { LARGEST_FILE } from '../../extract/limits.ts';
import type { Fetched } from '../fetch/guarded-fetch.ts';
import type { ReadSource, SourceFinding, SourceItem, SourceReading, SourceWorld } from '../source.ts';
import { type ChangedFile, changedFile } from './changed-file.ts';
import { countedItems } from './counted-items.ts';
import { holdsLines, lineItems } from './line-items.ts';
import { allUnpacked } from './unpacked.ts';

/** Gives the items of a file, and returns what is odd about it. */
export type ItemsOfFile = (
  fetched: Fetched,
  place: { readonly address: string; readonly signal: AbortSignal },
) => AsyncGenerator<SourceItem, readonly SourceFinding[]>;

/**
 * A file as one item with all that is in it, or as one for each of its lines. Its address is that of the source, which is not
 * for everybody who may read what is in it: items have none.
 */
export const fileItems: ItemsOfFile = async function* (fetched, place) {
  if (holdsLines(fetched)) return yield* lineItems(fetched, place);
  const { address, charset } = fetched;
  const bytes = await allUnpacked(fetched.bytes, LARGEST_FILE);
  if (!bytes.some((byte) => byte > 0x20)) return [];
  const path = new URL(address).pathname.replace(/\.gz$/i, '');
  const given = charset === undefined ? {} : { charset };
  yield { key: place.address, bytes, mediaType: typeOf(bytes), name: basename(path) || 'file', given };
  return [];
};

/** By how the file begins: sites send records as plain text, and what is packed as no more than that. */
export function typeOf(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.subarray(0, 1024))
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (/^[[{]/.test(start)) return 'application/json';
  return start.startsWith('<') ? 'application/xml' : 'application/octet-stream';
}

/** Returns a reader of files at an address in one format, which gives nothing while they are what they were. */
export function fileReader(accept: string, items: ItemsOfFile = fileItems): ReadSource {
  return async function* ({ address, cursor }, world) {
    const answer = await changedFile(address, { cursor, accept }, world);
    if (answer.file) return yield* readingOfFile(answer.file, { address, items }, world);
    return { cursor, outcome: 'unchanged', findings: answer.findings, retryAfter: answer.retryAfter };
  };
}

/** Gives the items of a file that changed, and how the reading of it ended. */
export async function* readingOfFile(
  { fetched, cursor, findings }: ChangedFile,
  { address, items }: { readonly address: string; readonly items: ItemsOfFile },
  { signal }: SourceWorld,
): AsyncGenerator<SourceItem, SourceReading> {
  const { given, end } = yield* countedItems(items(fetched, { address, signal }));
  const all = [...findings, ...end];
  const outcome = given > 0 ? 'items' : all.length > 0 ? 'unchanged' : 'empty';
  return { cursor, outcome, findings: all, retryAfter: fetched.retryAfter };
}
