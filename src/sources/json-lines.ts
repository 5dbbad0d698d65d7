import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { allowedPath } from './allowed-path.ts';
import type { ReadSource, SourceItem } from './source.ts';

/** Bytes of one line. */
const LONGEST_LINE = 16 * 1024 * 1024;
/** Bytes by which a file is known again. */
const HEAD = 4096;
const NEWLINE = 0x0a;

/**
 * Reads the lines of a JSON Lines file that were added since it was read last; from the start where the file is another one
 * by now. Each line is an item, called by its place. A last line without its end is still being written.
 */
export const readJsonLines: ReadSource = async function* ({ address, cursor }, { folders }) {
  const path = await allowedPath(address, folders);
  const { size } = await stat(path);
  const headLength = Math.min(HEAD, size);
  const before = placeIn(cursor);
  const isSame = before.offset <= size && before.head === (await headOf(path, before.headLength));
  let { offset, line } = isSame ? before : { offset: 0, line: 0 };
  let skipped = 0;
  for await (const { bytes, end } of linesOf(path, offset)) {
    line++;
    offset = end;
    if (bytes === undefined) skipped++;
    else if (!isBlank(bytes)) yield itemOf(bytes, basename(path), line);
  }
  const findings = skipped === 0 ? [] : [tooLong(skipped)];
  const head = await headOf(path, headLength);
  return { cursor: { offset, line, headLength, head }, outcome: size === 0 ? 'empty' : 'items', findings };
};

interface Place {
  readonly offset: number;
  readonly line: number;
  readonly headLength: number;
  readonly head: string;
}

function placeIn(cursor: Readonly<Record<string, unknown>>): Place {
  const { offset, line, headLength, head } = cursor as Partial<Place>;
  if (offset === undefined || line === undefined || headLength === undefined || head === undefined) {
    return { offset: 0, line: 0, headLength: 0, head: '' };
  }
  return { offset, line, headLength, head };
}

async function headOf(path: string, length: number): Promise<string> {
  if (length === 0) return '';
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    return createHash('sha256').update(buffer.subarray(0, bytesRead)).digest('base64url');
  } finally {
    await file.close();
  }
}

/** A line, without bytes where it is longer than any may be, and the place behind its end. */
interface Line {
  readonly bytes: Uint8Array | undefined;
  readonly end: number;
}

async function* linesOf(path: string, from: number): AsyncGenerator<Line> {
  let parts: Buffer[] = [];
  let length = 0;
  let at = from;
  for await (const chunk of createReadStream(path, { start: from }) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      length += end - start;
      if (length <= LONGEST_LINE) parts.push(chunk.subarray(start, end));
      yield { bytes: length <= LONGEST_LINE ? Buffer.concat(parts) : undefined, end: at + end + 1 };
      [parts, length, start] = [[], 0, end + 1];
    }
    length += chunk.length - start;
    if (length <= LONGEST_LINE) parts.push(chunk.subarray(start));
    else parts = [];
    at += chunk.length;
  }
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}

function itemOf(bytes: Uint8Array, name: string, line: number): SourceItem {
  const key = `${name}:${line}`;
  return { key, name: `${key}.json`, bytes, mediaType: 'application/json', given: {} };
}

function tooLong(count: number) {
  const message = `${count} lines have more than ${LONGEST_LINE / 1024 / 1024} MB and were not read.`;
  return { code: 'source-line-too-long', severity: 'error', message } as const;
}
