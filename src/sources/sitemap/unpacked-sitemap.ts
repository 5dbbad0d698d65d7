import { Readable } from 'node:stream';
import { readBody } from '../fetch/read-body.ts';

/** Bytes of one sitemap, unpacked; the protocol allows 50 MB. */
export const LARGEST_SITEMAP = 52_428_800;

/** Unpacks a sitemap that is stored as gzip, whatever its address and type say. Throws `SourceFailure` above the limit. */
export async function unpackedSitemap(bytes: Uint8Array): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  return readBody(Readable.from([bytes]), 'gzip', { wireBytes: LARGEST_SITEMAP, bodyBytes: LARGEST_SITEMAP });
}
