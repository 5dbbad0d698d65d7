import { SourceFailure } from '../source-failure.ts';

/** What the IMAP library says of an error, beside its message, which may repeat what was sent. */
interface MailError {
  readonly code?: unknown;
  readonly authenticationFailed?: unknown;
  readonly tlsFailed?: unknown;
  readonly mailboxMissing?: unknown;
  readonly responseStatus?: unknown;
}

/** Returns what an error of the connection to a mailbox means, without anything of its own words. */
export function mailFailure(error: unknown, host: string): SourceFailure {
  if (error instanceof SourceFailure) return error;
  const { code, authenticationFailed, tlsFailed, mailboxMissing, responseStatus } = Object(error) as MailError;
  const said = typeof code === 'string' && /^\w{1,60}$/.test(code) ? code : 'no code';
  if (authenticationFailed === true) {
    return new SourceFailure('mailbox-sign-in', `The mail server ${host} does not let in who signs in there.`);
  }
  if (tlsFailed === true || /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH/.test(said)) {
    const message = `No safe connection to the mail server ${host} can be made (${said}).`;
    return new SourceFailure('mailbox-encryption', message);
  }
  if (said === 'ETHROTTLE') {
    return new SourceFailure('fetch-retry-later', `The mail server ${host} asks to be left alone for now.`);
  }
  if (/TIMEOUT|ETIMEDOUT/i.test(said)) return tooSlow(host);
  if (mailboxMissing === true) return noFolder(host);
  if (/^(?:ENOTFOUND|EAI_|ENODATA|ESERVFAIL)/.test(said)) {
    return new SourceFailure('fetch-unknown-host', `The host ${host} cannot be resolved (${said}).`);
  }
  if (responseStatus === 'NO' || responseStatus === 'BAD') {
    return new SourceFailure('mailbox-refused', `The mail server ${host} does not do what it was asked to do.`);
  }
  return new SourceFailure('mailbox-connection', `The connection to the mail server ${host} failed (${said}).`);
}

export function tooSlow(host: string): SourceFailure {
  return new SourceFailure('mailbox-too-slow', `The mail server ${host} did not answer in time.`);
}

export function noFolder(host: string): SourceFailure {
  return new SourceFailure('mailbox-none', `The mail server ${host} has no such folder, or does not show it.`);
}
