import { SourceFailure } from '../source-failure.ts';

/** Where a folder of mails is. */
export interface MailboxAddress {
  /** In lower case; IPv6 in brackets. */
  readonly host: string;
  readonly port: number;
  /** Whether the connection is encrypted from its first byte; else by STARTTLS. */
  readonly isEncrypted: boolean;
  readonly folder: string;
}

const PORTS: Readonly<Record<string, number>> = { 'imaps:': 993, 'imap:': 143 };
const LONGEST_FOLDER = 500;

/**
 * Reads an address such as `imaps://mail.example/INBOX` (RFC 5092, without user and parameters); the folder is INBOX where
 * none is named. Throws `SourceFailure` (`mailbox-address`).
 */
export function mailboxAddress(text: string): MailboxAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const usual = url && PORTS[url.protocol];
  const folder = url && decoded(url.pathname.replace(/^\//, ''));
  const isPlain = url && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  const host = url && URL.canParse(`https://${url.hostname}/`) ? new URL(`https://${url.hostname}/`).hostname : '';
  if (!isPlain || usual === undefined || folder === undefined || host === '') {
    const message = 'The address of a mailbox is written as imaps://mail.example/FOLDER, or imap:// with STARTTLS.';
    throw new SourceFailure('mailbox-address', message);
  }
  const port = url.port === '' ? usual : Number(url.port);
  return { host, port, isEncrypted: url.protocol === 'imaps:', folder: folder || 'INBOX' };
}

function decoded(path: string): string | undefined {
  try {
    const folder = decodeURIComponent(path);
    return folder.length > LONGEST_FOLDER || /\p{Cc}/u.test(folder) ? undefined : folder;
  } catch {
    return undefined;
  }
}
