import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Database, type DatabaseSettings, openDatabase } from '../../src/store/database/open-database.ts';
import { inspectFolder, NOTHING } from '../support/fault-findings.ts';
import {
  FAULT_TIMEOUT,
  HOOK,
  newFolder,
  RUNS,
  recordFault,
  removeFolder,
  startWriter,
  sweep,
  untilMore,
  type Writer,
  whyNotBuilt,
} from '../support/fault-writer.ts';

/** How often connections are lost in one run. */
const LOSSES = 12;

let folder: string;
let settings: DatabaseSettings;
let writer: Writer | undefined;
let joined: Database | undefined;
beforeAll(() => {
  folder = newFolder('connections');
  settings = { dataFolder: folder, systemFolder: folder };
});
afterEach(async () => {
  await joined?.close();
  await sweep(writer);
}, HOOK);
afterAll(() => removeFolder(folder), HOOK);

/** Ends about half of the connections that are in the middle of a transaction, as an administrator may. */
async function terminate(database: Database): Promise<number> {
  const { rowCount } = await database.administer((client) =>
    client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name in ('vigie-app', 'vigie-work') and backend_xid is not null and random() < 0.5`,
    ),
  );
  return rowCount ?? 0;
}

/** Lets connections be lost at moments of chance, then lets the writer go on undisturbed and end in good order. */
async function disturb(running: Writer, lose: () => Promise<unknown>): Promise<void> {
  for (let loss = 0; loss < LOSSES; loss++) {
    await pause(Math.random() * 60);
    await lose();
  }
  // Each lane has the time to say of its last loss; from then on no pool hands out a connection that was lost.
  await untilMore(running, 60);
  const failed = running.failures.length;
  expect(failed).toBeGreaterThan(0);
  await untilMore(running, 60);
  expect(running.failures.slice(failed)).toEqual([]);
  expect(await running.stop(), running.complaint).toBe(0);
  expect(running.complaint).toBe('');
  for (const { totalCount, idleCount, waitingCount } of running.pools!) {
    expect({ idleCount, waitingCount }).toEqual({ idleCount: totalCount, waitingCount: 0 });
  }
  expect(await inspectFolder(settings, running.acknowledged)).toEqual(NOTHING);
}

describe.skipIf(whyNotBuilt !== '')(`acts of several lanes at once${whyNotBuilt}`, () => {
  it.each(RUNS)(
    'are there whole or not at all where the server ends connections, time %i',
    async () => {
      writer = await startWriter({ settings, lanes: 8 });
      const database = await openDatabase({ ...settings, whenOwned: 'join' });
      joined = database;
      let ended = 0;
      await disturb(writer, async () => {
        ended += await terminate(database);
      });
      expect(ended).toBeGreaterThan(0);
      const counts = { acknowledged: writer.acknowledged.length, failed: writer.failures.length, connections: ended };
      recordFault('connections ended by the server', counts);
    },
    FAULT_TIMEOUT,
  );

  it.each(RUNS)(
    'are there whole or not at all where our own side loses connections, time %i',
    async () => {
      const running = await startWriter({ settings, lanes: 8 });
      writer = running;
      await disturb(running, async () => running.tell('cut'));
      const counts = { acknowledged: running.acknowledged.length, failed: running.failures.length };
      recordFault('connections lost on our side', counts);
    },
    FAULT_TIMEOUT,
  );
});
