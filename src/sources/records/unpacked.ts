import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { SourceFailure } from '../source-failure.ts';

/**
 * Unpacks bytes as far as they are gzip (RFC 1952), chunk by chunk, up to `most` bytes; others come as they are. Throws
 * `SourceFailure` for more (`file-too-large`), and for what is cut off or broken (`file-damaged`).
 */
export async function* unpacked(bytes: Uint8Array, most: number): AsyncGenerator<Uint8Array, void> {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  let size = 0;
  for await (const chunk of isPacked ? gunzipped(bytes) : [bytes]) {
    size += chunk.length;
    if (size > most) throw tooLarge(most);
    yield chunk;
  }
}

/** All of it at once. */
export async function allUnpacked(bytes: Uint8Array, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of unpacked(bytes, most)) chunks.push(chunk);
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
}

async function* gunzipped(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  const stream = Readable.from([bytes]).pipe(createGunzip());
  try {
    for await (const chunk of stream) yield chunk as Uint8Array;
  } catch (cause) {
    const message = 'The file is compressed, and cut off or broken.';
    throw new SourceFailure('file-damaged', message, undefined, { cause });
  } finally {
    stream.destroy();
  }
}

function tooLarge(most: number): SourceFailure {
  const size = `${Math.floor(most / 1024 / 1024)} MB`;
  return new SourceFailure('file-too-large', `The file has more than ${size}, unpacked; lines of JSON may have more.`);
}
