import { readFileSync } from 'node:fs';
import pg from 'pg';
import { Refusal } from '../../errors.ts';

/** One way into one database. It holds a password: keep it out of messages and logs. */
export interface Login {
  /** A host, or the folder of a Unix socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly ssl: false | { readonly rejectUnauthorized: boolean; readonly ca?: string };
}

const FORM = 'postgres://user:password@host:5432/database';
const PARAMETERS = new Set(['sslmode', 'sslrootcert', 'host']);

/**
 * Reads the URL of a server. `variable` names it in what is said to the user; the URL itself, which holds a password,
 * is never repeated. To another machine the connection is encrypted and the server's certificate is checked,
 * unless `sslmode` says less.
 */
export function parseLogin(text: string, variable = 'DATABASE_URL'): Login {
  const url = URL.canParse(text) ? new URL(text) : refuse(variable, `must have the form ${FORM}`);
  if (!/^postgres(ql)?:$/.test(url.protocol)) refuse(variable, `must have the form ${FORM}`);
  for (const name of url.searchParams.keys()) {
    if (!PARAMETERS.has(name)) refuse(variable, `may have the parameters sslmode, sslrootcert and host, not "${name}"`);
  }
  const host = url.searchParams.get('host') ?? decoded(url.hostname, variable).replace(/^\[(.*)\]$/, '$1');
  const user = decoded(url.username, variable);
  const database = decoded(url.pathname.slice(1), variable);
  if (user === '' || database === '' || host === '')
    refuse(variable, `must name a user, a host and a database: ${FORM}`);
  const password = decoded(url.password, variable);
  return { host, port: Number(url.port || 5432), user, password, database, ssl: encryption(url, host, variable) };
}

function encryption(url: URL, host: string, variable: string): Login['ssl'] {
  const isNear = host.startsWith('/') || ['localhost', '127.0.0.1', '::1'].includes(host);
  const mode = url.searchParams.get('sslmode') ?? (isNear ? 'disable' : 'verify-full');
  if (mode === 'disable') return false;
  if (mode === 'require') return { rejectUnauthorized: false };
  if (mode !== 'verify-full') return refuse(variable, 'may have the sslmode disable, require or verify-full');
  const path = url.searchParams.get('sslrootcert');
  return { rejectUnauthorized: true, ...(path && { ca: readCertificate(path, variable) }) };
}

function readCertificate(path: string, variable: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return refuse(variable, 'names a file for sslrootcert that cannot be read');
  }
}

function decoded(text: string, variable: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return refuse(variable, 'has a "%" that should be written %25');
  }
}

function refuse(variable: string, rule: string): never {
  throw new Refusal('invalid', 'store-url', `${variable} ${rule}.`);
}

/** Connects, works and disconnects. */
export async function withClient<T>(login: Login, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...login, application_name: 'vigie-administer', connectionTimeoutMillis: 10_000 });
  // A server that stops while we wait for an answer is told by the answer too.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The code of an error of PostgreSQL or of the network, such as 42501 or ECONNREFUSED. */
export function databaseCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
