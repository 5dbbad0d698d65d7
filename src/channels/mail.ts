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

/** Mails that go over one connection at most: servers bound that. */
const MOST_OF_CONNECTION = 100;
/** For how long a connection is kept for another mail. */
const KEPT_MS = 2_000;

interface Kept {
  readonly connection: SmtpConnection;
  readonly from: string;
  mails: number;
  /** Called when nothing is to go over it any more. */
  drop?: (() => void) | undefined;
  ends?: NodeJS.Timeout | undefined;
}

/**
 * Sends mails to a server, each over a connection that nothing else goes over at that time: one by which the server took a mail is kept
 * a while for the next one. Whoever takes a mail may have it although their last answer was lost: that is `unknown`, and such a
 * mail is not to be sent again blindly.
 */
export class MailSender {
  readonly #server: MailServer;
  readonly #answerMs: number;
  readonly #kept: Kept[] = [];

  constructor(server: MailServer, { answerMs = ANSWER_MS }: MailOptions = {}) {
    this.#server = server;
    this.#answerMs = answerMs;
  }

  async send(mail: ComposedMail, signal?: AbortSignal): Promise<Attempt> {
    const kept = this.#take(mail.from);
    if (kept) {
      const attempt = await this.#sendBy(kept, mail, { isOpen: true, signal });
      if (!isOver(attempt) || signal?.aborted) return attempt;
    }
    const connection = new SmtpConnection(connectionOptions(this.#server, mail.from, this.#answerMs));
    // What it tells once nobody listens any more must not end the program.
    connection.on('error', () => undefined);
    return this.#sendBy({ connection, from: mail.from, mails: 0 }, mail, { isOpen: false, signal });
  }

  /** Ends the connections that are kept. */
  close(): void {
    for (const kept of this.#kept.splice(0)) this.#end(kept);
  }

  async #sendBy(
    way: Kept,
    mail: ComposedMail,
    { isOpen, signal }: { readonly isOpen: boolean; readonly signal?: AbortSignal | undefined },
  ): Promise<Attempt> {
    const attempt = await sendBy(way.connection, mail, { login: isOpen ? 'done' : this.#server.login, signal });
    way.mails++;
    if (attempt.kind !== 'accepted') way.connection.close();
    else if (way.mails >= MOST_OF_CONNECTION) way.connection.quit();
    else this.#keep(way);
    return attempt;
  }

  #take(from: string): Kept | undefined {
    const at = this.#kept.findIndex((kept) => kept.from === from);
    const [kept] = at === -1 ? [] : this.#kept.splice(at, 1);
    if (kept) this.#release(kept);
    return kept;
  }

  #keep(way: Kept): void {
    const drop = (): void => {
      const at = this.#kept.indexOf(way);
      if (at === -1) return;
      this.#kept.splice(at, 1);
      this.#end(way);
    };
    way.drop = drop;
    way.connection.on('error', drop);
    way.connection.on('end', drop);
    way.ends = setTimeout(drop, KEPT_MS).unref();
    this.#kept.push(way);
  }

  #release({ connection, drop, ends }: Kept): void {
    clearTimeout(ends);
    if (!drop) return;
    connection.off('error', drop);
    connection.off('end', drop);
  }

  #end(kept: Kept): void {
    this.#release(kept);
    kept.connection.quit();
  }
}

/** Whether the server ended a connection that was kept, so that of the mail nothing was taken (421: RFC 5321, 3.8). */
function isOver(attempt: Attempt): boolean {
  if (attempt.kind !== 'postponed') return false;
  return attempt.code === 'mail-connection' || (attempt.code === 'mail-deferred' && attempt.answer.startsWith('421'));
}

interface Sending {
  /** How to sign in, or that all is done and the connection open. */
  readonly login: MailServer['login'] | 'done';
  readonly signal: AbortSignal | undefined;
}

function sendBy(connection: SmtpConnection, mail: ComposedMail, { login, signal }: Sending): Promise<Attempt> {
  const message = Readable.from(partsOf(mail.bytes));
  let isWhole = false;
  message.once('end', () => {
    isWhole = true;
  });
  return new Promise<Attempt>((resolve) => {
    const stop = (): void => failed(Object.assign(new Error('stopped'), { code: 'ESTOPPED' }));
    const settle = (attempt: Attempt): void => {
      signal?.removeEventListener('abort', stop);
      connection.off('error', failed);
      connection.off('end', ended);
      // What is told after it changes nothing.
      resolve(attempt);
    };
    const failed = (error: SmtpError): void => settle(attemptOf(error, isWhole, mail.to));
    const ended = (): void => failed(new Error('ended'));
    connection.on('error', failed);
    connection.on('end', ended);
    if (signal?.aborted) return stop();
    signal?.addEventListener('abort', stop, { once: true });
    const send = (): void =>
      connection.send({ from: mail.from, to: [mail.to], size: mail.bytes.length }, message, (error, info) => {
        if (error) failed(error);
        else settle({ kind: 'accepted', answer: keptAnswer(info?.response ?? '', mail.to) });
      });
    if (login === 'done') return send();
    connection.connect((error) => {
      if (error) return failed(error);
      if (!login) return send();
      const { user, password } = login;
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
