import { createRequire } from 'node:module';
import { guessedText } from './decode-text.ts';
import { reasonOf, Unreadable } from './extract-problem.ts';

interface MailAddress {
  readonly name?: string;
  readonly address?: string;
  readonly group?: readonly MailAddress[];
}

/** A part of a mail that is no text of it. */
export interface MailPart {
  readonly filename?: string | false;
  /** `false` where the header is broken. */
  readonly contentType?: string | false;
  /** Whether the HTML of the mail shows it. */
  readonly related?: boolean;
  readonly content: Buffer;
  readonly headers: ReadonlyMap<string, unknown>;
}

/** What the parser makes of a mail. */
export interface ParsedMail {
  readonly subject?: string;
  readonly from?: { readonly value?: readonly MailAddress[] };
  readonly text?: string;
  readonly html?: string | false;
  readonly headers?: ReadonlyMap<string, unknown>;
  readonly headerLines?: readonly { readonly key: string; readonly line: string }[];
  readonly attachments: readonly MailPart[];
}

interface MailParserPackage {
  simpleParser(bytes: Buffer, options: Readonly<Record<string, unknown>>): Promise<ParsedMail>;
}

const require = createRequire(import.meta.url);
const OPTIONS = { skipHtmlToText: true, skipTextLinks: true, skipImageLinks: true, keepCidLinks: true };
const STATED_CHARSET = /charset\s*=\s*"?(?!us-ascii|ascii|utf-?8)[\w.:-]+/i;
const LOST = '\ufffd';

/**
 * Takes a mail apart. One whose letters are in a charset that it does not state is read in the likeliest. Throws
 * `Unreadable` (`extract-damaged`) where that fails.
 */
export async function parsedMail(bytes: Uint8Array): Promise<ParsedMail> {
  // Headers must be ASCII; some senders begin with a mark all the same, or with the line of a mailbox file.
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const source = Buffer.from(bytes.buffer, bytes.byteOffset + start, bytes.length - start);
  const mail = await parsed(source);
  const isLossy = [mail.text, mail.html, mail.subject].some((part) => (part ? part.includes(LOST) : false));
  if (!isLossy || STATED_CHARSET.test(source.toString('latin1'))) return mail;
  return parsed(Buffer.from(guessedText(source)));
}

async function parsed(source: Buffer): Promise<ParsedMail> {
  const { simpleParser } = require('mailparser') as MailParserPackage;
  try {
    return await simpleParser(source, OPTIONS);
  } catch (error) {
    throw new Unreadable('extract-damaged', `The mail is broken (${reasonOf(error)}) and gives no document.`);
  }
}

/** Returns the last header line of that name, without the name; of several, the last one counts, as the parser takes it. */
export function headerOf({ headerLines = [] }: ParsedMail, name: string): string {
  const line = headerLines.findLast(({ key }) => key === name)?.line ?? '';
  return line
    .slice(line.indexOf(':') + 1)
    .replace(/\s+/g, ' ')
    .trim();
}

/** Returns the names of those who sent it, or their addresses where they give no name. */
export function sendersOf({ from }: ParsedMail): string {
  const all = (from?.value ?? []).flatMap((one) => one.group ?? [one]);
  const names = all.map(({ name, address }) => (name?.trim() || address?.trim()) ?? '');
  return names.filter((name) => name !== '').join(', ');
}

/** Returns the charset that a part states. */
export function charsetOf({ headers }: MailPart): string | undefined {
  const type = headers.get('content-type') as { readonly params?: Readonly<Record<string, unknown>> } | undefined;
  const charset = type?.params?.['charset'];
  return typeof charset === 'string' ? charset : undefined;
}
