import type { Readable, Transform } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { SourceFailure } from '../source-failure.ts';
import type { FetchLimits } from './guarded-fetch.ts';

/** What is asked for in Accept-Encoding, and so all that is understood. */
export const CONTENT_CODINGS = 'gzip, deflate, br';
const MOST_CODINGS = 2;

/**
 * Reads a body up to its limits, and decompresses it on the way, so that no more than the limit is ever held. `coding` is
 * the header Content-Encoding. A compressed body that was cut short gives what came. What is more than `limits` is
 * refused or cut off, as `excess` says. Throws `SourceFailure`.
 */
export async function readBody(
  body: Readable,
  coding: string,
  limits: Pick<FetchLimits, 'wireBytes' | 'bodyBytes'>,
  excess: 'refuse' | 'cut' = 'refuse',
): Promise<Uint8Array> {
  const codings = coding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity')
    .reverse();
  if (codings.length > MOST_CODINGS) throw unreadable();
  let bytes = atMost(body, limits.wireBytes, 'sent', excess);
  for (const name of codings) bytes = decompressed(bytes, name);
  const chunks: Uint8Array[] = [];
  for await (const chunk of atMost(bytes, limits.bodyBytes, 'unpacked', excess)) chunks.push(chunk);
  const whole = Buffer.concat(chunks);
  return new Uint8Array(whole.buffer, whole.byteOffset, whole.length);
}

async function* atMost(
  chunks: AsyncIterable<Uint8Array>,
  most: number,
  how: 'sent' | 'unpacked',
  excess: 'refuse' | 'cut',
): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > most && excess === 'refuse') throw tooLarge(most, how);
    yield size > most ? chunk.subarray(0, chunk.length - (size - most)) : chunk;
    if (size >= most && excess === 'cut') return;
  }
}

/** Feeds the decoder one chunk at a time and hands on what it gives, so that nothing piles up between the two. */
async function* decompressed(chunks: AsyncIterable<Uint8Array>, coding: string): AsyncGenerator<Uint8Array> {
  let decoder: Transform | undefined;
  let failed: unknown;
  let finished = false;
  const source = chunks[Symbol.asyncIterator]();
  try {
    const first = await source.next();
    if (first.done) return;
    decoder = decoderFor(coding, first.value);
    const into = decoder;
    const feed = async () => {
      for (let next: IteratorResult<Uint8Array> = first; !next.done; next = await source.next()) {
        if (finished) return;
        if (!into.write(next.value)) await drained(into);
      }
      into.end();
    };
    void feed().catch((error: unknown) => {
      failed = error;
      into.destroy();
    });
    for await (const chunk of into) yield chunk as Uint8Array;
    if (failed !== undefined) throw failed;
  } catch (error) {
    throw failed ?? (error instanceof SourceFailure ? error : unreadable(error));
  } finally {
    finished = true;
    decoder?.destroy();
    // Not waited for: a site that stalls would hold up what is known already, and the connection is closed by its owner.
    void Promise.resolve(source.return?.(undefined)).catch(() => {});
  }
}

function drained(decoder: Transform): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      for (const event of ['drain', 'close', 'error']) decoder.off(event, settle);
      resolve();
    };
    for (const event of ['drain', 'close', 'error']) decoder.on(event, settle);
  });
}

function decoderFor(coding: string, first: Uint8Array): Transform {
  // Servers cut the last block off often enough that browsers show what there is.
  const lenient = { finishFlush: constants.Z_SYNC_FLUSH };
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip(lenient);
    case 'deflate':
      // Some send the bare stream of RFC 1951 instead of that of RFC 1950, whose first byte has 8 in its low half.
      return ((first[0] ?? 0) & 0x0f) === 8 ? createInflate(lenient) : createInflateRaw(lenient);
    case 'br':
      return createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH });
    default:
      throw unreadable();
  }
}

function tooLarge(most: number, how: 'sent' | 'unpacked'): SourceFailure {
  const size = most >= 1024 * 1024 ? `${Math.floor(most / 1024 / 1024)} MB` : `${most} bytes`;
  return new SourceFailure('fetch-too-large', `The answer has more than ${size}, as ${how}.`);
}

function unreadable(cause?: unknown): SourceFailure {
  return new SourceFailure('fetch-coding', 'The answer is compressed in a way that cannot be undone.', undefined, {
    cause,
  });
}
