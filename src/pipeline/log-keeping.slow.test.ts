import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { actorOf, deskOn } from '../../test/support/desk.ts';
import { NOW, testServer } from '../../test/support/store.ts';
import { listOrders } from '../actions/list-orders.ts';
import type { OpenDesk } from '../actions/open-desk.ts';
import { LogKeeping } from './log-keeping.ts';

const newStore = testServer();
const HOUR = 3_600_000;

describe('the log of a desk at work', () => {
  it('gets its places at each step, and is signed as it begins, each hour and at the end, where something was written', async () => {
    const store = await newStore();
    const logFolder = mkdtempSync(join(tmpdir(), 'vigie-log-'));
    onTestFinished(() => rmSync(logFolder, { recursive: true, force: true }));
    let now = NOW;
    const desk: OpenDesk = {
      ...deskOn(store),
      ...{ now: () => now, schemaVersion: 0, logFolder, close: async () => undefined },
    };
    const actor = await actorOf(store, {});
    const counts = async () => {
      const { rows } = await store.database.owner.query<{ places: number; checkpoints: number }>(
        `select (select count(*)::int from vigie.audit_leaf) as places,
           (select count(*)::int from vigie.audit_checkpoint) as checkpoints`,
      );
      return rows[0]!;
    };
    const log = new LogKeeping(desk);
    await log.step();
    expect(await counts()).toEqual({ places: 0, checkpoints: 0 });
    await listOrders(desk, actor);
    expect(await log.step()).toBe(1000);
    expect(await counts()).toEqual({ places: 1, checkpoints: 1 });
    await listOrders(desk, actor);
    await log.step();
    expect(await counts()).toEqual({ places: 2, checkpoints: 1 });
    now += HOUR;
    await log.step();
    expect(await counts()).toEqual({ places: 2, checkpoints: 2 });
    now += HOUR;
    await log.step();
    expect(await counts()).toEqual({ places: 2, checkpoints: 2 });
    await listOrders(desk, actor);
    await log.sign();
    expect(await counts()).toEqual({ places: 3, checkpoints: 3 });
  });
});
