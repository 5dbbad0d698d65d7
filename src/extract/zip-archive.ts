import { inflateRawSync } from 'node:zlib';
import { quoted, Unreadable } from './extract-problem.ts';
import { LARGEST_UNPACKED, MOST_ENTRIES, MOST_RATIO, RATIO_COUNTS_FROM } from './limits.ts';

const END_SIZE = 22;
const END_SIGNATURE = 0x06054b50;
const LONGEST_COMMENT = 0xffff;
const ENTRY_SIZE = 46;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIZE = 30;
const LOCAL_SIGNATURE = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;

interface Entry {
  readonly method: number;
  readonly flags: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly at: number;
}

/** The files in a ZIP archive (APPNOTE 6.3), unpacked one at a time when they are asked for. */
export class ZipArchive {
  readonly #bytes: Buffer;
  readonly #entries: ReadonlyMap<string, Entry>;

  /**
   * Reads the directory. Throws `Unreadable` where it is broken (`extract-damaged`), or says that more would be unpacked
   * than the limits allow (`extract-unpacks-too-large`): nothing is unpacked before that is known.
   */
  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#entries = readDirectory(this.#bytes);
    checkSizes([...this.#entries.values()], bytes.length);
  }

  get names(): readonly string[] {
    return [...this.#entries.keys()];
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** Unpacks a file. Throws `Unreadable` where it is not there, is broken, or larger than the directory says. */
  read(name: string): Buffer {
    const entry = this.#entries.get(name);
    if (!entry) throw damaged(`has no part ${quoted(name)}`);
    if (entry.flags & ENCRYPTED) {
      throw new Unreadable('extract-encrypted', 'The archive is encrypted and gives no document.');
    }
    const { at, packed, unpacked, method } = entry;
    if (at + LOCAL_SIZE > this.#bytes.length || this.#bytes.readUInt32LE(at) !== LOCAL_SIGNATURE) {
      throw damaged('has a directory that leads nowhere');
    }
    const from = at + LOCAL_SIZE + this.#bytes.readUInt16LE(at + 26) + this.#bytes.readUInt16LE(at + 28);
    const content = this.#bytes.subarray(from, from + packed);
    if (method === STORED) return content;
    if (method !== DEFLATED) throw damaged('is packed in a way that is not read');
    try {
      return inflateRawSync(content, { maxOutputLength: Math.max(unpacked, 1) });
    } catch {
      throw damaged(`has a part ${quoted(name)} that cannot be unpacked as its directory says`);
    }
  }
}

function damaged(what: string): Unreadable {
  return new Unreadable('extract-damaged', `The archive ${what}, and gives no document.`);
}

function readDirectory(bytes: Buffer): Map<string, Entry> {
  const end = endOfDirectory(bytes);
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  if (count > MOST_ENTRIES) throw tooLarge(`has more than ${MOST_ENTRIES} parts`);
  const entries = new Map<string, Entry>();
  for (let index = 0; index < count; index++) {
    if (at + ENTRY_SIZE > bytes.length || bytes.readUInt32LE(at) !== ENTRY_SIGNATURE) {
      throw damaged('has a broken directory');
    }
    const nameEnd = at + ENTRY_SIZE + bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + ENTRY_SIZE, nameEnd).replace(/^\/+/, '');
    entries.set(name, {
      flags: bytes.readUInt16LE(at + 8),
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    });
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function endOfDirectory(bytes: Buffer): number {
  const last = bytes.length - END_SIZE;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
    if (bytes.readUInt32LE(at) === END_SIGNATURE) return at;
  }
  throw damaged('has no directory at its end, as one that was cut short');
}

function checkSizes(entries: readonly Entry[], size: number): void {
  const packed = entries.reduce((sum, entry) => sum + entry.packed, 0);
  const unpacked = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
  // Parts that lie over one another are how a small file unpacks without end.
  if (packed > size) throw damaged('says that its parts are larger than it is');
  if (unpacked > LARGEST_UNPACKED) throw tooLarge(`would unpack to more than ${LARGEST_UNPACKED / 1024 / 1024} MB`);
  if (unpacked > RATIO_COUNTS_FROM && unpacked > packed * MOST_RATIO) {
    throw tooLarge(`would unpack to more than ${MOST_RATIO} times its size`);
  }
}

function tooLarge(what: string): Unreadable {
  return new Unreadable('extract-unpacks-too-large', `The archive ${what}, and gives no document.`);
}
