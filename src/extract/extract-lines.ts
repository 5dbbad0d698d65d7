import { completed } from './complete-document.ts';
import { decodeText } from './decode-text.ts';
import { type Extracted, isExtractProblem, type Origin } from './extract-problem.ts';
import { slashed } from './file-name.ts';
import { jsonLineDocuments } from './json-documents.ts';
import { LONGEST_LINE } from './limits.ts';

const LINE_FEED = 0x0a;

/**
 * Reads JSONL, one record a line, without holding more than a line. An id that a record does not state is the path and
 * the line. Nothing is thrown for what the lines hold: a bad one is a problem with its number, and the next is read.
 */
export async function* extractLines(lines: AsyncIterable<string>, origin: Origin): AsyncGenerator<Extracted> {
  const from = { ...origin, path: slashed(origin.path) };
  let line = 0;
  for await (const source of lines) {
    for await (const item of jsonLineDocuments(source, ++line, from)) {
      yield isExtractProblem(item) ? item : await completed(item, from);
    }
  }
}

/** One line of a stream of bytes. */
export interface CutLine {
  /** Without its end; undefined where the line is longer than was to be kept. */
  readonly bytes: Uint8Array | undefined;
  /** Bytes of all of it, without its end. */
  readonly length: number;
  /** False for the last line where the stream ends without a line feed. */
  readonly isEnded: boolean;
}

/** Cuts a stream of bytes, such as standard input, into lines without their ends. */
export function linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  return cutLines(chunks, LONGEST_KEPT, decodeLine);
}

/**
 * Gives what `read` makes of each line of a stream. Of a line of more than `most` bytes nothing is kept: it is let go as
 * it comes. Nothing is given for what stands behind the last line feed where that is nothing.
 */
export async function* cutLines<Line>(
  chunks: AsyncIterable<Uint8Array>,
  most: number,
  read: (line: CutLine) => Line,
): AsyncGenerator<Line> {
  let parts: Uint8Array[] = [];
  let length = 0;
  const keep = (part: Uint8Array) => {
    length += part.length;
    if (length > most) parts = [];
    else if (part.length > 0) parts.push(part);
  };
  const taken = (isEnded: boolean) => {
    const bytes = length > most ? undefined : parts.length === 1 ? parts[0]! : Buffer.concat(parts);
    const line = read({ bytes, length, isEnded });
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      keep(chunk.subarray(start, end));
      yield taken(true);
      start = end + 1;
    }
    keep(chunk.subarray(start));
  }
  if (length > 0) yield taken(false);
}

/** A character has at most three bytes of UTF-8 for each of its UTF-16 units. */
const LONGEST_KEPT = 3 * LONGEST_LINE;

function decodeLine({ bytes }: CutLine): string {
  // Too long in any charset: its content does not matter any more, but `extractLines` must see that it is too long.
  if (bytes === undefined) return ' '.repeat(LONGEST_LINE).concat('{');
  const text = decodeText(bytes);
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}
