import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { testServer } from '../../test/support/store.ts';
import { Duties } from './duty.ts';

const newStore = testServer();

describe('a duty', () => {
  it('is had by one process at a time, and all of a process hold one connection', async () => {
    const { work } = (await newStore()).database;
    const [one, other] = [new Duties(work), new Duties(work)];
    const held = await one.take('match');
    expect(await one.take('collect')).toBeDefined();
    for (let tries = 0; tries < 20; tries++) expect(await other.take('match')).toBeUndefined();
    expect(work.totalCount - work.idleCount).toBe(2);
    await held!.giveBack();
    expect(await other.take('match')).toBeDefined();
    expect(await other.take('collect')).toBeUndefined();
    await one.close();
    // The server ends the connection in its own time.
    for (let tries = 0; tries < 50 && !(await other.take('collect')); tries++) await pause(20);
    expect(await one.take('match')).toBeUndefined();
    await one.close();
    await other.close();
  });

  it('is lost with its connection, and can be taken anew', async () => {
    const { database } = await newStore();
    const duties = new Duties(database.work);
    const held = await duties.take('match');
    expect(held!.isLost).toBe(false);
    await database.work.query(
      `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid between 4711900 and 4711910`,
    );
    for (let tries = 0; tries < 50 && !held!.isLost; tries++) await pause(20);
    expect(held!.isLost).toBe(true);
    await held!.giveBack();
    // It is told of its end before the server lets the lock go.
    let anew = await duties.take('match');
    for (let tries = 0; tries < 250 && !anew; tries++) {
      await pause(20);
      anew = await duties.take('match');
    }
    expect(anew).toBeDefined();
    await duties.close();
  });
});
