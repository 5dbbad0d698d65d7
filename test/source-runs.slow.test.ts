import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { OpenDesk } from '../src/actions/open-desk.ts';
import { SourceRuns } from '../src/api/source-runs.ts';
import { deskWork } from '../src/pipeline/desk-work.ts';
import { openApi } from './support/api.ts';
import { actorOf, deskOn } from './support/desk.ts';
import { guardedSites } from './support/guarded-sites.ts';
import { eventually, sourceAt } from './support/pipeline.ts';
import { testServer } from './support/store.ts';

const freshStore = testServer();
const { site } = guardedSites();
const PUBLIC = { scheme: 'us-capco', marking: 'U' };
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A desk that reads a site which takes what is asked and never answers. */
async function scene() {
  const store = await freshStore();
  const desk = deskOn(store);
  const waiting: ServerResponse[] = [];
  const slow = await site((_request, answer) => void waiting.push(answer));
  closing.push(async () => waiting.forEach((answer) => void answer.destroy()));
  const work = deskWork({ hosts: [slow.place] }).forPeople(desk as OpenDesk);
  const [ann, bob] = [await actorOf(store, {}), await actorOf(store, {})];
  const draft = { name: 'slow', kind: 'feed', address: slow.origin, reliability: 'B', trusted: false } as const;
  return { store, desk, slow, waiting, work, ann, bob, draft: { ...draft, ...PUBLIC, defaultMarking: PUBLIC } };
}

describe('sources that are read for people', () => {
  it('are few for each, and slow readings take no place from trials or from others', async () => {
    const { desk, slow, waiting, work, ann, bob, draft } = await scene();
    const runs = new SourceRuns(work, () => undefined);
    closing.push(() => runs.close());
    const never = new AbortController().signal;
    const ids = await Promise.all(
      [1, 2, 3].map(async (at) => (await sourceAt(desk, ann, 'feed', `${slow.origin}/${at}`)).id),
    );
    const readings = ids.slice(0, 2).map((id) => runs.read(ann, id).catch(() => undefined));
    await expect(runs.read(ann, ids[2]!)).rejects.toMatchObject({ code: 'source-work-busy' });
    const begun = [runs.read(bob, ids[2]!), runs.try(ann, never, (signal) => work.tryDraft(ann, draft, signal))];
    await eventually(
      async () => waiting.length,
      (length) => length > 0,
    );
    await runs.close();
    const ends = await Promise.allSettled([...readings, ...begun]);
    expect(JSON.stringify(ends.map((end) => end.status === 'rejected' && end.reason.code))).not.toContain('busy');
  });

  it('give their place back when a reading comes to no end', async () => {
    const { desk, slow, work, ann } = await scene();
    const runs = new SourceRuns(work, () => undefined, { longestReading: 300 });
    closing.push(() => runs.close());
    const { id } = await sourceAt(desk, ann, 'feed', slow.origin);
    await expect(runs.read(ann, id)).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('are tried no longer once whoever asked is gone', async () => {
    const { store, waiting, work, ann, draft } = await scene();
    const { api, as, faults } = await openApi(store, { sources: work });
    closing.push(() => api.close());
    const origin = await api.listen({ host: '127.0.0.1', port: 0 });
    const away = new AbortController();
    const headers = { ...(await as(ann)), 'content-type': 'application/json' };
    const asked = fetch(`${origin}/api/sources/trials`, {
      ...{ method: 'POST', headers, signal: away.signal, body: JSON.stringify(draft) },
    });
    await eventually(
      async () => waiting.length,
      (length) => length === 1,
    );
    const over = new Promise((done) => waiting[0]!.once('close', done));
    away.abort();
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
    // Long before the time of a trial is up.
    await Promise.race([over, pause(8000).then(() => expect.unreachable('it goes on'))]);
    expect(faults).toEqual([]);
  });
});
