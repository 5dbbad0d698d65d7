import { createHash } from 'node:crypto';
import { basename } from 'node:path/posix';
import { cutLines } from '../../extract/extract-lines.ts';
import { LONGEST_LINE } from '../../extract/limits.ts';
import type { Fetched } from '../fetch/guarded-fetch.ts';
import type { SourceFinding, SourceItem } from '../source.ts';
import { unpacked } from './unpacked.ts';

/** Bytes of all lines of a file, unpacked. */
const LARGEST_UNPACKED = 4 * 1024 * 1024 * 1024;
const MEDIA_TYPES = /^application\/(?:x-ndjson|ndjson|jsonl|x-jsonlines|jsonlines|json-lines|json-seq)$/;

/** Whether a file holds a record on each line, by its name, its type or how it begins. */
export function holdsLines({ address, mediaType, bytes }: Pick<Fetched, 'address' | 'mediaType' | 'bytes'>): boolean {
  if (/\.(?:jsonl|ndjson)(?:\.gz)?$/i.test(new URL(address).pathname) || MEDIA_TYPES.test(mediaType)) return true;
  const start = Buffer.from(bytes.subarray(0, LONGEST_START)).toString();
  const [first = '', second = ''] = start.split('\n').filter((line) => line.trim() !== '');
  return /^\s*\{.*\}\s*$/.test(first) && second.trimStart().startsWith('{');
}

const LONGEST_START = 256 * 1024;

/**
 * Gives each line of a file as an item, packed or not, holding one at a time. Lines are called by what they say, and their
 * documents by the ids that they state, within `address`: so that a record that changes is another edition of itself.
 */
export async function* lineItems(
  { bytes, address: from }: Fetched,
  { address, signal }: { readonly address: string; readonly signal: AbortSignal },
): AsyncGenerator<SourceItem, readonly SourceFinding[]> {
  const name = basename(new URL(from).pathname).replace(/\.gz$/i, '') || 'lines';
  let [line, skipped] = [0, 0];
  const lines = cutLines(unpacked(bytes, LARGEST_UNPACKED), LONGEST_LINE, (cut) => cut);
  for await (const { bytes: said } of lines) {
    signal.throwIfAborted();
    line++;
    if (said === undefined) skipped++;
    else if (said.some((byte) => byte > 0x20)) {
      const key = `line ${createHash('sha256').update(said).digest('base64url')}`;
      const given = { within: address };
      yield { key, bytes: said, mediaType: 'application/json', name: `${name}:${line}.json`, given };
    }
  }
  if (skipped === 0) return [];
  const message = `${skipped} lines have more than ${LONGEST_LINE / 1024 / 1024} MB and were not read.`;
  return [{ code: 'source-line-too-long', severity: 'error', message }];
}
