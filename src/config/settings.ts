import { delimiter } from 'node:path';
import { Refusal } from '../errors.ts';
import { type MailSettings, mailSettings } from './mail-settings.ts';

/** What is set outside of the program. Nothing else reads the environment. */
export interface Settings {
  /** A PostgreSQL of one's own: one URL, or one for each role; else Vigie runs a private one. */
  readonly databaseUrl?: string | DatabaseUrls;
  /** The folder of an installed PostgreSQL, with initdb and postgres. */
  readonly pgBin?: string;
  /** Where the private database, the passwords and the key of the log lie; else the customary folder. */
  readonly dataFolder?: string;
  /** The folders that sources may read, absolute. */
  readonly folders?: readonly string[];
  /** Hosts of one's own that sources may reach, as host or host:port; else public addresses alone. */
  readonly hosts?: readonly string[];
  /** The file with what signs in at sources. */
  readonly credentials?: string;
  /** Where the sites that are read find who asks: an address that is sent along. */
  readonly contact?: string;
  /** Another house that says who people are, by OpenID Connect. */
  readonly identities?: IdentitySettings;
  /** Where people find the desk, such as `https://desk.example.org`; else by the loopback. */
  readonly origin?: URL;
  /** The server that takes the mails of the desk. */
  readonly mail?: MailSettings;
}

export interface IdentitySettings {
  readonly issuer: string;
  readonly client: string;
  readonly secret: string;
  /** What people call it. */
  readonly name: string;
}

export interface DatabaseUrls {
  readonly owner: string;
  readonly app: string;
  readonly work: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const OIDC = ['VIGIE_OIDC_ISSUER', 'VIGIE_OIDC_CLIENT', 'VIGIE_OIDC_SECRET', 'VIGIE_OIDC_NAME'] as const;
const ONE = 'DATABASE_URL';
const THREE = ['DATABASE_URL_OWNER', 'DATABASE_URL_APP', 'DATABASE_URL_WORK'] as const;

/**
 * Reads the settings from the environment; what is empty is not set. Refuses database URLs of which it cannot be told
 * which count (`settings-database-urls`), an origin that is none (`settings-origin`), another house of which not all is said
 * (`settings-identity`), and a mail server, or a sender or signature of mails, that is none or not wholly said (`settings-mail`).
 */
export function readSettings(environment: Environment = process.env): Settings {
  const databaseUrl = databaseUrls(environment);
  const pgBin = environment['VIGIE_PG_BIN'] || undefined;
  const dataFolder = environment['VIGIE_DATA'] || undefined;
  const folders = listed(environment['VIGIE_FOLDERS'], delimiter);
  const contact = environment['VIGIE_CONTACT'] || undefined;
  const credentials = environment['VIGIE_CREDENTIALS'] || undefined;
  const hosts = listed(environment['VIGIE_HOSTS'], ',');
  const identities = identitiesIn(environment);
  const origin = originIn(environment['VIGIE_ORIGIN'] || undefined);
  const mail = mailSettings(environment);
  return {
    ...(databaseUrl !== undefined && { databaseUrl }),
    ...(pgBin !== undefined && { pgBin }),
    ...(dataFolder !== undefined && { dataFolder }),
    ...(folders.length > 0 && { folders }),
    ...(hosts.length > 0 && { hosts }),
    ...(credentials !== undefined && { credentials }),
    ...(contact !== undefined && { contact }),
    ...(identities !== undefined && { identities }),
    ...(origin !== undefined && { origin }),
    ...(mail !== undefined && { mail }),
  };
}

/** Scheme, host and port, and nothing behind them. */
function originIn(text: string | undefined): URL | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href) return url;
  const message = 'VIGIE_ORIGIN says where people find the desk, with nothing behind it: https://desk.example.org.';
  throw new Refusal('invalid', 'settings-origin', message);
}

function identitiesIn(environment: Environment): IdentitySettings | undefined {
  const [issuer = '', client = '', secret = '', name = ''] = OIDC.map((key) => environment[key] ?? '');
  if (`${issuer}${client}${secret}` === '') return undefined;
  if (client !== '' && secret !== '' && URL.canParse(issuer) && new URL(issuer).protocol === 'https:') {
    return { issuer, client, secret, name: name || new URL(issuer).host };
  }
  const message = `Set all of ${OIDC.slice(0, 3).join(', ')}, the first one as https address, or none of them.`;
  throw new Refusal('invalid', 'settings-identity', message);
}

function listed(value: string | undefined, separator: string): readonly string[] {
  return (value ?? '')
    .split(separator)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function databaseUrls(environment: Environment): string | DatabaseUrls | undefined {
  const one = environment[ONE] || undefined;
  const [owner, app, work] = THREE.map((name) => environment[name] || undefined);
  if (one === undefined && owner !== undefined && app !== undefined && work !== undefined) return { owner, app, work };
  if (owner === undefined && app === undefined && work === undefined) return one;
  const message = `Set either ${ONE}, or all of ${THREE.join(', ')}, and not some of both.`;
  throw new Refusal('invalid', 'settings-database-urls', message);
}
