import { describe, expect, it } from 'vitest';
import { guard, guardedSites } from '../../test/support/guarded-sites.ts';
import { keysOf, readToEnd } from '../../test/support/read-source.ts';
import { readMisp } from './misp.ts';

const { site } = guardedSites();

const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** A feed whose events have these times, by number; some of them may be missing, or answered with a status of failure. */
async function feedOf(
  times: Record<number, string>,
  missing: readonly number[] = [],
  broken = new Map<number, number>(),
) {
  let fails = Number.POSITIVE_INFINITY;
  const made = await site((request, response) => {
    const path = request.url ?? '';
    if (path === '/feed/manifest.json') {
      const listed = Object.entries(times).map(([number, timestamp]) => [
        uuid(Number(number)),
        { info: 'x', Orgc: { name: 'o' }, timestamp },
      ]);
      return void response.end(JSON.stringify(Object.fromEntries(listed)));
    }
    if (fails-- <= 0) return void response.writeHead(429, { 'retry-after': '60' }).end();
    const number = Number(/(\d+)\.json$/.exec(path)?.[1]);
    const status = broken.get(number);
    if (status !== undefined) return void response.writeHead(status).end();
    if (missing.includes(number) || !(number in times)) return void response.writeHead(404).end();
    const event = {
      uuid: uuid(number),
      info: `Event ${number}`,
      date: '2012-05-22',
      timestamp: times[number],
      Attribute: [],
    };
    response.end(JSON.stringify({ Event: event }));
  });
  const address = `${made.origin}/feed/`;
  const read = (cursor = {}) => readToEnd(readMisp, { address, cursor }, { fetch: guard([made]) });
  const failAfter = (count: number): void => {
    fails = count;
  };
  return { made, read, failAfter };
}

describe('readMisp', () => {
  it('gives the events of a feed, and then those that are new or changed', async () => {
    const times: Record<number, string> = { 1: '100', 2: '100', 3: '100' };
    const { read } = await feedOf(times);
    const first = await read();
    expect(keysOf(first).sort()).toEqual([1, 2, 3].map(uuid));
    expect((await read(first.reading.cursor)).reading.outcome).toBe('unchanged');
    times[2] = '200';
    // A late event may be older than those that were there.
    times[4] = '50';
    const third = await read(first.reading.cursor);
    expect(keysOf(third).sort()).toEqual([uuid(2), uuid(4)]);
    expect((await read(third.reading.cursor)).items).toEqual([]);
  });

  it('keeps the size of its cursor however many events there are', async () => {
    const times = Object.fromEntries(Array.from({ length: 250 }, (_, at) => [at, '1']));
    const { read } = await feedOf(times);
    const { items, reading } = await read();
    expect(items).toHaveLength(250);
    expect(JSON.stringify(reading.cursor).length).toBeLessThan(5_000);
  });

  it('takes so many at a time, and the others the next times', async () => {
    const times = Object.fromEntries(Array.from({ length: 350 }, (_, at) => [at, '1']));
    const { read } = await feedOf(times);
    const first = await read();
    expect(first.reading.findings.map(({ code }) => code)).toEqual(['misp-events-pending']);
    const second = await read(first.reading.cursor);
    expect(new Set([...keysOf(first), ...keysOf(second)]).size).toBe(350);
    expect(first.items.length + second.items.length).toBe(350);
    expect((await read(second.reading.cursor)).reading).toMatchObject({ outcome: 'unchanged', findings: [] });
  });

  it('ends where the site asks to be left alone, and goes on there', async () => {
    const { read, failAfter } = await feedOf({ 1: '1', 2: '1', 3: '1' });
    failAfter(2);
    const first = await read();
    expect(first.items).toHaveLength(2);
    expect(first.reading.retryAfter).toBe(60);
    failAfter(9);
    expect((await read(first.reading.cursor)).items).toHaveLength(1);
    failAfter(0);
    await expect(read()).rejects.toMatchObject({ code: 'fetch-retry-later', retryAfter: 60 });
  });

  it('goes on behind an event that fails, and tries it again after the others', async () => {
    const broken = new Map([[1, 500]]);
    const { read } = await feedOf({ 1: '1', 2: '1', 3: '1' }, [], broken);
    const first = await read();
    expect(keysOf(first).sort()).toEqual([uuid(2), uuid(3)]);
    expect(first.reading.findings).toMatchObject([{ code: 'misp-events-failed', severity: 'error' }]);
    expect((await read(first.reading.cursor)).items).toEqual([]);
    broken.clear();
    const third = await read(first.reading.cursor);
    expect([keysOf(third), third.reading.findings]).toEqual([[uuid(1)], []]);
    expect(third.reading.cursor).not.toHaveProperty('failed');
  });

  it('stops after three that fail, and begins with others the next time', async () => {
    const times = Object.fromEntries(Array.from({ length: 6 }, (_, at) => [at, '1']));
    const broken = new Map([0, 1, 2].map((number) => [number, 502]));
    const { made, read } = await feedOf(times, [], broken);
    const first = await read();
    expect([first.items, first.reading.outcome, first.reading.findings.map(({ code }) => code)]).toEqual([
      [],
      'unchanged',
      ['misp-events-failed', 'misp-events-pending'],
    ]);
    expect(made.asked.filter((what) => /\d\.json$/.test(what))).toHaveLength(3);
    expect(keysOf(await read(first.reading.cursor)).sort()).toEqual([3, 4, 5].map(uuid));
  });

  it('comes to the events behind however many that fail', async () => {
    const times = Object.fromEntries(Array.from({ length: 8 }, (_, at) => [at, '1']));
    const { read } = await feedOf(times, [], new Map([0, 1, 2, 3, 4, 5, 6].map((number) => [number, 500])));
    let cursor = {};
    for (let reading = 0; reading < 2; reading++) cursor = (await read(cursor)).reading.cursor;
    expect(keysOf(await read(cursor))).toEqual([uuid(7)]);
  });

  it('loses nothing where the site lets nobody in for a while', async () => {
    const times = Object.fromEntries(Array.from({ length: 6 }, (_, at) => [at, '1']));
    const closed = new Map(Object.keys(times).map((number) => [Number(number), 403]));
    const { read } = await feedOf(times, [], closed);
    const { cursor } = (await read((await read()).reading.cursor)).reading;
    closed.clear();
    expect(keysOf(await read(cursor)).sort()).toEqual([0, 1, 2, 3, 4, 5].map(uuid));
  });

  it('tells of events that the manifest lists and that are not there', async () => {
    const { read } = await feedOf({ 1: '1', 2: '1' }, [2]);
    const { items, reading } = await read();
    expect([items.length, reading.findings.map(({ code }) => code)]).toEqual([1, ['misp-events-missing']]);
  });

  it('gives a single event at an address, and refuses what is no JSON', async () => {
    const { made } = await feedOf({ 7: '1' });
    const address = `${made.origin}/feed/${uuid(7)}.json`;
    const { items } = await readToEnd(readMisp, { address }, { fetch: guard([made]) });
    expect(items).toMatchObject([{ key: address, mediaType: 'application/json' }]);
    const page = await site((_request, response) => void response.end('<html>'));
    await expect(readToEnd(readMisp, { address: page.origin }, { fetch: guard([page]) })).rejects.toMatchObject({
      code: 'file-bad-json',
    });
  });
});
