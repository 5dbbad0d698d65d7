import { gunzipSync, constants as zlib } from 'node:zlib';
import { unknownFormat } from './unknown-format.ts';
import { ZipArchive } from './zip-archive.ts';

/** Bytes of a compressed file in which the beginning of its content is looked for, and what they may unpack to. */
const HEAD = 4096;
const LARGEST_HEAD = 8 * 1024 * 1024;
/** What a part of an archive shows the archive to be. */
const SIGNS: readonly (readonly [part: RegExp, what: string])[] = [
  [/^xl\//, 'a spreadsheet'],
  [/^ppt\//, 'a presentation'],
  [/^META-INF\/container\.xml$/, 'an electronic book'],
];

/** Returns the format of a ZIP file. Throws `Unreadable` where it is in none that is read, or above the limits. */
export function zipKind(bytes: Uint8Array): 'docx' {
  const archive = new ZipArchive(bytes);
  const { names } = archive;
  if (names.some((name) => /^word\/document\d*\.xml$/.test(name))) return 'docx';
  if (archive.has('mimetype')) {
    const type = archive.read('mimetype').toString('latin1').trim();
    if (type.includes('opendocument')) {
      throw unknownFormat(`an OpenDocument file (${openDocumentEnding(type)}), which can be saved as DOCX`);
    }
  }
  const what = SIGNS.find(([part]) => names.some((name) => part.test(name)))?.[1];
  throw unknownFormat(what ?? 'an archive of files');
}

function openDocumentEnding(type: string): string {
  if (type.includes('spreadsheet')) return '.ods';
  return type.includes('presentation') ? '.odp' : '.odt';
}

/** Returns whether a gzip file holds a web archive. */
export function isPackedWarc(bytes: Uint8Array): boolean {
  try {
    const options = { finishFlush: zlib.Z_SYNC_FLUSH, maxOutputLength: LARGEST_HEAD };
    return gunzipSync(bytes.subarray(0, HEAD), options).subarray(0, 5).toString('latin1') === 'WARC/';
  } catch {
    return false;
  }
}
