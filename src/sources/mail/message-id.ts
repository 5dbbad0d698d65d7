import { createHash } from 'node:crypto';

/** Bytes of the head of a mail in which its id is looked for. */
const LONGEST_HEAD = 256 * 1024;

/**
 * Returns what a mail is called: its Message-ID (RFC 5322, 3.6.4) with its angle brackets, else a hash of its bytes. A folder
 * that is numbered anew, or copied elsewhere, gives the same mails by it.
 */
export function mailKey(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, LONGEST_HEAD)).toString('latin1');
  const head = start.split(/\r?\n\r?\n/, 1)[0]!.replace(/\r?\n[ \t]+/g, ' ');
  const id = /^message-id[ \t]*:[ \t]*(<[^<>\s]{1,900}>)[ \t]*$/im.exec(head)?.[1];
  return id ?? `mail ${createHash('sha256').update(bytes).digest('base64url')}`;
}
