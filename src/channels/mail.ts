import { Readable } from 'node:stream';
import SmtpConnection from 'nodemailer/lib/smtp-connection';
import { type Attempt, keptAnswer } from './attempt.ts';
import type { ComposedMail } from './mail-message.ts';

/** The server that takes mails from here on. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** Whether it encrypts from the first byte; else it is asked to (STARTTLS). */
  readonly isEncrypted: boolean;
  /** Whether it is one's own, to which mails may go as they are where it does not encrypt. */
  readonly isOwn: boolean;
  readonly login?: { readonly user: string; readonly password: string } | undefined;
}

export interface MailOptions {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for each answer; RFC 5321 gives the last one ten minutes. */
  readonly answerMs?: number | undefined;
}

const CONNECT_MS = 30_000;
const ANSWER_MS = 600_000;
const LONGEST_RESPONSE = 64 * 1024;

/** What goes wrong, as the library tells it. */
interface SmtpError extends Error {
  readonly code?: string | undefined;
  readonly originalCode?: string | undefined;
  readonly command?: string | undefined;
  readonly response?: string | undefined;
  readonly responseCode?: number | undefined;
}

/**
 * Sends one mail over a connection of its own. Whoever takes it may have it although their last answer was lost: that is
 * `unknown`, and such a mail is not to be sent again blindly.
 */
export function sendMail(server: MailServer, mail: ComposedMail, options: MailOptions = {}): Promise<Attempt> {
  const { signal, answerMs = ANSWER_MS } = options;
  const connection = new SmtpConnection(connectionOptions(server, mail.from, answerMs));
  const message = Readable.from(partsOf(mail.bytes));
  let isWhole = false;
  message.once('end', () => {
    isWhole = true;
  });
  return new Promise<Attempt>((resolve) => {
    const stop = (): void => failed(Object.assign(new Error('stopped'), { code: 'ESTOPPED' }));
    const settle = (attempt: Attempt): void => {
      signal?.removeEventListener('abort', stop);
      // What is told after it changes nothing.
      resolve(attempt);
      if (attempt.kind === 'accepted') connection.quit();
      else connection.close();
    };
    const failed = (error: SmtpError): void => settle(attemptOf(error, isWhole, mail.to));
    connection.on('error', failed);
    connection.once('end', () => failed(new Error('ended')));
    if (signal?.aborted) return stop();
    signal?.addEventListener('abort', stop, { once: true });
    const send = (): void =>
      connection.send({ from: mail.from, to: [mail.to], size: mail.bytes.length }, message, (error, info) => {
        if (error) failed(error);
        else settle({ kind: 'accepted', answer: keptAnswer(info?.response ?? '', mail.to) });
      });
    connection.connect((error) => {
      if (error) return failed(error);
      if (!server.login) return send();
      const { user, password } = server.login;
      connection.login({ credentials: { user, pass: password } }, (refused) => (refused ? failed(refused) : send()));
    });
  });
}

/** By these it is seen how far a mail has come. */
const PART = 16 * 1024;

function* partsOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += PART) yield bytes.subarray(at, at + PART);
}

function connectionOptions({ host, port, isEncrypted, isOwn }: MailServer, from: string, answerMs: number) {
  return {
    ...{ host, port, secure: isEncrypted },
    // It would say what the machine is called.
    name: from.slice(from.lastIndexOf('@') + 1),
    requireTLS: !isEncrypted && !isOwn,
    // Where nothing must be encrypted, nobody must prove who they are.
    ...(isOwn && { tls: { rejectUnauthorized: false } }),
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    dnsTimeout: CONNECT_MS,
    socketTimeout: answerMs,
    maxResponseSize: LONGEST_RESPONSE,
    logger: false,
  };
}

/** What the server, or the way to it, is not ready for. */
type PassingCode = 'mail-connection' | 'mail-encryption' | 'mail-sign-in';

/** Commands that are about this mail; all others are about whoever sends. */
const ABOUT_MAIL: readonly string[] = ['MAIL FROM', 'RCPT TO', 'DATA'];

function attemptOf(error: SmtpError, isWhole: boolean, to: string): Attempt {
  const { code = '', originalCode, command = '', response = '', responseCode } = error;
  const answer = keptAnswer(response === '' ? (originalCode ?? code) : response, to);
  if (responseCode !== undefined && (isWhole || ABOUT_MAIL.includes(command))) {
    if (responseCode >= 500) return { kind: 'refused', code: 'mail-refused', answer };
    return { kind: 'postponed', code: 'mail-deferred', mayHaveCome: false, answer };
  }
  if (isWhole) return { kind: 'unknown', code: 'mail-answer-lost', answer };
  if (code === 'EMESSAGE') return { kind: 'refused', code: 'mail-too-large', answer };
  if (code === 'EENVELOPE') return { kind: 'refused', code: 'mail-refused', answer };
  return { kind: 'postponed', code: passingCode(code, originalCode), mayHaveCome: false, answer };
}

function passingCode(code: string, originalCode = ''): PassingCode {
  if (code === 'EAUTH') return 'mail-sign-in';
  return /TLS|SSL|CERT|SELF_SIGNED|UNABLE_TO|ALTNAME/.test(`${code} ${originalCode}`)
    ? 'mail-encryption'
    : 'mail-connection';
}
