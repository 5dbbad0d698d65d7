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

/**
 * Cuts a stream of bytes, such as standard input, into lines without their ends. Of a line above the limit only so much
 * is kept that `extractLines` sees that it is too long; the rest is let go as it comes.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let parts: Uint8Array[] = [];
  let length = 0;
  const keep = (part: Uint8Array) => {
    if (length <= LONGEST_KEPT && part.length > 0) parts.push(part);
    length += part.length;
  };
  const taken = () => {
    const text = decodeLine(parts, length);
    parts = [];
    length = 0;
    return text;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      keep(chunk.subarray(start, end));
      yield taken();
      start = end + 1;
    }
    keep(chunk.subarray(start));
  }
  if (length > 0) yield taken();
}

/** A character has at most three bytes of UTF-8 for each of its UTF-16 units. */
const LONGEST_KEPT = 3 * LONGEST_LINE;

function decodeLine(parts: readonly Uint8Array[], length: number): string {
  // Too long in any charset: its content does not matter any more, only its length.
  if (length > LONGEST_KEPT) return ' '.repeat(LONGEST_LINE).concat('{');
  const text = decodeText(parts.length === 1 ? parts[0]! : Buffer.concat(parts));
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}
