import { type Origin, Unreadable } from './extract-problem.ts';
import { extensionOf } from './file-name.ts';
import { unknownFormat } from './unknown-format.ts';

/** Formats that are text once their characters are decoded. */
export type TextFormat = 'text' | 'markdown' | 'html' | 'xml' | 'json' | 'json-lines' | 'csv';
/** Formats that are read from their bytes, and bring a package of their own. */
export type PackedFormat = 'pdf' | 'docx' | 'mail' | 'warc';
export type FileFormat = TextFormat | PackedFormat;

/** What the extension of a name promises; no format where only the first bytes tell. */
const BY_EXTENSION: ReadonlyMap<string, { readonly format?: FileFormat; readonly mediaType: string }> = new Map(
  Object.entries({
    txt: { format: 'text', mediaType: 'text/plain' },
    text: { format: 'text', mediaType: 'text/plain' },
    md: { format: 'markdown', mediaType: 'text/markdown' },
    markdown: { format: 'markdown', mediaType: 'text/markdown' },
    html: { format: 'html', mediaType: 'text/html' },
    htm: { format: 'html', mediaType: 'text/html' },
    xhtml: { format: 'html', mediaType: 'application/xhtml+xml' },
    xml: { format: 'xml', mediaType: 'application/xml' },
    tei: { format: 'xml', mediaType: 'application/tei+xml' },
    json: { format: 'json', mediaType: 'application/json' },
    jsonl: { format: 'json-lines', mediaType: 'application/x-ndjson' },
    ndjson: { format: 'json-lines', mediaType: 'application/x-ndjson' },
    csv: { format: 'csv', mediaType: 'text/csv' },
    tsv: { format: 'csv', mediaType: 'text/tab-separated-values' },
    eml: { format: 'mail', mediaType: 'message/rfc822' },
    warc: { format: 'warc', mediaType: 'application/warc' },
    pdf: { mediaType: 'application/pdf' },
    docx: { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
  } as const),
);
const BY_MEDIA_TYPE: ReadonlyMap<string, FileFormat> = new Map(
  Object.entries({
    'text/markdown': 'markdown',
    'text/html': 'html',
    'application/xhtml+xml': 'html',
    'text/xml': 'xml',
    'application/xml': 'xml',
    'application/json': 'json',
    'text/json': 'json',
    'application/x-ndjson': 'json-lines',
    'application/jsonl': 'json-lines',
    'text/csv': 'csv',
    'text/tab-separated-values': 'csv',
    'message/rfc822': 'mail',
    'message/global': 'mail',
  } as const),
);
const SNIFFED = 8192;
/** Readers of PDF take the signature wherever it begins among the first bytes. */
const PDF_WITHIN = 1024;
/** First bytes of files that are no text, and what they are. */
const SIGNATURES: readonly (readonly [start: string, what: string])[] = [
  ['\x1f\x8b', 'a compressed file'],
  ['BZh', 'a compressed file'],
  ['\xfd7zXZ', 'a compressed file'],
  ['Rar!', 'an archive'],
  ['7z\xbc\xaf', 'an archive'],
  ['\x89PNG', 'a picture'],
  ['\xff\xd8\xff', 'a picture'],
  ['GIF8', 'a picture'],
  ['{\\rtf', 'a rich-text document'],
];
const OFFICE_BINARY = '\xd0\xcf\x11\xe0';
/** The name of the stream in which an office document lies encrypted, as its directory spells it. */
const ENCRYPTED_STREAM = Buffer.from('EncryptedPackage', 'utf16le');
const HEADER_LINE = /^[A-Za-z][A-Za-z0-9-]{1,60}:/;
const MAIL_HEADERS = /^(?:from|to|received|return-path|message-id|mime-version|delivered-to|date|subject):/i;
const LEAST_MAIL_HEADERS = 3;

/** Returns the format that the extension of `path` promises, or undefined. */
export function formatByExtension(path: string): FileFormat | undefined {
  return byExtension(path)?.format;
}

/** Returns the media type that the extension of `path` promises, or that of bytes of which nothing is known. */
export function mediaTypeByExtension(path: string): string {
  return byExtension(path)?.mediaType ?? 'application/octet-stream';
}

function byExtension(path: string) {
  return BY_EXTENSION.get(/\.warc(?:\.gz)?$/i.test(path) ? 'warc' : extensionOf(path));
}

/** Returns the format that a media type promises; undefined for one that is sent with anything. */
export function formatByMediaType(mediaType: string | undefined): FileFormat | undefined {
  const [type = ''] = (mediaType ?? '').toLowerCase().split(/\s*;/, 1);
  const known = BY_MEDIA_TYPE.get(type.trim());
  if (known !== undefined) return known;
  if (type.endsWith('+json')) return 'json';
  return type.endsWith('+xml') && type !== 'image/svg+xml' ? 'xml' : undefined;
}

/**
 * Returns the format of a file: by its first bytes where they tell, else by its media type, else by its extension;
 * undefined where only its text can tell. Throws `Unreadable` for what is no text and in no format that is read.
 */
export async function formatOf(bytes: Uint8Array, { path, mediaType }: Origin): Promise<FileFormat | undefined> {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, SNIFFED)).toString('latin1');
  const signed = await formatBySignature(bytes, head);
  if (signed !== undefined) return signed;
  const named = formatByMediaType(mediaType) ?? formatByExtension(path);
  // In a mail any byte may stand.
  if (named === 'mail' || (named === undefined && looksLikeMail(head))) return 'mail';
  refuseBinary(head);
  if (named === 'warc') throw new Unreadable('extract-damaged', 'The file is called a web archive and is none.');
  const isSaidToBeText = named === 'text' || (named === undefined && /^text\/plain\b/i.test(mediaType ?? ''));
  if (isSaidToBeText) return /^\s*<(?:!doctype\s+html|html[\s>])/i.test(head) ? 'html' : 'text';
  return named;
}

