import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import type { DatabaseSettings } from '../../src/store/database/open-database.ts';
import { inspectFolder, NOTHING } from '../support/fault-findings.ts';
import {
  FAULT_TIMEOUT,
  HOOK,
  newFolder,
  RUNS,
  recordFault,
  removeFolder,
  spawnWriter,
  startWriter,
  sweep,
  until,
  untilMore,
  type Writer,
  whyNotBuilt,
} from '../support/fault-writer.ts';

let folder: string;
let writers: Writer[] = [];
beforeAll(async () => {
  folder = newFolder('starts');
}, HOOK);
afterEach(async () => {
  for (const writer of writers) await sweep(writer);
  writers = [];
}, HOOK);
afterAll(() => removeFolder(folder), HOOK);

type WhenOwned = 'refuse' | 'join';

/** Who starts first by a moment, and who second; each run takes the next pair. */
const PAIRS: readonly (readonly [WhenOwned, WhenOwned])[] = [
  ['refuse', 'join'],
  ['join', 'refuse'],
  ['refuse', 'refuse'],
  ['join', 'join'],
];

function placeOf(name: string): DatabaseSettings {
  return { dataFolder: join(folder, name), systemFolder: join(folder, name), pgBin: inject('pgBin') };
}

/** Starts two at once, the first ahead by a moment or not at all, and waits until each is in or was refused. */
async function startBoth(place: DatabaseSettings, run: number): Promise<readonly (readonly [WhenOwned, Writer])[]> {
  const pair = PAIRS[run % PAIRS.length]!;
  const both = pair.map((whenOwned) => {
    const writer = spawnWriter({ settings: { ...place, whenOwned }, lanes: 2, waits: true });
    writers.push(writer);
    return [whenOwned, writer] as const;
  });
  await until(() => both.every(([, writer]) => writer.loaded), 'both have loaded the program');
  for (const [, writer] of both) {
    writer.tell('go');
    if (run % 3 > 0) await pause((run * 7) % 60);
  }
  for (const [, writer] of both) {
    await until(() => writer.status !== undefined || writer.process.exitCode !== null, 'one that starts is in or out');
  }
  return both;
}

/** One owns the database; the other has joined it where it may, and was refused where not. Both then act. */
async function expectOneOwner(both: readonly (readonly [WhenOwned, Writer])[]): Promise<void> {
  const owner = both.find(([, writer]) => writer.status?.isOwner)?.[1];
  expect(owner, both.map(([, writer]) => writer.refused ?? writer.complaint).join()).toBeDefined();
  for (const [whenOwned, writer] of both) {
    expect(writer.complaint).toBe('');
    if (writer === owner) await untilMore(writer, 10);
    else if (whenOwned === 'refuse') expect([writer.refused, await writer.stop()]).toEqual(['store-owned', 0]);
    else {
      expect(writer.status).toMatchObject({ isOwner: false, ownerPid: owner!.process.pid });
      await untilMore(writer, 10);
    }
  }
  // Nothing happened to the server under them, as where the second had taken it for a leftover.
  for (const [, writer] of both) expect([writer.warnings, writer.failures]).toEqual([[], []]);
}

/** The owner last: the other works on its server. */
async function endBoth(place: DatabaseSettings, both: readonly (readonly [WhenOwned, Writer])[]): Promise<number> {
  const inOrder = both.map(([, writer]) => writer).sort((one, other) => isOwner(one) - isOwner(other));
  for (const writer of inOrder) expect([await writer.stop(), writer.complaint]).toEqual([0, '']);
  const acknowledged = inOrder.flatMap((writer) => writer.acknowledged);
  expect(await inspectFolder(place, acknowledged)).toEqual(NOTHING);
  return acknowledged.length;
}

function isOwner({ status }: Writer): number {
  return status?.isOwner ? 1 : 0;
}

describe.skipIf(whyNotBuilt !== '')(`of two that start at once, one owns the database${whyNotBuilt}`, () => {
  it.each(RUNS)(
    'where it is made by that start, time %i',
    async (run) => {
      const place = placeOf(`fresh-${run}`);
      const both = await startBoth(place, run);
      await expectOneOwner(both);
      recordFault('two starts, new folder', { acknowledged: await endBoth(place, both) });
      await removeFolder(place.dataFolder!);
    },
    FAULT_TIMEOUT,
  );

  it.each(RUNS)(
    'where it was closed in good order, time %i',
    async (run) => {
      const place = placeOf('closed');
      const both = await startBoth(place, run);
      await expectOneOwner(both);
      recordFault('two starts, closed folder', { acknowledged: await endBoth(place, both) });
    },
    FAULT_TIMEOUT,
  );

  it.each(RUNS)(
    'where a Vigie was killed that had it, time %i',
    async (run) => {
      const place = placeOf('left');
      const before = await startWriter({ settings: place });
      await before.kill();
      const both = await startBoth(place, run);
      await expectOneOwner(both);
      const acts = await endBoth(place, both);
      expect(await inspectFolder(place, before.acknowledged)).toEqual(NOTHING);
      recordFault('two starts, folder of a killed Vigie', { acknowledged: acts + before.acknowledged.length });
    },
    FAULT_TIMEOUT,
  );
});
