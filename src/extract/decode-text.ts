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

interface Guess {
  readonly name: string;
  /** Of 100. */
  readonly confidence: number;
}

/** Bytes from which a charset is guessed: more cost time and tell nothing new. */
const GUESSED_FROM = 64 * 1024;
/** What a guess must come to. Below, and where a Latin-1 text is as likely, the commonest charset is meant. */
const SURE = 30;

/** The charset that the bytes are likeliest in; windows-1252 where nothing speaks for another. */
function likelyCharset(bytes: Uint8Array): string {
  const { analyse } = require('chardet') as { analyse(bytes: Uint8Array): readonly Guess[] };
  const guesses = analyse(bytes.subarray(0, GUESSED_FROM)).filter(({ name }) => !MEANS_UTF_8.test(name));
  const [best] = guesses;
  const latin = guesses.find(({ name }) => known(name) === 'windows-1252')?.confidence ?? 0;
  if (best === undefined || best.confidence < SURE || best.confidence <= latin) return 'windows-1252';
  return known(best.name) ?? 'windows-1252';
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

/** The charset that a name stands for; undefined where nobody knows it. */
function known(name: string): string | undefined {
  if (MEANS_UTF_8.test(name)) return 'utf-8';
  if (MEANS_WINDOWS_1252.test(name)) return 'windows-1252';
  return loadedIconv().encodingExists(name) ? name : undefined;
}

/** The charset that HTML or XML states about itself. A file that states UTF-16 in ASCII letters is not UTF-16. */
function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, DECLARED_WITHIN)).toString('latin1');
  const named = (XML_DECLARATION.exec(head) ?? META_CHARSET.exec(head))?.[1];
  return named === undefined ? undefined : known(named);
}

/**
 * The charset that was stated beside the text, which goes before what the text states itself (RFC 7303), but for one
 * case: servers often name a default for everything, and what is sound UTF-8 beyond ASCII is that.
 */
function statedCharset(bytes: Uint8Array, stated: string | undefined): string | undefined {
  const charset = stated === undefined ? undefined : known(stated.trim());
  return charset !== undefined && charset !== 'utf-8' && isUtf8BeyondAscii(bytes) ? 'utf-8' : charset;
}

function isUtf8BeyondAscii(bytes: Uint8Array): boolean {
  return isUtf8(bytes) && !isAscii(bytes);
}

/** Reads UTF-8; else in a likely charset where more is broken than sound, so that one cut sequence does not garble a whole text. */
function utf8OrGuessed(bytes: Uint8Array, declared: boolean): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const lenient = loadedIconv().decode(bytes, 'utf-8');
    const lost = lenient.match(LOST)?.length ?? 0;
    const sound = lenient.match(NOT_ASCII)?.length ?? 0;
    if (lost < sound) return lenient;
    return loadedIconv().decode(bytes, declared ? 'windows-1252' : likelyCharset(bytes));
  }
}

/** Where the charset of a text may be told beside its bytes. */
export interface CharsetHints {
  /** Whether the format can state it in the text, as HTML and XML do. */
  readonly declares?: boolean;
  /** What a header said; a name that nobody knows is passed over. */
  readonly charset?: string | undefined;
}

/**
 * Returns the text of `bytes`: by the byte-order mark, else by the charset of the header, else by the one that the text
 * states, else as UTF-8, else in the likeliest charset. The mark is left out. Never fails.
 */
export function decodeText(bytes: Uint8Array, { declares = false, charset }: CharsetHints = {}): string {
  const named =
    byMark(bytes) ??
    (declares ? byZeros(bytes) : undefined) ??
    statedCharset(bytes, charset) ??
    (declares ? declaredCharset(bytes) : undefined);
  if (named === undefined || named === 'utf-8') return utf8OrGuessed(bytes, named !== undefined);
  return loadedIconv().decode(bytes, named, { stripBOM: true });
}

/** Returns the text of `bytes` in the charset that is likeliest where nothing states one. */
export function guessedText(bytes: Uint8Array): string {
  return utf8OrGuessed(bytes, false);
}

// What a text in windows-1252 becomes where it was read as ISO 8859-1, in which nothing prints there.
const MISREAD = /[\u0080-\u009f]+/g;

/** Returns a text with the quotation marks, dashes and euro signs that were read as control characters. */
export function withoutControls(text: string): string {
  return text.replace(MISREAD, (run) => loadedIconv().decode(Buffer.from(run, 'latin1'), 'windows-1252'));
}