async function formatBySignature(bytes: Uint8Array, head: string): Promise<PackedFormat | undefined> {
  const at = head.slice(0, PDF_WITHIN).indexOf('%PDF-');
  if (at === 0 || (at > 0 && head.includes('\0'))) return 'pdf';
  // What unpacks archives is loaded with the first of them.
  if (head.startsWith('PK\x03\x04')) return (await import('./zip-kind.ts')).zipKind(bytes);
  if (head.startsWith('WARC/')) return 'warc';
  if (head.startsWith('\x1f\x8b') && (await import('./zip-kind.ts')).isPackedWarc(bytes)) return 'warc';
  if (head.startsWith(OFFICE_BINARY)) throw officeBinary(bytes);
  return undefined;
}

function refuseBinary(head: string): void {
  const what = SIGNATURES.find(([start]) => head.startsWith(start))?.[1];
  const isUtf16 = head.startsWith('\xff\xfe') || head.startsWith('\xfe\xff');
  if (what === undefined && (isUtf16 || !head.includes('\0'))) return;
  throw unknownFormat(what ?? 'not a text');
}

function officeBinary(bytes: Uint8Array): Unreadable {
  if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(ENCRYPTED_STREAM)) {
    return new Unreadable('extract-encrypted', 'The office document is encrypted and gives no document.');
  }
  return unknownFormat('an office document of before 2007 (such as .doc), which can be saved as DOCX');
}

/** Whether mail headers stand at the head of a text, from its first line on. */
function looksLikeMail(head: string): boolean {
  const lines = head.replace(/^From [^\n]*\n/, '').split(/\r?\n/);
  let known = 0;
  for (const line of lines) {
    if (line === '') break;
    if (/^[ \t]/.test(line)) continue;
    if (!HEADER_LINE.test(line)) return false;
    if (MAIL_HEADERS.test(line)) known++;
  }
  return known >= LEAST_MAIL_HEADERS;
}

/** Returns the format of a text whose name says nothing. What is nothing else is plain text. */
export function formatByContent(text: string): TextFormat {
  const head = text.slice(0, SNIFFED).trimStart();
  if (/^<\?xml\s/.test(head)) return /<html[\s>]/i.test(head) ? 'html' : 'xml';
  if (/^(?:<!--[^>]*-->\s*)?<(?:!doctype\s+html|html|head|body|div|p|article)[\s>]/i.test(head)) return 'html';
  if (/^<[a-z][\w:.-]*(?:\s[^<>]*)?>/i.test(head)) return 'xml';
  if (/^---[ \t]*\r?\n\w+:/.test(head)) return 'markdown';
  if (/^[[{]/.test(head)) return isRecordPerLine(text.trimStart()) ? 'json-lines' : 'json';
  return 'text';
}

function isRecordPerLine(text: string): boolean {
  const [first = '', second = ''] = text.split('\n', 2).map((line) => line.trim());
  return /^\{.*\}$/.test(first) && second.startsWith('{');
}
