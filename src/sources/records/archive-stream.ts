import { Readable } from 'node:stream';
import { createGunzip, gunzipSync, constants as zlib } from 'node:zlib';
import { type Extract, extract, type Header } from 'tar-stream';
import { MOST_RATIO, RATIO_COUNTS_FROM } from '../../extract/limits.ts';

/** Bytes of all files of an archive, unpacked. */
const LARGEST_UNPACKED = 4 * 1024 * 1024 * 1024;
const BLOCK = 512;
/** Where a header says what it is. */
const MAGIC_AT = 257;
const MAGIC = 'ustar';
/** Packed bytes in which a first header lies; unpacked they are a megabyte at most. */
const HEAD = 1024;

/** An entry whose bytes are taken all at once, or passed by. */
type Entry = Extract extends AsyncIterable<infer E> ? E : never;

export interface ArchiveEntry {
  readonly header: Pick<Header, 'name' | 'size'> & { readonly type: Header['type'] | null };
  readonly resume: () => void;
  /** Nothing where they break off. */
  readonly all: () => Promise<Uint8Array | undefined>;
}

/** Whether bytes are a tar archive, packed by gzip or not. */
export function holdsArchive(bytes: Uint8Array): boolean {
  const head = isGzip(bytes) ? unpackedHead(bytes) : Buffer.from(bytes.subarray(0, BLOCK));
  return head.toString('latin1', MAGIC_AT, MAGIC_AT + MAGIC.length) === MAGIC;
}

/** Goes through a tar archive that may be hostile or broken; it never fails for that, and says how it ended. */
export class ArchiveStream {
  /** How it has ended so far. */
  ended: 'whole' | 'cut' | 'large' = 'whole';
  readonly #packed: AsyncIterable<Uint8Array>;
  readonly #most: number;
  /** What is no fault of the archive, such as of the disk. */
  #failure: unknown;

  /** `size`: bytes as they are packed. What unpacks to more than a share of them is no archive that is meant well. */
  constructor(packed: AsyncIterable<Uint8Array>, size: number) {
    this.#packed = packed;
    this.#most = Math.min(LARGEST_UNPACKED, Math.max(RATIO_COUNTS_FROM, size * MOST_RATIO));
  }

  async *entries(): AsyncGenerator<ArchiveEntry> {
    const source = Readable.from(this.#watched());
    const tar = extract();
    // It is a stream as those of Node are, by other types.
    source.pipe(tar as unknown as NodeJS.WritableStream);
    try {
      for await (const entry of tar) {
        yield { header: entry.header, resume: () => entry.resume(), all: () => this.#all(entry) };
      }
    } catch (error) {
      if (error === this.#failure) throw error;
      this.#cut();
    } finally {
      source.destroy();
    }
    if (this.#failure !== undefined) throw this.#failure;
  }

  #cut(): void {
    if (this.ended === 'whole') this.ended = 'cut';
  }

  async #all(entry: Entry): Promise<Uint8Array | undefined> {
    const chunks: Uint8Array[] = [];
    try {
      for await (const chunk of entry) chunks.push(chunk as Uint8Array);
    } catch {
      this.#cut();
      return undefined;
    }
    return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
  }

  /** The bytes of the archive up to where they break off or are too many. It ends then, so that what came before is read. */
  async *#watched(): AsyncGenerator<Uint8Array> {
    let [size, tail] = [0, Buffer.alloc(0)];
    try {
      for await (const chunk of this.#unpacked()) {
        size += chunk.length;
        if (size > this.#most) {
          this.ended = 'large';
          return;
        }
        tail = Buffer.concat([tail, chunk.subarray(-BLOCK)]).subarray(-BLOCK);
        yield chunk;
      }
      // It ends with blocks of zeros, by which it is seen that nothing is missing.
      if (tail.length < BLOCK || tail.some((byte) => byte !== 0)) this.#cut();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code?.startsWith('Z_') === true) this.#cut();
      else this.#failure = error;
    }
  }

  async *#unpacked(): AsyncGenerator<Uint8Array> {
    const chunks = this.#packed[Symbol.asyncIterator]();
    const first = await chunks.next();
    if (first.done === true) return;
    const all = rejoined(first.value, chunks);
    if (!isGzip(first.value)) return yield* all;
    // What is cut off is unpacked as far as it goes.
    const source = Readable.from(all);
    const stream = createGunzip({ finishFlush: zlib.Z_SYNC_FLUSH });
    source.once('error', (error) => stream.destroy(error));
    try {
      for await (const chunk of source.pipe(stream)) yield chunk as Uint8Array;
    } finally {
      source.destroy();
      stream.destroy();
    }
  }
}

async function* rejoined(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield first;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function unpackedHead(bytes: Uint8Array): Buffer {
  try {
    return gunzipSync(bytes.subarray(0, HEAD), { finishFlush: zlib.Z_SYNC_FLUSH }).subarray(0, BLOCK);
  } catch {
    return Buffer.alloc(0);
  }
}
