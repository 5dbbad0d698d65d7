import { createRequire } from 'node:module';
import type { AddressInfo, Server, Socket } from 'node:net';
import { coveredAddress } from '../../src/sources/credentials/covered-address.ts';
import { Credential, Credentials } from '../../src/sources/credentials/credential.ts';
import { makeFindHost } from '../../src/sources/fetch/find-host.ts';
import type { SourceWorld } from '../../src/sources/source.ts';

interface Message {
  readonly raw: string;
}
interface Folder {
  readonly uidvalidity?: number;
  readonly messages: Message[];
}
interface HoodiecrowServer {
  readonly server: Server;
  listen(port: number, host: string, done: () => void): void;
  close(done: () => void): void;
  appendMessage(folder: string, flags: string[], internalDate: false, raw: string): void;
  readonly storage: { INBOX: { messages: { flags: string[] }[] } };
}
type MakeServer = (options: Readonly<Record<string, unknown>>) => HoodiecrowServer;
// It brings no types.
const require = createRequire(import.meta.url);
const hoodiecrow = require('hoodiecrow-imap') as MakeServer;
const usual = require('hoodiecrow-imap/lib/commands/handlers/fetch') as Record<string, FetchHandler>;

export interface MailServer {
  /** Such as `127.0.0.1:40123`. */
  readonly place: string;
  add(raw: string): void;
  /** Flags of all mails, such as `\Seen`. */
  flags(): string[];
  /** Commands without their tags and arguments, in order. */
  readonly asked: string[];
  close(): Promise<void>;
}

export interface MailServerSettings {
  readonly mails?: readonly string[];
  readonly uidValidity?: number;
  /** A part of the protocol, such as `STARTTLS`. */
  readonly plugins?: readonly string[];
  /** Whether it is encrypted from the first byte, by a certificate that nobody vouches for. */
  readonly isEncrypted?: boolean;
  /** Numbers of mails that it does not give: it refuses (`BAD`), or breaks the connection off. */
  readonly withheld?: ReadonlyMap<number, 'refused' | 'cut'>;
}

type FetchHandler = (connection: { socket: Socket }, message: { uid: number }, query: unknown) => unknown;

/** What a server does that is asked for the text of a mail which it does not give. */
function withholding(withheld: ReadonlyMap<number, 'refused' | 'cut'>) {
  return ({ fetchHandlers }: { fetchHandlers: Record<string, FetchHandler> }): void => {
    fetchHandlers['BODY.PEEK'] = (connection, message, query) => {
      const how = withheld.get(message.uid);
      if (how === undefined) return usual['BODY.PEEK']!(connection, message, query);
      if (how === 'cut') connection.socket.destroy();
      throw new Error('This mail cannot be given.');
    };
  };
}

/** A mail server on a free port of this machine, with the user `ann`, whose password is `s3cret`. */
export async function openMailServer({
  mails = [],
  uidValidity = 7,
  plugins = [],
  isEncrypted = false,
  withheld = new Map(),
}: MailServerSettings = {}): Promise<MailServer> {
  const inbox: Folder = { uidvalidity: uidValidity, messages: mails.map((raw) => ({ raw })) };
  const made = hoodiecrow({
    plugins: [...plugins, withholding(withheld)],
    secureConnection: isEncrypted,
    users: { ann: { password: 's3cret' } },
    storage: { INBOX: inbox, '': { folders: {}, separator: '/' } },
  });
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  made.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    // Its answers are many small writes, of which each would wait for the other side to acknowledge the last.
    socket.setNoDelay(true);
    if (isEncrypted) return;
    socket.on('data', (data) => {
      for (const line of data.toString('latin1').split('\r\n')) {
        const command = /^\S+ ((?:UID )?[A-Z]+)/.exec(line)?.[1];
        if (command !== undefined) asked.push(command);
      }
    });
  });
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  return {
    place: `127.0.0.1:${(made.server.address() as AddressInfo).port}`,
    add: (raw) => made.appendMessage('INBOX', [], false, raw),
    flags: () => made.storage.INBOX.messages.flatMap(({ flags }) => flags),
    asked,
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        made.server.close(() => resolve());
      }),
  };
}

/** A world in which `place` is one's own host, and in which `ann` signs in there. */
export function signedInAt(
  place: string,
  { scheme = 'imap', password = 's3cret', allow = [place] } = {},
): Pick<SourceWorld, 'findHost' | 'credentials'> {
  const prefix = coveredAddress(`${scheme}://${place}`)!;
  return {
    findHost: makeFindHost(allow, (host) => Promise.resolve([host])),
    credentials: new Credentials([new Credential(prefix, { user: 'ann', password })]),
  };
}
