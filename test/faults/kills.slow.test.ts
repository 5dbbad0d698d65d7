import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { inspectFolder, NOTHING } from '../support/fault-findings.ts';
import {
  newFolder,
  RUNS,
  recordFault,
  serverPid,
  startWriter,
  sweep,
  untilMore,
  type Writer,
  whyNotBuilt,
} from '../support/fault-writer.ts';

const folder = newFolder('kills');
const settings = { dataFolder: folder, systemFolder: folder };
let writer: Writer | undefined;
afterEach(() => sweep(writer));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

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
    120_000,
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
    120_000,
  );
});
