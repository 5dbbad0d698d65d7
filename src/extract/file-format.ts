import { Unreadable } from './extract-problem.ts';
import { extensionOf } from './file-name.ts';

export type FileFormat = 'text' | 'markdown' | 'html' | 'xml' | 'json' | 'json-lines';

const BY_EXTENSION: Readonly<Record<string, FileFormat>> = {
  txt: 'text',
  text: 'text',
  md: 'markdown',
  markdown: 'markdown',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  xml: 'xml',
  tei: 'xml',
  json: 'json',
  jsonl: 'json-lines',
  ndjson: 'json-lines',
};
const SNIFFED = 8192;
/** First bytes of files that are no text, and what they are. */
const SIGNATURES: readonly (readonly [start: string, what: string])[] = [
  ['%PDF-', 'a PDF file'],
  ['PK\x03\x04', 'an archive or an office document'],
  ['\xd0\xcf\x11\xe0', 'an office document'],
  ['\x1f\x8b', 'a compressed file'],
  ['BZh', 'a compressed file'],
  ['\x89PNG', 'a picture'],
  ['\xff\xd8\xff', 'a picture'],
  ['GIF8', 'a picture'],
  ['{\\rtf', 'a rich-text document'],
];

/** Returns the format that the extension of `path` promises, or undefined. */
export function formatByExtension(path: string): FileFormat | undefined {
  return BY_EXTENSION[extensionOf(path)];
}

/** Throws `Unreadable` where the first bytes show that a file is no text, whatever its name says. */
export function refuseBinary(bytes: Uint8Array): void {
  const head = Buffer.from(bytes.subarray(0, SNIFFED)).toString('latin1');
  const what = SIGNATURES.find(([start]) => head.startsWith(start))?.[1];
  const isUtf16 = head.startsWith('\xff\xfe') || head.startsWith('\xfe\xff');
  if (what === undefined && (isUtf16 || !head.includes('\0'))) return;
  const message = `The file is ${what ?? 'not a text'}; text, Markdown, HTML, XML, JSON and JSONL can be read.`;
  throw new Unreadable('extract-unknown-format', message);
}

/** Returns the format of a text whose name says nothing. What is nothing else is plain text. */
export function formatByContent(text: string): FileFormat {
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
