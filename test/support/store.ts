import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest';
import type { Reader } from '../../src/markings/reader.ts';
import { standardSchemes } from '../../src/markings/standard-schemes.ts';
import { addAccount } from '../../src/store/accounts.ts';
import { type Database, openDatabase } from '../../src/store/database/open-database.ts';
import { createFromTemplate, dropDatabase } from '../../src/store/database/template.ts';
import { Labels } from '../../src/store/labels.ts';
import { addReader } from '../../src/store/readers.ts';
import { inTransaction, type Session } from '../../src/store/transaction.ts';
import { claimServer, NOW, TEMPLATE } from './shared-server.ts';

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

/** Joins the server of this worker; returns what makes a fresh, migrated database for each test. */
export function testServer(): () => Promise<TestStore> {
  let server: Database;
  const open: { readonly name: string; readonly database: Database }[] = [];
  /** What is open before a test is for those after it, too. */
  let before = 0;
  beforeAll(async () => {
    const folder = await claimServer(inject('serverFolders'));
    const settings = { dataFolder: folder, systemFolder: folder, pgBin: inject('pgBin'), whenOwned: 'join' } as const;
    server = await keptAdministrator(await openDatabase(settings));
  }, 60_000);
  const closeFrom = async (first: number): Promise<void> => {
    for (const { name, database } of open.splice(first)) {
      await database.close();
      await dropDatabase(server, name);
    }
  };
  beforeEach(() => {
    before = open.length;
  });
  // A server has so many connections, and each database keeps some.
  afterEach(() => closeFrom(before), 60_000);
  afterAll(async () => {
    await closeFrom(0);
    await server?.close();
  }, 60_000);
  return async () => {
    const name = `test_${randomBytes(8).toString('hex')}`;
    const database = await createFromTemplate(server, TEMPLATE, name);
    open.push({ name, database });
    return storeOf(database);
  };
}

/** A server whose administrator stays: a new connection for each database that is made or dropped costs more than that. */
async function keptAdministrator(server: Database): Promise<Database> {
  let leave: (() => void) | undefined;
  const client = await new Promise<pg.Client>((resolve, reject) => {
    const stays = (one: pg.Client): Promise<void> => {
      resolve(one);
      return new Promise<void>((gone) => {
        leave = gone;
      });
    };
    server.administer(stays).catch(reject);
  });
  return {
    ...server,
    administer: (work, database) => (database === undefined ? work(client) : server.administer(work, database)),
    async close() {
      leave?.();
      await server.close();
    },
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
