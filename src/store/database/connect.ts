import pg from 'pg';
import { Refusal } from '../../errors.ts';
import { databaseCode, type Login } from './login.ts';
import { ROLE_KEYS, ROLE_NAMES, type RoleKey } from './passwords.ts';

/** The ways into one database; `administrator` is there where we may make roles and databases. */
export type Logins = Readonly<Record<RoleKey, Login>> & { readonly administrator?: Login };

export type Pools = Readonly<Record<RoleKey, pg.Pool>>;

interface PoolLimits {
  readonly max: number;
  /** How long one statement may take, in milliseconds; 0 is for ever. */
  readonly statement_timeout: number;
  readonly idle_in_transaction_session_timeout: number;
}

/** Migrations may take their time; a request on a surface has somebody waiting; a step of the pipeline has not. */
export const POOL_LIMITS: Readonly<Record<RoleKey, PoolLimits>> = {
  owner: { max: 2, statement_timeout: 0, idle_in_transaction_session_timeout: 0 },
  app: { max: 10, statement_timeout: 30_000, idle_in_transaction_session_timeout: 60_000 },
  work: { max: 10, statement_timeout: 300_000, idle_in_transaction_session_timeout: 600_000 },
};

/** Opens a pool for each role; nothing connects before it is used. */
export function openPools(logins: Logins, warn: (sentence: string) => void): Pools {
  const open = (key: RoleKey): pg.Pool => {
    const pool = new pg.Pool({
      ...logins[key],
      ...POOL_LIMITS[key],
      application_name: `vigie-${key}`,
      connectionTimeoutMillis: 15_000,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
    });
    // A connection that is lost while idle is replaced when next needed; unheard, the event would end the program.
    pool.on('error', (error) => {
      warn(`An idle connection of ${ROLE_NAMES[key]} was lost (${databaseCode(error) ?? 'closed'}).`);
    });
    // One that is lost at work tells whoever works with it, by the statement that fails.
    pool.on('connect', (client) => client.on('error', () => undefined));
    return pool;
  };
  return { owner: open('owner'), app: open('app'), work: open('work') };
}

export async function closePools(pools: Pools): Promise<void> {
  await Promise.all(ROLE_KEYS.map((key) => (pools[key].ended ? undefined : pools[key].end())));
}

/** Runs `work` on a connection of its own, and turns failures to connect into sentences without secrets. */
export async function reaching<T>(login: Login, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw refusalOfConnection(error, login) ?? error;
  }
}

function refusalOfConnection(error: unknown, { host, port, user, database }: Login): Refusal | undefined {
  if (error instanceof Refusal || !(error instanceof Error)) return undefined;
  const code = databaseCode(error) ?? '';
  const where = `${host}:${port}`;
  if (/^28/.test(code)) {
    return new Refusal(
      'not-allowed',
      'store-login',
      `The server at ${where} does not let ${user} in with this password.`,
    );
  }
  if (code === '3D000') {
    return new Refusal('not-found', 'store-no-database', `The server at ${where} has no database "${database}".`);
  }
  if (/does not support SSL/.test(error.message)) {
    return new Refusal(
      'invalid',
      'store-no-encryption',
      `The server at ${where} does not encrypt connections; where the network between is yours alone, add ?sslmode=disable.`,
    );
  }
  if (!isUnreached(error)) return undefined;
  const reason = code || error.message;
  return new Refusal(
    'not-found',
    'store-unreachable',
    `The PostgreSQL server at ${where} cannot be reached (${reason}).`,
  );
}

/** Whether an error says that there is no connection, or that it was lost. */
export function isUnreached(error: Error): boolean {
  const isNetwork = /^(E[A-Z_]+|57P0\d|53300|08\w{3})$/.test(databaseCode(error) ?? '');
  return isNetwork || /certificate|timeout|terminated/i.test(error.message);
}
