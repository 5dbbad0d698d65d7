import type pg from 'pg';
import { Refusal } from '../../errors.ts';
import { closePools, type Logins, openPools, reaching } from './connect.ts';
import { type Login, withClient } from './login.ts';
import { type Machine, thisMachine } from './machine.ts';
import { type OpenedServer, openPrivate } from './open-private.ts';
import { openServer, type ServerUrls } from './open-server.ts';
import type { Owner } from './owner-lock.ts';
import { refuseStrongRoles } from './roles.ts';

export interface DatabaseSettings {
  /** A server of one's own, of version 15 or newer, instead of the private one. */
  readonly databaseUrl?: ServerUrls | undefined;
  /** The folder of an installed PostgreSQL, with initdb and postgres, for the private server. */
  readonly pgBin?: string | undefined;
  /** Where the private database and the passwords lie; else the user's customary folder, under `name`. */
  readonly dataFolder?: string | undefined;
  readonly name?: string | undefined;
  /** Where root's databases lie instead, since the server must leave root: `/var/lib/vigie`. */
  readonly systemFolder?: string | undefined;
  /** What to do where another Vigie runs the private server: a server refuses, a command joins it. */
  readonly whenOwned?: 'refuse' | 'join' | undefined;
  readonly machine?: Machine | undefined;
  /** Told at the first start, when another program makes the database and there is time for something else. */
  readonly waits?: (() => void) | undefined;
  /** Told what needs nobody's answer, such as that the server was started again. */
  readonly warn?: ((sentence: string) => void) | undefined;
}

export interface DatabaseStatus {
  readonly kind: 'private' | 'server';
  readonly version: string;
  readonly database: string;
  readonly sizeInBytes: number;
  /** Of a private database. `requestedFolder` is what the user asked for, which for root is not where it lies. */
  readonly dataFolder?: string;
  readonly requestedFolder?: string;
  readonly runsAs?: string;
  readonly socketFolder?: string;
  readonly port: number;
  readonly host?: string;
  /** The Vigie that runs the private server, whether it is this one, and since when. */
  readonly ownerPid?: number;
  readonly isOwner?: boolean;
  readonly ownedSince?: string;
}

/** A database, entered by three roles. `owner` migrates, `app` is bound by labels, `work` runs the pipeline. */
export interface Database {
  readonly name: string;
  readonly owner: pg.Pool;
  readonly app: pg.Pool;
  readonly work: pg.Pool;
  status(): Promise<DatabaseStatus>;
  /**
   * Works with a connection of the administrator, to `database` or to the one that every server has. For making and
   * deleting databases; refused where only the URLs of the three roles were given.
   */
  administer<T>(work: (client: pg.Client) => Promise<T>, database?: string): Promise<T>;
  /** Another database of the same server; closing it leaves the server running. */
  sibling(name: string): Database;
  /** Ends the pools, and stops the private server where it is ours. May be called again. */
  close(): Promise<void>;
}

const PRIVATE_DATABASE = 'vigie';

/** Opens the database; at the first start of a private one this makes it. */
export async function openDatabase(settings: DatabaseSettings = {}): Promise<Database> {
  const machine = settings.machine ?? thisMachine();
  const warn = settings.warn ?? (() => undefined);
  const { databaseUrl, whenOwned = 'refuse', waits = () => undefined } = settings;
  if (databaseUrl !== undefined) {
    const logins = await openServer(databaseUrl, settings, machine);
    return checked({ logins, warn, server: undefined });
  }
  const server = await openPrivate({ ...settings, whenOwned, machine, warn, waits, database: PRIVATE_DATABASE });
  return checked({ logins: server.logins, warn, server });
}

/** What the labels rest on is looked at on every opening, not only when it was made. */
async function checked(ways: Ways): Promise<Database> {
  const database = databaseOf(ways);
  try {
    await reaching(ways.logins.owner, () => refuseStrongRoles(database.owner));
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

interface Ways {
  readonly logins: Logins;
  readonly warn: (sentence: string) => void;
  readonly server: OpenedServer | undefined;
}

/** The passwords stay inside: nothing that prints a database can print them. */
function databaseOf({ logins, warn, server }: Ways): Database {
  const pools = openPools(logins, warn);
  let closed: Promise<void> | undefined;
  return {
    ...pools,
    name: logins.owner.database,
    status: () => statusOf(pools.owner, logins.owner, server),
    administer: async (work, database) => {
      const login = logins.administrator ?? refuseAdministration();
      const target = { ...login, ...(database !== undefined && { database }) };
      return reaching(target, () => withClient(target, work));
    },
    sibling: (name) => databaseOf({ logins: loginsTo(name, logins), warn, server: server && withoutStop(server) }),
    close: () => {
      closed ??= closePools(pools).finally(() => server?.close());
      return closed;
    },
  };
}

function loginsTo(database: string, { owner, app, work, ...rest }: Logins): Logins {
  const to = (login: Login): Login => ({ ...login, database });
  return { ...rest, owner: to(owner), app: to(app), work: to(work) };
}

function withoutStop(server: OpenedServer): OpenedServer {
  return { ...server, close: async () => undefined };
}

function refuseAdministration(): never {
  throw new Refusal(
    'not-allowed',
    'store-no-administrator',
    'This needs a user that may make databases, and only the URLs of the three roles were given.',
  );
}

async function statusOf(owner: pg.Pool, login: Login, server: OpenedServer | undefined): Promise<DatabaseStatus> {
  const { rows } = await owner.query<{ version: string; size: string }>(
    "select current_setting('server_version') as version, pg_database_size(current_database())::text as size",
  );
  const { version = '', size = '0' } = rows[0] ?? {};
  const known = { version, database: login.database, sizeInBytes: Number(size), port: login.port };
  if (server === undefined) return { kind: 'server', ...known, host: login.host };
  return { kind: 'private', ...known, ...statusOfPlace(server.place, server.owner(), login) };
}

function statusOfPlace(place: OpenedServer['place'], owner: Owner, { host }: Login) {
  return {
    dataFolder: place.root,
    requestedFolder: place.requested,
    ...(place.account && { runsAs: place.account.name }),
    ...(owner.listening?.socketFolder === undefined ? { host } : { socketFolder: host }),
    ownerPid: owner.pid,
    isOwner: owner.pid === process.pid,
    ownedSince: owner.since,
  };
}
