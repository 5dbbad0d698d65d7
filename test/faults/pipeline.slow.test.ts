import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseSettings } from '../../src/store/database/open-database.ts';
import {
  chanceOf,
  type DeskAtWork,
  furnish,
  type Load,
  type Outcome,
  spawnDesk,
  takeOutcome,
  untilDone,
  writeLoad,
} from '../support/fault-desk.ts';
import {
  FAULT_TIMEOUT,
  HOOK,
  newFolder,
  PIPELINE_DOCUMENTS,
  PIPELINE_RUNS,
  RUNS,
  recordFault,
  removeFolder,
  SEED,
  serverPid,
  sweep,
  until,
  whyNotBuilt,
} from '../support/fault-writer.ts';

const seed = SEED ?? randomInt(2 ** 31);
const chance = (run: number) => chanceOf(seed + run);

let folder: string;
let settings: DatabaseSettings;
let load: Load;
let undisturbed: Outcome;
/** How long the desk takes to start, and from then on until nothing is left to do, in milliseconds. */
let starting: number;
let working: number;
let desk: DeskAtWork | undefined;

async function start(): Promise<DeskAtWork> {
  desk = spawnDesk(settings, load);
  return desk;
}

function untilReady(running: DeskAtWork): Promise<void> {
  return until(() => running.status !== undefined || running.process.exitCode !== null, 'the desk has started');
}

/** Waits for a moment of chance: one in four while the desk starts, the others while it works. */
async function pauseIn(running: DeskAtWork, draw: () => number): Promise<void> {
  if (draw() < 0.25) return pause(draw() * starting);
  await untilReady(running);
  await pause(draw() * working);
}

async function endAndCompare(running: DeskAtWork): Promise<void> {
  await untilDone(running);
  expect([await running.stop(), running.complaint]).toEqual([0, '']);
  expect(await takeOutcome(settings)).toEqual(undisturbed);
}

beforeAll(async () => {
  if (whyNotBuilt) return;
  folder = newFolder('pipeline');
  settings = { dataFolder: folder, systemFolder: folder };
  load = writeLoad(join(folder, 'load'), PIPELINE_DOCUMENTS);
  await furnish(settings, load);
  const began = performance.now();
  const running = await start();
  await untilReady(running);
  starting = performance.now() - began;
  await untilDone(running);
  working = performance.now() - began - starting;
  expect([await running.stop(), running.complaint, running.failures]).toEqual([0, '', []]);
  undisturbed = await takeOutcome(settings);
}, FAULT_TIMEOUT);
afterEach(() => sweep(desk), HOOK);
afterAll(() => (folder === undefined ? undefined : removeFolder(folder)), HOOK);

describe.skipIf(whyNotBuilt !== '')(`what the pipeline comes to, with the seed ${seed}${whyNotBuilt}`, () => {
  it('is whole where nothing disturbs it', () => {
    const { documents, hits, quarantined, stories, backFills, counted, unlogged, log } = undisturbed;
    expect(documents.length).toBeGreaterThan(PIPELINE_DOCUMENTS * 0.99);
    expect(hits.length).toBeGreaterThan(PIPELINE_DOCUMENTS / 4);
    expect(new Set(hits).size).toBe(hits.length);
    expect(stories.join(' ').split(' ')).toHaveLength(documents.length);
    expect(counted).toEqual({ documents: documents.length, hits: hits.length });
    expect(quarantined.length).toBe(Math.floor((PIPELINE_DOCUMENTS + 149) / 250) + 10);
    expect(backFills).toEqual(['done', 'done', 'done', 'done']);
    expect([unlogged, log]).toEqual([[], []]);
  });

  it.each(PIPELINE_RUNS)(
    'is the same where it was killed and started again, time %i',
    async (run) => {
      const draw = chance(run);
      let kills = 0;
      let atWork = 0;
      // Every other time twice where there is time, so that what a kill left is hit again.
      for (const most = RUNS.length > 3 ? 1 + (run % 2) : 1; kills < most; kills++) {
        const running = await start();
        await pauseIn(running, draw);
        await running.kill();
        if (running.status && !running.isDone) atWork++;
        expect(running.complaint).toBe('');
      }
      await endAndCompare(await start());
      recordFault('kill of the pipeline', { kills, atWork, documents: undisturbed.documents.length });
    },
    FAULT_TIMEOUT,
  );

  it.each(RUNS.length > 3 ? RUNS : [1])(
    'is the same where the database was killed, time %i',
    async (run) => {
      const running = await start();
      await untilReady(running);
      await pause(chance(-run)() * working * 0.8);
      process.kill(serverPid(running.status!.dataFolder!)!, 'SIGKILL');
      await endAndCompare(running);
      recordFault('kill of the database under the pipeline', {
        documents: undisturbed.documents.length,
        failed: running.failures.length,
      });
    },
    FAULT_TIMEOUT,
  );
});
