import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { guard, guardedSites } from '../../../test/support/guarded-sites.ts';

const { site } = guardedSites();
const textOf = ({ bytes }: { bytes: Uint8Array }) => Buffer.from(bytes).toString();
const failing = (code: string) => expect.objectContaining({ name: 'SourceFailure', code });

describe('robots.txt', () => {
  const page: RequestListener = (_request, response) => void response.end('page');
  const saying =
    (text: string, headers = {}): RequestListener =>
    (_request, response) =>
      void response.writeHead(200, headers).end(text);

  it.each([
    ['for all', 'User-agent: *\nDisallow: /private'],
    ['for us', 'User-agent: *\nAllow: /\n\nUser-Agent: vigie\nDisallow: /private'],
    ['with a version', 'user-agent: Vigie/2.0\ndisallow: /private'],
    ['in a pattern', 'User-agent: *\nDisallow: /*vate$'],
    ['after junk', '\ufeff<html>\nUser-agent: *\nDisallow: /private'],
  ])('is obeyed %s', async (_name, text) => {
    const made = await site(page, saying(text));
    const fetch = guard([made]);
    await expect(fetch(`${made.origin}/private`)).rejects.toEqual(failing('fetch-robots'));
    expect(textOf(await fetch(`${made.origin}/public`))).toBe('page');
    expect(made.asked).toEqual(['GET /robots.txt', 'GET /public']);
  });

  it('binds addresses that people chose only where it names us', async () => {
    const forAll = await site(page, saying('User-agent: *\nDisallow: /'));
    expect(textOf(await guard([forAll])(forAll.origin, { robots: 'named' }))).toBe('page');
    const forUs = await site(page, saying('User-agent: Vigie\nDisallow: /'));
    await expect(guard([forUs])(forUs.origin, { robots: 'named' })).rejects.toEqual(failing('fetch-robots'));
  });

  it.each([400, 401, 403, 404, 410])('that answers %i allows everything', async (status) => {
    const made = await site(page, (_request, response) => void response.writeHead(status).end('Disallow: /'));
    expect(textOf(await guard([made])(made.origin))).toBe('page');
  });

  it.each([429, 500, 502])('that answers %i forbids everything for ten minutes', async (status) => {
    let now = 0;
    let answered = status;
    const made = await site(page, (_request, response) => void response.writeHead(answered).end());
    const fetch = guard([made], {}, { now: () => now });
    await expect(fetch(made.origin)).rejects.toMatchObject({ code: 'fetch-robots-unreachable', retryAfter: 600 });
    answered = 404;
    await expect(fetch(made.origin)).rejects.toEqual(failing('fetch-robots-unreachable'));
    now += 600_001;
    expect(textOf(await fetch(made.origin))).toBe('page');
  });

  it('is followed through redirects, and is taken for absent in a circle', async () => {
    const moved = await site(saying('User-agent: *\nDisallow: /private'));
    const made = await site(page, (_request, response) => {
      response.writeHead(301, { location: `${moved.origin}/rules` }).end();
    });
    await expect(guard([made, moved])(`${made.origin}/private`)).rejects.toEqual(failing('fetch-robots'));
    const circle = await site(
      page,
      (_request, response) => void response.writeHead(301, { location: '/robots.txt' }).end(),
    );
    expect(textOf(await guard([circle])(circle.origin))).toBe('page');
  });

  it('is read up to 500 KiB', async () => {
    const filler = '# filler\n'.repeat(60_000);
    const made = await site(page, saying(`User-agent: *\nDisallow: /early\n${filler}Disallow: /late`));
    await expect(guard([made])(`${made.origin}/early`)).rejects.toEqual(failing('fetch-robots'));
    expect(textOf(await guard([made])(`${made.origin}/late`))).toBe('page');
  });

  it('is asked once for many pages, again after a day, and sooner where it says so', async () => {
    let now = 0;
    const made = await site(page, saying(''));
    const fetch = guard([made], {}, { now: () => now });
    const times = () => made.asked.filter((asked) => asked === 'GET /robots.txt').length;
    await Promise.all([fetch(made.origin), fetch(made.origin), fetch(`${made.origin}/b`)]);
    now += 24 * 3600_000 - 1;
    await fetch(made.origin);
    expect(times()).toBe(1);
    now += 2;
    await fetch(made.origin);
    expect(times()).toBe(2);
    const short = await site(page, saying('', { 'cache-control': 'public, max-age=3600' }));
    const fetchShort = guard([short], {}, { now: () => now });
    await fetchShort(short.origin);
    now += 3600_001;
    await fetchShort(short.origin);
    expect(short.asked.filter((asked) => asked === 'GET /robots.txt')).toHaveLength(2);
  });

  it('is asked of every host on the way', async () => {
    const target = await site(page, saying('User-agent: *\nDisallow: /'));
    const made = await site((_request, response) => void response.writeHead(302, { location: target.origin }).end());
    await expect(guard([made, target])(made.origin)).rejects.toEqual(failing('fetch-robots'));
  });

  it('sets the gap between requests, up to a minute', async () => {
    for (const [delay, gap] of [
      ['7', 7000],
      ['3600', 60_000],
      ['-1', 1000],
      ['soon', 1000],
    ] as const) {
      const waits: number[] = [];
      const made = await site(page, saying(`User-agent: *\nCrawl-delay: ${delay}`));
      const now = () => 5_000_000;
      const fetch = guard([made], { gapMs: 1000 }, { now, waits });
      await fetch(made.origin);
      expect(waits).toEqual([gap]);
    }
  });
});
