import { brotliDecompressSync, gunzipSync, inflateSync, constants as zlib } from 'node:zlib';
import { Unreadable } from './extract-problem.ts';
import { LARGEST_FILE, LARGEST_UNPACKED } from './limits.ts';

/** Headers by their names in small letters. */
export type HeaderFields = ReadonlyMap<string, string>;

/** A record of a web archive (ISO 28500). */
export interface WarcRecord {
  readonly fields: HeaderFields;
  /** Without the headers; of a record that was cut short, what is there of it. */
  readonly block: Buffer;
  readonly isCut: boolean;
}

/** An answer that a server gave. */
export interface HttpAnswer {
  readonly status: number;
  readonly fields: HeaderFields;
  /** As it was sent: perhaps in chunks, perhaps packed. */
  readonly body: Buffer;
}

const VERSION = /^WARC\/\d/;
const GZIP = 0x1f8b;
const END_OF_HEAD = '\r\n\r\n';
/** Headers that go on longer are none. */
const LONGEST_HEAD = 256 * 1024;

/** Returns the bytes of an archive unpacked, whether its records were packed one by one or all together. */
export function unpackedWarc(bytes: Uint8Array): Buffer {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (source.length < 2 || source.readUInt16BE(0) !== GZIP) return source;
  // What was cut short is unpacked as far as it goes.
  return unpacked(() => gunzipSync(source, { maxOutputLength: LARGEST_UNPACKED, finishFlush: zlib.Z_SYNC_FLUSH }));
}

/** Cuts an archive into its records. Throws `Unreadable` (`extract-damaged`) where something else stands in between. */
export function* warcRecords(source: Buffer): Generator<WarcRecord> {
  let at = 0;
  for (;;) {
    while (source[at] === 0x0d || source[at] === 0x0a) at++;
    if (at >= source.length) return;
    const end = source.indexOf(END_OF_HEAD, at);
    const head = source.toString('utf8', at, end < 0 ? at : Math.min(end, at + LONGEST_HEAD));
    const fields = fieldsOf(head);
    const length = Number(fields.get('content-length') ?? Number.NaN);
    if (!VERSION.test(head) || !Number.isSafeInteger(length) || length < 0) {
      throw new Unreadable('extract-damaged', 'The web archive is broken; the records before that are read.');
    }
    const from = end + END_OF_HEAD.length;
    at = from + length;
    yield { fields, block: source.subarray(from, at), isCut: at > source.length };
  }
}

/** Returns the answer in the block of a response; undefined where it is none. */
export function httpAnswer(block: Buffer): HttpAnswer | undefined {
  const end = block.indexOf(END_OF_HEAD);
  const head = end < 0 || end > LONGEST_HEAD ? '' : block.toString('utf8', 0, end);
  const status = /^HTTP\/\d(?:\.\d)? (\d{3})/.exec(head)?.[1];
  if (status === undefined) return undefined;
  return { status: Number(status), fields: fieldsOf(head), body: block.subarray(end + END_OF_HEAD.length) };
}

/** Returns the body of an answer put together and unpacked. Throws `Unreadable` where that cannot be. */
export function bodyOf({ fields, body }: HttpAnswer): Uint8Array {
  const isChunked = /\bchunked\b/i.test(fields.get('transfer-encoding') ?? '');
  const whole = isChunked ? withoutChunks(body) : body;
  // Crawlers keep the header and unpack the body, some of them.
  const isGzip = whole.length > 2 && whole.readUInt16BE(0) === GZIP;
  const limit = { maxOutputLength: LARGEST_FILE };
  switch (fields.get('content-encoding')?.toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return isGzip ? unpacked(() => gunzipSync(whole, { ...limit, finishFlush: zlib.Z_SYNC_FLUSH })) : whole;
    case 'deflate':
      return unpacked(() => inflateSync(whole, limit));
    case 'br':
      return unpacked(() => brotliDecompressSync(whole, limit));
    default:
      return whole;
  }
}

function unpacked(unpack: () => Buffer): Buffer {
  try {
    return unpack();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      const message = 'A part of the web archive would unpack to more than is taken, and gives no document.';
      throw new Unreadable('extract-unpacks-too-large', message);
    }
    throw new Unreadable('extract-damaged', 'A part of the web archive cannot be unpacked, and gives no document.');
  }
}

function fieldsOf(head: string): HeaderFields {
  const fields = new Map<string, string>();
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  for (const line of lines.slice(1)) {
    const colon = line.indexOf(':');
    if (colon > 0) fields.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return fields;
}

/** A body that is in no chunks, whatever its header says, is taken as it is. */
function withoutChunks(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < body.length; ) {
    const end = body.indexOf('\r\n', at);
    const size = /^([\da-f]{1,8})\s*(?:;|$)/i.exec(
      end < 0 ? '' : body.toString('latin1', at, Math.min(end, at + 64)),
    )?.[1];
    if (size === undefined) return parts.length === 0 ? body : Buffer.concat(parts);
    const length = Number.parseInt(size, 16);
    if (length === 0) break;
    parts.push(body.subarray(end + 2, end + 2 + length));
    at = end + 2 + length + 2;
  }
  return Buffer.concat(parts);
}
