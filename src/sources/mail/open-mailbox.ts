import { isIP } from 'node:net';
import { ImapFlow } from 'imapflow';
import { LARGEST_FILE } from '../../extract/limits.ts';
import type { SourceWorld } from '../source.ts';
import { SourceFailure } from '../source-failure.ts';
import { mailFailure, noFolder, tooSlow } from './mail-failure.ts';
import { type MailboxAddress, mailboxAddress } from './mailbox-address.ts';

/** Milliseconds for a connection that is signed in, and for each answer after it. */
const OPENING_MS = 60_000;
const ANSWER_MS = 120_000;
const LONGEST_LINE = 1024 * 1024;
/** Below it stand the services of systems; mail has these two. */
const FIRST_FREE_PORT = 1024;

/** A folder that is open for reading only. */
export interface OpenMailbox {
  /** Names the numbering of the folder (RFC 3501, 2.3.1.1): where it is another, no number means what it meant. */
  readonly uidValidity: string;
  /** Mails in it. */
  readonly count: number;
  /** Asks something of the server within the time of an answer; what fails is thrown as `SourceFailure`. */
  ask<T>(question: (client: ImapFlow) => Promise<T>): Promise<T>;
  close(): void;
}

/**
 * Signs in at a mailbox and opens its folder with EXAMINE, so that nothing there is changed, not even what was read. The
 * host is resolved once and checked like that of a page; the connection is encrypted, or to one's own host. Throws
 * `SourceFailure`, and the reason of the signal as it is.
 */
export async function openMailbox(address: string, world: SourceWorld): Promise<OpenMailbox> {
  const place = mailboxAddress(address);
  const { host, folder } = place;
  const client = await clientFor(place, address, world);
  // Whatever ends the connection fails what is being asked, too.
  client.on('error', () => undefined);
  const close = (): void => client.close();
  const within = <T>(work: Promise<T>, ms: number): Promise<T> => inTime(work, { ms, host, close, ...world });
  try {
    await within(client.connect(), OPENING_MS);
    const { uidValidity, exists } = await within(client.mailboxOpen(folder, { readOnly: true }), ANSWER_MS);
    const ask: OpenMailbox['ask'] = (question) => within(question(client), ANSWER_MS);
    return { uidValidity: String(uidValidity), count: exists, ask, close };
  } catch (error) {
    close();
    throw error instanceof SourceFailure && error.code === 'mailbox-refused' ? noFolder(host) : error;
  }
}

async function clientFor(
  { host, port, isEncrypted }: MailboxAddress,
  address: string,
  { credentials, findHost }: SourceWorld,
): Promise<ImapFlow> {
  const login = credentials.of(address)?.login();
  if (login === undefined) {
    const message = 'No user and password for this mailbox stand in the file of credentials.';
    throw new SourceFailure('mailbox-credentials', message);
  }
  const { addresses, isOwn } = await findHost(host, port).catch((error: unknown) => {
    throw mailFailure(error, host);
  });
  if (!isOwn && port < FIRST_FREE_PORT && port !== 143 && port !== 993) {
    throw new SourceFailure('fetch-port', `Nothing is fetched from port ${port} of ${host}.`);
  }
  const bare = host.replace(/^\[|\]$/g, '');
  return new ImapFlow({
    host: addresses[0]!.address,
    port,
    secure: isEncrypted,
    // One's own host may have none; where it offers it, it is used.
    ...(!isEncrypted && !isOwn && { doSTARTTLS: true }),
    ...(isIP(bare) === 0 && { servername: bare }),
    auth: { user: login.user, pass: login.password },
    logger: false,
    disableAutoIdle: true,
    disableCompression: true,
    clientInfo: { name: 'Vigie' },
    connectionTimeout: OPENING_MS,
    greetingTimeout: OPENING_MS,
    socketTimeout: ANSWER_MS,
    maxLineLength: LONGEST_LINE,
    maxLiteralSize: LARGEST_FILE + 1,
    maxResponseSize: LARGEST_FILE + 2 * LONGEST_LINE,
  });
}

interface Bounds {
  readonly ms: number;
  readonly host: string;
  readonly signal: AbortSignal;
  /** Ends the connection, so that what goes on behind it ends too. */
  readonly close: () => void;
}

async function inTime<T>(work: Promise<T>, { ms, host, signal, close }: Bounds): Promise<T> {
  work.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  let give: (() => void) | undefined;
  try {
    const stopped = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(tooSlow(host)), ms);
      give = () => reject(signal.reason as Error);
      signal.addEventListener('abort', give, { once: true });
      if (signal.aborted) give();
    });
    return await Promise.race([work, stopped]);
  } catch (error) {
    if (signal.aborted) close();
    if (signal.aborted) throw signal.reason;
    const failure = mailFailure(error, host);
    if (failure.code === 'mailbox-too-slow') close();
    throw failure;
  } finally {
    clearTimeout(timer);
    if (give) signal.removeEventListener('abort', give);
  }
}
