import { isAscii, isUtf8 } from 'node:buffer';
import { createRequire } from 'node:module';

interface Iconv {
  decode(bytes: Uint8Array, encoding: string, options?: { readonly stripBOM?: boolean }): string;
  encodingExists(encoding: string): boolean;
}

const require = createRequire(import.meta.url);
const DECLARED_WITHIN = 4096;
const XML_DECLARATION = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/;
const META_CHARSET = /<meta\s[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)/i;
/** What browsers read as windows-1252 because the pages that say so mean it. */
const MEANS_WINDOWS_1252 = /^(?:iso-?8859-?1|latin-?1|l1|us-ascii|ascii|ansi_x3\.4-1968|cp819)$/i;
const MEANS_UTF_8 = /^(?:utf-?8|unicode-1-1-utf-8|utf-?16(?:le|be)?|ucs-?2)$/i;
// Loss shown as U+FFFD, and what a sound sequence gives.
const LOST = /\ufffd/g;
const NOT_ASCII = /[^\0-\x7f\ufffd]/g;

let iconv: Iconv | undefined;

function loadedIconv(): Iconv {
  // Most files are UTF-8 and need no tables.
  iconv ??= require('iconv-lite') as Iconv;
  return iconv;
}

function byMark(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return 'utf-32le';
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return 'utf-32be';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return a === 0xef && b === 0xbb && c === 0xbf ? 'utf-8' : undefined;
}

/** The charset of markup without a mark, by the zeros around its first signs (XML 1.0, appendix F). */
function byZeros(bytes: Uint8Array): string | undefined {
  const zeros = [...bytes.subarray(0, 8)].map((byte) => (byte === 0 ? '0' : 'x')).join('');
  if (zeros === '000x000x') return 'utf-32be';
  if (zeros === 'x000x000') return 'utf-32le';
  if (zeros === '0x0x0x0x') return 'utf-16be';
  return zeros === 'x0x0x0x0' ? 'utf-16le' : undefined;
}

/** A charset by the name that somebody gave it, or undefined where nobody knows it. */
function knownCharset(name: string): string | undefined {
  if (MEANS_UTF_8.test(name)) return 'utf-8';
  if (MEANS_WINDOWS_1252.test(name)) return 'windows-1252';
  return loadedIconv().encodingExists(name) ? name : undefined;
}

/** The charset that HTML or XML states about itself. A file that states UTF-16 in ASCII letters is not UTF-16. */
function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, DECLARED_WITHIN)).toString('latin1');
  const named = (XML_DECLARATION.exec(head) ?? META_CHARSET.exec(head))?.[1];
  return named === undefined ? undefined : knownCharset(named);
}

/**
 * The charset that was stated beside the text, which goes before what the text states itself (RFC 7303), but for one
 * case: servers often name a default for everything, and what is sound UTF-8 beyond ASCII is that.
 */
function statedCharset(bytes: Uint8Array, stated: string | undefined): string | undefined {
  const charset = stated === undefined ? undefined : knownCharset(stated);
  return charset !== undefined && charset !== 'utf-8' && isUtf8BeyondAscii(bytes) ? 'utf-8' : charset;
}

function isUtf8BeyondAscii(bytes: Uint8Array): boolean {
  return isUtf8(bytes) && !isAscii(bytes);
}

/** Reads UTF-8; windows-1252 where more is broken than sound, so that one cut sequence does not garble a whole text. */
function utf8OrWindows(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const lenient = loadedIconv().decode(bytes, 'utf-8');
    const lost = lenient.match(LOST)?.length ?? 0;
    const sound = lenient.match(NOT_ASCII)?.length ?? 0;
    return lost < sound ? lenient : loadedIconv().decode(bytes, 'windows-1252');
  }
}

/**
 * Returns the text of `bytes`: by the byte-order mark, else by the charset that was `stated` beside them, else, where
 * `declares` says that the format can state it, by the charset that the text states, else as UTF-8, else as windows-1252.
 * The mark is left out. Never fails.
 */
export function decodeText(bytes: Uint8Array, declares = false, stated?: string): string {
  const charset =
    byMark(bytes) ??
    (declares ? byZeros(bytes) : undefined) ??
    statedCharset(bytes, stated) ??
    (declares ? declaredCharset(bytes) : undefined);
  if (charset === undefined || charset === 'utf-8') return utf8OrWindows(bytes);
  return loadedIconv().decode(bytes, charset, { stripBOM: true });
}
