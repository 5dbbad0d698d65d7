import { standardSchemes } from '../markings/standard-schemes.ts';
import { type Database, type DatabaseSettings, openDatabase } from '../store/database/open-database.ts';
import { type IdentityKey, openIdentityKey } from '../store/identity-key.ts';
import { Labels } from '../store/labels.ts';
import { logFolder } from '../store/log-folder.ts';
import { migrate } from '../store/migrate.ts';
import { hasSealedCodes } from '../store/second-factors.ts';
import type { Desk } from './desk.ts';
import { newUuid } from './new-uuid.ts';

/** Which database, and what to do where another Vigie runs it; a command joins it. */
export type DeskSettings = Omit<DatabaseSettings, 'machine'>;

/** What the settings of the program let sources and deliveries reach. */
export interface ReachSettings {
  /** Folders that sources may read; absolute. */
  readonly folders?: readonly string[] | undefined;
  /** Hosts of one's own that sources may reach, as host or host:port. */
  readonly hosts?: readonly string[] | undefined;
  /** The file with what signs in at sources. */
  readonly credentials?: string | undefined;
  /** Where sites find who asks: an address that is sent along. */
  readonly contact?: string | undefined;
  /** The server that takes mails, and from whom they are. */
  readonly mail?: MailReach | undefined;
  /** Where people find the desk. */
  readonly origin?: URL | undefined;
}

/** By which server mails go, and from whom. */
export interface MailReach {
  readonly host: string;
  readonly port: number;
  readonly isEncrypted: boolean;
  readonly login?: { readonly user: string; readonly password: string } | undefined;
  readonly from: { readonly name: string; readonly address: string };
  /** The private key stands in the file. */
  readonly dkim?: { readonly domain: string; readonly selector: string; readonly keyFile: string } | undefined;
}

/** A desk that somebody opened, and closes. */
export interface OpenDesk extends Desk {
  readonly schemaVersion: number;
  /** Where the key of the log, the key of what proves who people are, and the exported checkpoints lie. */
  readonly logFolder: string;
  close(): Promise<void>;
}

/** Opens the database, with the schema of this program; at the first start of a private one this makes it. */
export async function openDesk(settings: DeskSettings, now = Date.now): Promise<OpenDesk> {
  const database = await openDatabase({ whenOwned: 'join', ...settings });
  try {
    return await deskOn(database, settings, now);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function deskOn(database: Database, settings: DeskSettings, now: () => number): Promise<OpenDesk> {
  const { after } = await migrate(database, new Date(now()));
  const folder = logFolder(settings, await database.status());
  return {
    database,
    labels: new Labels(database, standardSchemes),
    identityKey: identityKeyIn(folder, database),
    schemes: standardSchemes,
    newId: () => newUuid(now()),
    now,
    schemaVersion: after,
    logFolder: folder,
    close: () => database.close(),
  };
}

/** Returns what reads the key when it is first asked for; most commands never ask. */
function identityKeyIn(folder: string, database: Database): () => Promise<IdentityKey> {
  let key: IdentityKey | undefined;
  return async () => {
    key ??= await openIdentityKey(folder, async () => !(await hasSealedCodes(database.work)));
    return key;
  };
}

/** Works on a desk that is opened for this and closed behind it. */
export async function withDesk<T>(settings: DeskSettings, work: (desk: OpenDesk) => Promise<T>): Promise<T> {
  const desk = await openDesk(settings);
  try {
    return await work(desk);
  } finally {
    await desk.close();
  }
}
