import { describe, expect, it } from 'vitest';
import { HostTurns } from './host-turns.ts';

/** A clock that stands still but for those who wait. */
function clock() {
  let now = 1_000_000;
  const waits: number[] = [];
  const wait = async (ms: number) => {
    waits.push(ms);
    now += ms;
  };
  return { now: () => now, wait, waits };
}

const settled = async (promise: Promise<unknown>) =>
  (await Promise.race([promise.then(() => true), new Promise((resolve) => setTimeout(resolve, 5))])) === true;

describe('HostTurns', () => {
  it('lets one request to a host run at a time, and the next one after the gap', async () => {
    const { now, wait, waits } = clock();
    const turns = new HostTurns(8, now, wait);
    const end = await turns.take('a.example', 1000);
    const second = turns.take('a.example', 1000);
    expect(await settled(second)).toBe(false);
    end();
    (await second)();
    expect(waits).toEqual([1000]);
  });

  it('lets other hosts run at once, up to so many', async () => {
    const { now, wait } = clock();
    const turns = new HostTurns(2, now, wait);
    const end = await turns.take('a.example', 0);
    await turns.take('b.example', 0);
    const third = turns.take('c.example', 0);
    expect(await settled(third)).toBe(false);
    end();
    expect(await settled(third)).toBe(true);
  });

  it('goes on when somebody in the queue gives up', async () => {
    const { now, wait } = clock();
    const turns = new HostTurns(1, now, wait);
    const end = await turns.take('a.example', 0);
    const stop = new AbortController();
    const second = turns.take('a.example', 0, stop.signal);
    const elsewhere = turns.take('b.example', 0, stop.signal);
    const third = turns.take('a.example', 0);
    stop.abort(new Error('enough'));
    await expect(second).rejects.toThrow('enough');
    await expect(elsewhere).rejects.toThrow('enough');
    expect(await settled(third)).toBe(false);
    end();
    (await third)();
    (await turns.take('b.example', 0))();
  });

  it('leaves a host alone that asked for it, and says for how long', async () => {
    const { now, wait } = clock();
    const turns = new HostTurns(1, now, wait);
    turns.pause('a.example', 60);
    await expect(turns.take('a.example', 0)).rejects.toMatchObject({ code: 'fetch-retry-later', retryAfter: 60 });
    await wait(60_000);
    (await turns.take('a.example', 0))();
  });
});
