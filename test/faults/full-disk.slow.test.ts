import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { openDatabase } from '../../src/store/database/open-database.ts';
import { inspectFolder, NOTHING } from '../support/fault-findings.ts';
import {
  FAULT_TIMEOUT,
  HOOK,
  RUNS,
  recordFault,
  serverPid,
  startWriter,
  sweep,
  until,
  untilMore,
  type Writer,
  whyNotBuilt,
} from '../support/fault-writer.ts';
import { newDisk, type SmallDisk, whyNoDisk } from '../support/small-disk.ts';

const MEGABYTE = 2 ** 20;
const FULL = 'disk full';

let disk: SmallDisk;
let writer: Writer | undefined;
beforeEach(() => {
  disk = newDisk('full-disk');
});
afterEach(async () => {
  try {
    disk.makeRoom();
    await sweep(writer);
  } finally {
    disk.remove();
  }
}, HOOK);

const whyNot = whyNotBuilt || whyNoDisk;
const settings = () => ({ dataFolder: disk.folder, systemFolder: disk.folder, pgBin: inject('pgBin') });
const start = () => startWriter({ settings: settings(), bodyLength: 150_000 });

/** Makes the server keep files of its log in store, so that other files are the first to find no room. */
async function laySegments(): Promise<void> {
  await asAdministrator(async (query) => {
    for (let segment = 0; segment < 4; segment++) await query(NEXT_SEGMENT);
    await query('checkpoint');
  });
}

const NEXT_SEGMENT = "select pg_logical_emit_message(true, '', 'x'), pg_switch_wal()";

async function asAdministrator(work: (query: (text: string) => Promise<unknown>) => Promise<void>): Promise<void> {
  const database = await openDatabase({ ...settings(), whenOwned: 'join' });
  try {
    await database.administer((client) => work((text) => client.query(text)));
  } finally {
    await database.close();
  }
}

/** Makes the server need a new file for its log until it has none to write to. */
async function fillLog(running: Writer): Promise<void> {
  const ends = asAdministrator(async (query) => {
    for (let segment = 0; segment < 100; segment++) await query(NEXT_SEGMENT);
  });
  await expect(ends).rejects.toThrow();
  await until(
    () => running.warnings.some((warning) => warning.includes(' is full')),
    'the writer says that it is full',
  );
}

/** Lets the writer go on by itself after there is room, end in good order, and looks at what it left. */
async function goOn(running: Writer): Promise<void> {
  disk.makeRoom();
  await untilMore(running, 30);
  expect(await running.stop(), running.complaint).toBe(0);
  expect(running.complaint).toBe('');
  expect(await inspectFolder(settings(), running.acknowledged)).toEqual(NOTHING);
}

describe.skipIf(whyNot !== '')(`a full disk${whyNot}`, () => {
  it.each(RUNS)(
    'that refuses acts takes back none, and they go on when there is room, time %i',
    async (run) => {
      const running = await start();
      writer = running;
      const pid = serverPid(running.status!.dataFolder!);
      await laySegments();
      await disk.leave((1 + ((run - 1) % 6)) * MEGABYTE);
      await until(() => running.failures.some((codes) => codes.includes('53100')), 'an act is refused');
      await pause(run * 37);
      await goOn(running);
      expect(serverPid(running.status!.dataFolder!) ?? pid).toBe(pid);
      recordFault(`${FULL}, acts refused`, {
        acknowledged: running.acknowledged.length,
        failed: running.failures.length,
      });
    },
    FAULT_TIMEOUT,
  );

  it.each(RUNS)(
    'that ends the server is told as such, and it runs again when there is room, time %i',
    async (run) => {
      const running = await start();
      writer = running;
      await pause(run * 23);
      await disk.leave((1 + (run % 12)) * MEGABYTE);
      await fillLog(running);
      expect(running.warnings.join('\n')).toMatch(/The disk of .* is full \(\d+ MB are left\).*Make room there/);
      // What clients were told that came too early is no reason.
      expect(running.warnings.join('\n')).not.toContain('the database system is');
      // Longer than five new starts take, after which a server that ends for no such reason is given up.
      await pause(2000 + run * 31);
      await goOn(running);
      expect(running.warnings).toContain('There is room on the disk again, and PostgreSQL runs.');
      recordFault(`${FULL}, server ended`, {
        acknowledged: running.acknowledged.length,
        failed: running.failures.length,
      });
    },
    FAULT_TIMEOUT,
  );

  it.each(RUNS)(
    'lets no Vigie start, which says why and leaves nothing lying about, time %i',
    async (run) => {
      const running = await start();
      writer = running;
      await disk.leave((1 + (run % 12)) * MEGABYTE);
      await fillLog(running);
      await running.kill();
      const root = running.status!.dataFolder!;
      for (const whenOwned of ['refuse', 'join'] as const) {
        const refused = openDatabase({ ...settings(), whenOwned });
        await expect(refused).rejects.toMatchObject({ code: 'store-disk-full' });
      }
      await disk.leave(0);
      await expect(openDatabase(settings())).rejects.toMatchObject({
        code: 'store-folder',
        message: expect.stringContaining('ENOSPC'),
      });
      disk.makeRoom();
      expect(await inspectFolder(settings(), running.acknowledged)).toEqual(NOTHING);
      expect(readdirSync(root).filter((name) => /unfinished|claim/.test(name))).toEqual([]);
      expect(readdirSync(join(root, 'cluster')).filter((name) => name === 'postmaster.pid')).toEqual([]);
      recordFault(`${FULL}, start refused`, { acknowledged: running.acknowledged.length });
    },
    FAULT_TIMEOUT,
  );
});
