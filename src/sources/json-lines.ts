import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { type CutLine, cutLines } from '../extract/extract-lines.ts';
import { LONGEST_LINE } from '../extract/limits.ts';
import { readAllowedFile } from './read-allowed-file.ts';
import type { ReadSource, SourceCursor, SourceFinding, SourceItem, SourceReading } from './source.ts';

/** Bytes of a line, of which it may have as many as it may have characters elsewhere. */
const LONGEST = LONGEST_LINE;
/** Bytes at the beginning, and before the place that was reached, by which a file is known again. */
const MARKED = 4096;

/** How far a file was read: the place behind the end of a line, the lines before it, and how that part is known again. */
interface Place {
  readonly offset: number;
  readonly line: number;
  readonly mark: string;
}

const START: Place = { offset: 0, line: 0, mark: '' };

/**
 * Reads the lines of a JSON Lines file that were added since it was read last; from the start where the file is another one
 * by now, or shorter. Each line is an item, called by what it says. A last line without its end is given where it is a whole
 * value, and again until it has one; else it is still being written, which is told.
 */
export const readJsonLines: ReadSource = ({ address, cursor }, { folders, signal }) =>
  readAllowedFile(address, folders, (file, path) => newLines(file, { path, cursor, signal }));

interface Asked {
  readonly path: string;
  readonly cursor: SourceCursor;
  readonly signal: AbortSignal;
}

async function* newLines(file: FileHandle, { path, cursor, signal }: Asked): AsyncGenerator<SourceItem, SourceReading> {
  const { size } = await file.stat();
  let { offset, line } = await startIn(file, placeIn(cursor));
  const begun = offset;
  let [given, skipped, isOpen] = [0, 0, false];
  const chunks = file.createReadStream({ start: offset, autoClose: false }) as AsyncIterable<Uint8Array>;
  for await (const { bytes, length, isEnded } of cutLines(chunks, LONGEST, asItIs)) {
    signal.throwIfAborted();
    const number = line + 1;
    if (isEnded) [line, offset] = [number, offset + length + 1];
    if (bytes === undefined) skipped++;
    else if (isBlank(bytes)) continue;
    else if (isEnded || isWhole(bytes)) {
      given++;
      yield itemOf(bytes, basename(path), number);
    } else isOpen = true;
  }
  const place: Place = { offset, line, mark: await markOf(file, offset) };
  const isEmpty = size === 0 && offset === begun;
  return {
    cursor: { ...place },
    outcome: given > 0 ? 'items' : isEmpty ? 'empty' : 'unchanged',
    findings: [...(skipped > 0 ? [tooLong(skipped)] : []), ...(isOpen ? [OPEN] : [])],
  };
}

const asItIs = (line: CutLine): CutLine => line;

/** Reads a cursor that this kind wrote; anything else is the start. */
function placeIn({ offset, line, mark }: SourceCursor): Place {
  const isPlace = isCount(offset) && isCount(line) && line <= offset && typeof mark === 'string';
  return isPlace ? { offset, line, mark } : START;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Where to go on: the place that was reached, where what stands before it is still the same. */
async function startIn(file: FileHandle, place: Place): Promise<Place> {
  return place.mark === (await markOf(file, place.offset)) ? place : START;
}

/** A hash of the beginning of a file, and of what stands right before `offset`; of a file that ends before it, another. */
async function markOf(file: FileHandle, offset: number): Promise<string> {
  const hash = createHash('sha256');
  const length = Math.min(MARKED, offset);
  for (const position of [0, offset - length]) {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
    hash.update(buffer.subarray(0, bytesRead));
  }
  return hash.digest('base64url');
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}

/** Whether bytes are an object or a list of JSON, of which no beginning is one. */
function isWhole(bytes: Uint8Array): boolean {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}

function itemOf(bytes: Uint8Array, name: string, line: number): SourceItem {
  // By what it says: in another file, or after the file was cut off, another line stands at the same place.
  const key = `line ${createHash('sha256').update(bytes).digest('base64url')}`;
  return { key, name: `${name}:${line}.json`, bytes, mediaType: 'application/json', given: {} };
}

const OPEN: SourceFinding = {
  code: 'source-line-open',
  severity: 'warning',
  message: 'The last line has no end and is no whole value; it is read when it is.',
};

function tooLong(count: number): SourceFinding {
  const message = `${count} lines have more than ${LONGEST / 1024 / 1024} MB and were not read.`;
  return { code: 'source-line-too-long', severity: 'error', message };
}
