import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseSettings } from '../../src/store/database/open-database.ts';
import { type ReceivedWebhook, startWebhookReceiver, type WebhookReceiver } from '../support/delivering.ts';
import { chanceOf, type DeskAtWork, spawnProgram, untilDone } from '../support/fault-desk.ts';
import { approveAnother, furnishRelease, type ReleaseDesk, wrongWithRelease } from '../support/fault-release.ts';
import {
  FAULT_TIMEOUT,
  HOOK,
  newFolder,
  RELEASE_COPIES,
  RUNS,
  recordFault,
  removeFolder,
  SEED,
  sweep,
  until,
  whyNotBuilt,
} from '../support/fault-writer.ts';

const seed = SEED ?? randomInt(2 ** 31);
/** How often the program is killed during one release, at most. */
const KILLS = 3;

let folder: string;
let settings: DatabaseSettings;
let receiver: WebhookReceiver;
let made: ReleaseDesk;
/** How long the program takes from its start until all copies are sent, in milliseconds. */
let working: number;
let desk: DeskAtWork | undefined;

function start(): DeskAtWork {
  const { releaserId, recipientIds } = made;
  desk = spawnProgram('releasing.mjs', { settings, place: receiver.place, releaserId, recipientIds });
  return desk;
}

function isSigned({ headers, text }: ReceivedWebhook, secret: string): boolean {
  return new Webhook(secret).verify(text, { ...headers }) !== undefined;
}

async function end(reportId: string): Promise<readonly string[]> {
  const running = start();
  await untilDone(running);
  expect([await running.stop(), running.complaint]).toEqual([0, '']);
  return wrongWithRelease(settings, { reportId, made, webhooks: receiver.webhooks }, isSigned);
}

beforeAll(async () => {
  if (whyNotBuilt) return;
  folder = newFolder('deliveries');
  settings = { dataFolder: folder, systemFolder: folder };
  receiver = await startWebhookReceiver();
  made = await furnishRelease(settings, { address: receiver.address, copies: RELEASE_COPIES });
  const reportId = await approveAnother(settings, made);
  const began = performance.now();
  const running = start();
  await untilDone(running);
  working = performance.now() - began;
  expect([await running.stop(), running.complaint]).toEqual([0, '']);
  expect(await wrongWithRelease(settings, { reportId, made, webhooks: receiver.webhooks }, isSigned)).toEqual([]);
  expect(receiver.webhooks).toHaveLength(RELEASE_COPIES);
}, FAULT_TIMEOUT);
afterEach(() => sweep(desk), HOOK);
afterAll(async () => {
  await receiver?.close();
  if (folder !== undefined) await removeFolder(folder);
}, HOOK);

describe.skipIf(whyNotBuilt !== '')(`a release${whyNotBuilt}`, () => {
  it.each(RUNS)(
    `whose copies go out while the program is killed reaches everybody, and nobody twice (seed ${seed}), time %i`,
    async (run) => {
      const draw = chanceOf(seed + run);
      receiver.webhooks.length = 0;
      const reportId = await approveAnother(settings, made);
      const kills = 1 + Math.floor(draw() * KILLS);
      for (let kill = 0; kill < kills; kill++) {
        const running = start();
        await until(() => running.status !== undefined || running.process.exitCode !== null, 'the program has started');
        // The release itself takes the first part of it.
        await pause(draw() * working * 0.6);
        await running.kill();
      }
      expect(await end(reportId)).toEqual([]);
      const came = receiver.webhooks.length;
      recordFault('kill during a release', { kills, copies: RELEASE_COPIES, doubled: came - RELEASE_COPIES });
    },
    FAULT_TIMEOUT,
  );
});
