import { Refusal } from '../errors.ts';

/** By which server mails go, and from whom. */
export interface MailSettings {
  readonly host: string;
  readonly port: number;
  /** Whether it encrypts from the first byte; else it is asked to. */
  readonly isEncrypted: boolean;
  readonly login?: { readonly user: string; readonly password: string };
  /** The name is empty where there is none. */
  readonly from: { readonly name: string; readonly address: string };
  /** By what receivers know that a mail is from whom it says; the key stands in a file. */
  readonly dkim?: { readonly domain: string; readonly selector: string; readonly keyFile: string };
}

const NAMES = ['VIGIE_SMTP', 'VIGIE_MAIL_FROM'] as const;
const DKIM = ['VIGIE_DKIM_DOMAIN', 'VIGIE_DKIM_SELECTOR', 'VIGIE_DKIM_KEY'] as const;
const SUBMISSION = 587;
const SUBMISSION_ENCRYPTED = 465;
const ADDRESS = /^[^\s\p{Cc}<>()[\]:;,\\"@]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.)*[\p{L}\p{N}-]{1,63}$/u;
const DOMAIN = /^(?:[\p{L}\p{N}-]{1,63}\.)+[\p{L}\p{N}-]{1,63}$/u;
const SELECTOR = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/;

/** Returns by which server mails go; nothing where none is set. Refuses what is none or not wholly said (`settings-mail`). */
export function mailSettings(environment: Readonly<Record<string, string | undefined>>): MailSettings | undefined {
  const [server = '', from = ''] = NAMES.map((name) => environment[name] ?? '');
  const [domain = '', selector = '', keyFile = ''] = DKIM.map((name) => environment[name] ?? '');
  const isSigned = `${domain}${selector}${keyFile}` !== '';
  if (server === '' && from === '' && !isSigned) return undefined;
  const isSignedWhole = DOMAIN.test(domain) && SELECTOR.test(selector) && keyFile !== '';
  if (isSigned && !isSignedWhole) {
    throw wrong(`Set all of ${DKIM.join(', ')}, a domain, a selector and the path of a file, or none of them.`);
  }
  return { ...serverIn(server), from: senderIn(from), ...(isSigned && { dkim: { domain, selector, keyFile } }) };
}

/** The sentence repeats nothing of it, since it may hold a password. */
function serverIn(text: string): Omit<MailSettings, 'from' | 'dkim'> {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isBare = url && url.pathname.replace('/', '') === '' && url.search === '' && url.hash === '';
  const isWhole = url && (url.username === '') === (url.password === '');
  if (!isBare || !isWhole || !/^smtps?:$/.test(url.protocol) || url.hostname === '') {
    throw wrong(
      'VIGIE_SMTP is the server that takes mails, such as smtp://user:password@mail.example.org:587 or smtps://….',
    );
  }
  const isEncrypted = url.protocol === 'smtps:';
  const port = url.port === '' ? (isEncrypted ? SUBMISSION_ENCRYPTED : SUBMISSION) : Number(url.port);
  const login = url.username === '' ? {} : { login: { user: decoded(url.username), password: decoded(url.password) } };
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port, isEncrypted, ...login };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw wrong('User and password in VIGIE_SMTP are percent-encoded; write % as %25.');
  }
}

/** `Name <address>`, or the address alone. */
function senderIn(text: string): MailSettings['from'] {
  const named = /^([^<>\p{Cc}]{0,200})<([^<>]+)>$/u.exec(text.trim());
  const [name, address] = named ? [named[1]!.trim().replace(/^"(.*)"$/, '$1'), named[2]!.trim()] : ['', text.trim()];
  if (ADDRESS.test(address)) return { name, address };
  throw wrong('VIGIE_MAIL_FROM says from whom mails are: Desk <desk@example.org>; it is set together with VIGIE_SMTP.');
}

function wrong(message: string): Refusal {
  return new Refusal('invalid', 'settings-mail', message);
}
