import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseSettings } from '../../src/store/database/open-database.ts';
import { inspectFolder, NOTHING } from '../support/fault-findings.ts';
import {
  FAULT_TIMEOUT,
  HOOK,
  newFolder,
  RUNS,
  recordFault,
  removeFolder,
  serverPid,
  startWriter,
  sweep,
  untilMore,
  type Writer,
  whyNotBuilt,
} from '../support/fault-writer.ts';

let folder: string;
let settings: DatabaseSettings;
let writer: Writer | undefined;
beforeAll(() => {
  folder = newFolder('kills');
  settings = { dataFolder: folder, systemFolder: folder };
});
afterEach(() => sweep(writer), HOOK);
afterAll(() => removeFolder(folder), HOOK);

describe.skipIf(whyNotBuilt !== '')(`an acknowledged act${whyNotBuilt}`, () => {
  it.each(RUNS)(
    'outlives a kill of the program, time %i',
    async (run) => {
      writer = await startWriter({ settings });
      await pause(150 + ((run * 137) % 400));
      await writer.kill();
      expect(await inspectFolder(settings, writer.acknowledged)).toEqual(NOTHING);
      recordFault('kill of the program', { acknowledged: writer.acknowledged.length });
    },
    FAULT_TIMEOUT,
  );

  it.each(RUNS)(
    'outlives a kill of the database, time %i',
    async (run) => {
      writer = await startWriter({ settings });
      await pause(100 + ((run * 211) % 300));
      process.kill(serverPid(writer.status!.dataFolder!)!, 'SIGKILL');
      // The program starts it again and goes on.
      await untilMore(writer, 30);
      expect(writer.failures).not.toEqual([]);
      await writer.kill();
      expect(await inspectFolder(settings, writer.acknowledged)).toEqual(NOTHING);
      recordFault('kill of the database', { acknowledged: writer.acknowledged.length, failed: writer.failures.length });
    },
    FAULT_TIMEOUT,
  );

  it.each(RUNS)(
    'outlives a kill of both at once, time %i',
    async (run) => {
      writer = await startWriter({ settings });
      await pause(100 + ((run * 173) % 300));
      process.kill(serverPid(writer.status!.dataFolder!)!, 'SIGKILL');
      await writer.kill();
      expect(await inspectFolder(settings, writer.acknowledged)).toEqual(NOTHING);
      recordFault('kill of both at once', { acknowledged: writer.acknowledged.length });
    },
    FAULT_TIMEOUT,
  );
});
