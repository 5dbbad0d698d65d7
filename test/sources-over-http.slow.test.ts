import { describe, expect, it } from 'vitest';
import type { OpenDesk } from '../src/actions/open-desk.ts';
import { deskWork } from '../src/pipeline/desk-work.ts';
import { get, openApi, send } from './support/api.ts';
import { actorOf, deskOn } from './support/desk.ts';
import { guardedSites } from './support/guarded-sites.ts';
import { asking, openOrder } from './support/pipeline.ts';
import { type TestStore, testServer } from './support/store.ts';

const freshStore = testServer();
const { site } = guardedSites();
const PUBLIC = { scheme: 'us-capco', marking: 'U' };
const FEED = `<rss version="2.0"><channel><title>Harbour</title>
  <item><title>The harbour grows</title><link>https://news.example/1</link><guid>1</guid><description>By a third.</description></item>
  <item><title>The harbour is sold</title><link>https://news.example/2</link><guid>2</guid><description>To nobody.</description></item>
</channel></rss>`;

function feedAt(address: string, more: object = {}) {
  return {
    name: 'Harbour news',
    kind: 'feed',
    address,
    reliability: 'B',
    trusted: false,
    ...PUBLIC,
    defaultMarking: PUBLIC,
    ...more,
  };
}

/** A desk that reads a site of this machine for people. */
async function readingDesk() {
  const store = await freshStore();
  const news = await site((_request, answer) => answer.setHeader('content-type', 'application/rss+xml').end(FEED));
  const sources = deskWork({ hosts: [news.place] }).forPeople(deskOn(store) as OpenDesk);
  return { ...(await openApi(store, { sources })), news };
}

/** Opens an order that uses every source, and returns who may read it whatever it is marked with. */
async function useSources(store: TestStore, marking = 'U') {
  const cleared = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };
  const [author, editor] = [await actorOf(store, cleared), await actorOf(store, cleared)];
  const asked = asking('harbour', { A: 'harbour' });
  await openOrder(deskOn(store), author, editor, { ...asked, order: { ...asked.order, marking } });
  return author;
}

