import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** What a server says to a mail, or that it goes away without a word. */
export type Reply = 'accept' | 'lose' | { readonly at: 'recipient' | 'data'; readonly status: number };

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly isEncrypted: boolean;
  readonly user: string | undefined;
  readonly bytes: Buffer;
}

/** A mail server on a free port of the loopback. */
export interface MailReceiver {
  readonly port: number;
  readonly mails: ReceivedMail[];
  /** What it says from now on, to each mail in turn; to those after the last it says what it said to that. */
  replies: Reply[];
  /** Those that are open. */
  connections(): readonly { readonly id: string; destroy(): void }[];
  close(): Promise<void>;
}

/** Starts a mail server, without encryption unless `options` say otherwise. */
export async function startMailReceiver(options: SMTPServerOptions = {}): Promise<MailReceiver> {
  const mails: ReceivedMail[] = [];
  const receiver = { port: 0, mails, replies: [] as Reply[] };
  const reply = (): Reply => receiver.replies[0] ?? 'accept';
  const next = (): void => void (receiver.replies.length > 1 && receiver.replies.shift());
  const server: SMTPServer = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    logger: false,
    onRcptTo(_address, _session, done) {
      const said = reply();
      if (typeof said !== 'object' || said.at !== 'recipient') return done();
      next();
      done(refusal(said.status));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.once('end', () => {
        const said = reply();
        next();
        if (typeof said === 'object') return done(refusal(said.status));
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          isEncrypted: session.secure,
          user: session.user === undefined ? undefined : String(session.user),
          bytes: Buffer.concat(chunks),
        });
        if (said === 'accept') return done(null, 'taken as 42');
        for (const { _socket: socket } of server.connections as Set<{ _socket: { destroy(): void } }>) socket.destroy();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  receiver.port = (server.server.address() as AddressInfo).port;
  const connections = () =>
    [...(server.connections as Set<{ id: string; _socket: { destroy(): void } }>)].map(({ id, _socket: socket }) => ({
      id,
      destroy: () => socket.destroy(),
    }));
  return Object.assign(receiver, { connections, close: () => new Promise<void>((resolve) => server.close(resolve)) });
}

function refusal(status: number): Error {
  return Object.assign(new Error(`no thanks, somebody.else@example.org told us (${status})`), { responseCode: status });
}
