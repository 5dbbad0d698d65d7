import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest';
import type { Reader } from '../../src/markings/reader.ts';
import { standardSchemes } from '../../src/markings/standard-schemes.ts';
import { addAccount } from '../../src/store/accounts.ts';
import { type Database, openDatabase } from '../../src/store/database/open-database.ts';
import { Labels } from '../../src/store/labels.ts';
import { addReader } from '../../src/store/readers.ts';
import { inTransaction, type Session } from '../../src/store/transaction.ts';
import { keptAdministrator } from './kept-administrator.ts';
import { claimServer, NOW } from './shared-server.ts';
import { type LentDatabase, SpareDatabases } from './spare-databases.ts';

export { NOW };

/** A database of its own, with what tests need to put something into it and look at it as somebody. */
export interface TestStore {
  readonly database: Database;
  readonly labels: Labels;
  /** Makes an account with a clearance and returns the session in which it works. */
  session(reader: Partial<Reader>, roles?: readonly string[]): Promise<Session>;
  /** Id of the label of a US marking. */
  label(marking: string, needToKnow?: readonly (readonly string[])[]): Promise<number>;
}

/** The databases of this worker, whose server it has as long as it runs. */
let spares: Promise<SpareDatabases> | undefined;

async function joinServer(): Promise<SpareDatabases> {
  const folder = await claimServer(inject('serverFolders'));
  const settings = { dataFolder: folder, systemFolder: folder, pgBin: inject('pgBin'), whenOwned: 'join' } as const;
  const server = await openDatabase(settings);
  const { administrator } = await keptAdministrator(server);
  const administer: Database['administer'] = (work, database) =>
    database === undefined ? work(administrator) : server.administer(work, database);
  return new SpareDatabases({ ...server, administer });
}

/** Joins the server of this worker; returns what lends an empty, migrated database to each test. */
export function testServer(): () => Promise<TestStore> {
  const open: LentDatabase[] = [];
  /** What is open before a test is for those after it, too. */
  let before = 0;
  beforeAll(async () => {
    spares ??= joinServer();
    await spares;
  }, 60_000);
  const closeFrom = async (first: number): Promise<void> => {
    for (const lent of open.splice(first)) await (await spares!).takeBack(lent);
  };
  beforeEach(() => {
    before = open.length;
  });
  // A server has so many connections, and each database keeps some.
  afterEach(() => closeFrom(before), 60_000);
  afterAll(() => closeFrom(0), 60_000);
  return async () => {
    const lent = await (await spares!).lend();
    open.push(lent);
    return storeOf(lent.database);
  };
}

export function uuid(): string {
  const hex = randomBytes(16).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** What tests need of an open database. */
export function storeOf(database: Database): TestStore {
  const labels = new Labels(database, standardSchemes);
  const now = new Date(NOW);
  return {
    database,
    labels,
    async session(reader, roles = ['analyst']) {
      const actorId = uuid();
      const labelId = await labels.idOfLabel(standardSchemes.label('desk', 'PUBLIC', {}, 'banner'), now);
      const clearanceId = await inTransaction(database.work, async (client) => {
        await labels.lockClearances(client);
        const ownId = await labels.clearanceWithin(client, { id: actorId, ...reader }, now);
        const { groups: _groups, ...held } = reader;
        const made = { id: actorId, name: 'somebody', kind: 'person', labelId, held, clearanceId: ownId } as const;
        await addReader(client, { ...made, madeAt: now, changedAt: now });
        await addAccount(client, { id: actorId, labelId, roles, state: 'active' }, now);
        return ownId;
      });
      return { actorId, clearanceId, now: NOW };
    },
    label: (marking, needToKnow = []) =>
      labels.idOfLabel(standardSchemes.label('us-capco', marking, { needToKnow }), now),
  };
}