describe('a source over HTTP', () => {
  it('is tried before it is there, and nothing of it is kept', async () => {
    const desk = await readingDesk();
    const tried = await send(desk, desk.ann, 'POST /sources/trials', feedAt(`${desk.news.origin}/feed`));
    expect(tried.json()).toMatchObject({
      isWhole: true,
      items: [{ title: 'The harbour grows' }, { title: 'The harbour is sold' }],
    });
    expect((await get(desk, desk.ann, '/sources')).json()).toEqual({ items: [] });
    const gone = await send(desk, desk.ann, 'POST /sources/trials', feedAt('http://127.0.0.1:9/feed'));
    expect(gone.json()).toMatchObject({ items: [], failure: { code: expect.stringMatching(/^fetch-/) } });
    const secret = feedAt(`${desk.news.origin}/feed`, { scheme: 'us-capco', marking: 'S//NF' });
    expect((await send(desk, desk.ann, 'POST /sources/trials', secret)).json().code).toBe('action-above-clearance');
    const inspector = await actorOf(desk.store, {}, ['inspector']);
    expect((await send(desk, inspector, 'POST /sources/trials', feedAt('https://a.example'))).statusCode).toBe(403);
  });

  it('is read now, and says how it does', async () => {
    const desk = await readingDesk();
    const { id } = (await send(desk, desk.ann, 'POST /sources', feedAt(`${desk.news.origin}/feed`))).json();
    expect((await get(desk, desk.ann, `/sources/${id}`)).json().standing).toEqual({
      health: 'new',
      failures: 0,
      isUsed: false,
      isInTrouble: false,
    });
    await useSources(desk.store);
    expect((await send(desk, desk.ann, `POST /sources/${id}/readings`, {})).json()).toEqual({ id, isDone: true });
    const { standing } = (await get(desk, desk.ann, `/sources/${id}`)).json();
    expect(standing).toMatchObject({
      health: 'fresh',
      failures: 0,
      readAt: expect.any(String),
      gaveAt: expect.any(String),
      nextAt: expect.any(String),
      isUsed: true,
    });
    expect((await get(desk, desk.ann, `/documents?sourceId=${id}`)).json().items).toHaveLength(2);
  });

  it('that may give more than everybody reads of it tells only that it answers', async () => {
    const desk = await readingDesk();
    await useSources(desk.store);
    const { id } = (
      await send(desk, desk.ann, 'POST /sources', feedAt(`${desk.news.origin}/feed`, { trusted: true }))
    ).json();
    await send(desk, desk.ann, `POST /sources/${id}/readings`, {});
    const { standing } = (await get(desk, desk.ann, `/sources/${id}`)).json();
    expect(standing).toMatchObject({ health: 'answers', readAt: expect.any(String), failures: 0, isUsed: true });
    expect(Object.keys(standing)).not.toContain('gaveAt');
  });

  it('that only hidden orders use tells nothing that their readings move', async () => {
    const desk = await readingDesk();
    const insider = await useSources(desk.store, 'S//NF');
    const found = feedAt(`${desk.news.origin}/feed`);
    const lost = feedAt('http://127.0.0.1:9/feed');
    for (const source of [found, lost]) {
      const { id } = (await send(desk, desk.ann, 'POST /sources', source)).json();
      await send(desk, insider, `POST /sources/${id}/readings`, {});
      const told = (await get(desk, desk.ann, `/sources/${id}`)).json().standing;
      expect(told).toEqual({ health: 'answers', failures: 0, isUsed: false, isInTrouble: false });
      const known = (await get(desk, insider, `/sources/${id}`)).json().standing;
      expect(known).toMatchObject({ health: source === found ? 'fresh' : 'broken', isUsed: true });
    }
    const { items } = (await get(desk, desk.ann, '/sources')).json();
    expect(JSON.stringify(items)).not.toMatch(/readAt|since|gaveAt|nextAt|reason|remarks/);
  });

  it('goes out and comes in as a list of subscriptions', async () => {
    const desk = await readingDesk();
    await send(desk, desk.ann, 'POST /sources', feedAt('https://news.example/feed'));
    const list = (await get(desk, desk.ann, '/sources/opml')).body;
    expect(list).toContain('https://news.example/feed');
    expect(list).toContain('<title>Sources – UNCLASSIFIED (us-capco)</title>');
    const insider = await useSources(desk.store);
    const secret = { address: 'https://secret.example/feed', defaultMarking: { ...PUBLIC, marking: 'S//NF' } };
    await send(desk, insider, 'POST /sources', feedAt('', secret));
    const whole = (await get(desk, insider, '/sources/opml')).body;
    expect(whole).toContain('<title>Sources – SECRET//NOFORN (us-capco)</title>');
    expect((await get(desk, desk.ann, '/sources/opml')).body).toBe(list);
    const more = list.replace('</body>', '<outline type="rss" text="More" xmlUrl="https://more.example/feed"/></body>');
    const imported = await send(desk, desk.ann, 'POST /sources/opml', { opml: more, ...PUBLIC });
    expect(imported.json()).toMatchObject({ listed: 2, made: [expect.any(String)], findings: [] });
    const { items } = (await get(desk, desk.ann, '/sources')).json();
    expect(items.map(({ name }: { name: string }) => name).sort()).toEqual(['Harbour news', 'More']);
  });

  it('comes in from a list whatever is wrong with another one, once, on the web, and with a name of bounds', async () => {
    const desk = await readingDesk();
    const outlines = [
      '<outline type="folder" text="F" xmlUrl="https://a.example/1"/>',
      `<outline text="${'x'.repeat(5000)}" xmlUrl="https://a.example/2"/>`,
      '<outline text="kept" xmlUrl="https://me:secret@a.example/"/>',
      '<outline text="last" xmlUrl="https://a.example/3"/>',
    ];
    const opml = `<opml version="2.0"><body>${outlines.join('')}</body></opml>`;
    const headers = { ...(await desk.as(desk.ann)), 'idempotency-key': 'k1' };
    const keyed = () =>
      desk.api.inject({ method: 'POST', url: '/api/sources/opml', headers, payload: { opml, ...PUBLIC } });
    const imported = await keyed();
    expect(imported.json()).toMatchObject({ listed: 4, findings: [{ code: 'opml-refused', count: 1 }] });
    expect(imported.json().made).toHaveLength(3);
    expect((await keyed()).body).toBe(imported.body);
    const { items } = (await get(desk, desk.ann, '/sources')).json();
    expect(items.map(({ kind, name }: { kind: string; name: string }) => [kind, name.length]).sort()).toEqual([
      ['feed', 1],
      ['feed', 1000],
      ['feed', 4],
    ]);
  });

  it('comes in once from a list that is sent twice at once, and a thousand at a time', async () => {
    const desk = await readingDesk();
    const outlines = Array.from({ length: 1002 }, (_, at) => `<outline xmlUrl="https://a.example/${at}"/>`);
    const opml = (few: number) => `<opml><body>${outlines.slice(0, few).join('')}</body></opml>`;
    const importing = () => send(desk, desk.ann, 'POST /sources/opml', { opml: opml(20), ...PUBLIC });
    const made = (await Promise.all([importing(), importing()])).flatMap((answer) => answer.json().made);
    expect(made).toHaveLength(20);
    const rows = await desk.store.database.owner.query('select distinct address, id from vigie.source');
    expect(rows.rowCount).toBe(20);
    const all = await send(desk, desk.ann, 'POST /sources/opml', {
      opml: opml(1002).replaceAll('a.ex', 'b.ex'),
      ...PUBLIC,
    });
    expect(all.json()).toMatchObject({ listed: 1002, findings: [{ code: 'opml-left-out', count: 2 }] });
    expect(all.json().made).toHaveLength(1000);
    const above = { opml: opml(1002), scheme: 'us-capco', marking: 'S//NF' };
    expect((await send(desk, desk.ann, 'POST /sources/opml', above)).json().code).toBe('action-above-clearance');
  });

  it('is neither tried nor read where the process reads none', async () => {
    const desk = await openApi(await freshStore());
    const tried = await send(desk, desk.ann, 'POST /sources/trials', feedAt('https://news.example/feed'));
    expect(tried.json()).toMatchObject({ status: 409, code: 'source-work-none' });
  });
});
