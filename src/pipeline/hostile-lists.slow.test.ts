import { describe, expect, it } from 'vitest';
import { extractPools } from '../../test/support/extract-pools.ts';
import { guard, guardedSites } from '../../test/support/guarded-sites.ts';
import { keysOf, readToEnd } from '../../test/support/read-source.ts';
import type { TakeApart } from '../extract/take-apart.ts';
import { readCsaf } from '../sources/csaf.ts';
import { readFeed } from '../sources/feed.ts';
import { readSitemap } from '../sources/sitemap.ts';

const { site } = guardedSites();
const poolOf = extractPools();
const NOW = Date.parse('2020-06-01T00:00:00Z');

const slow = `<urlset>${'<url><loc>https://site.example/1</loc><image/><image/></url>'.repeat(330_000)}</urlset>`;
const answers: Readonly<Record<string, (origin: string) => string>> = {
  '/index.xml': (origin) =>
    `<sitemapindex>${['good', 'slow'].map((name) => `<sitemap><loc>${origin}/${name}.xml</loc></sitemap>`).join('')}</sitemapindex>`,
  '/slow.xml': () => slow,
  '/good.xml': (origin) => `<urlset><url><loc>${origin}/page</loc></url></urlset>`,
  '/feed.xml': () => `<rss><channel>${'<item><title>&lt;b&gt;&eacute;</title></item>'.repeat(200_000)}`,
  '/all/changes.csv': () => '"a.json","2020-01-01"\n'.repeat(2_000_000),
  '/page': () => '<p>Words.',
};

/** A site whose lists take longer than they may, and threads that give them up soon. */
async function hostile() {
  const pool = poolOf({ threads: 1, longest: 300 });
  const takeApart: TakeApart = (kind, bytes, asked) => pool.takeApart(kind, bytes, asked);
  // The thread is there when the first list comes: to begin it takes longer than a list may.
  for (let tries = 0; tries < 20; tries++) {
    if (!('problem' in (await takeApart('sitemap', Buffer.from('https://site.example/'), {})))) break;
  }
  const made = await site((request, response) => {
    const answer = answers[request.url ?? ''];
    if (answer === undefined) response.writeHead(404).end();
    else response.end(answer(`http://${request.headers.host}`));
  });
  return { made, pool, world: { fetch: guard([made]), takeApart, now: () => NOW } };
}

describe('a list that takes too long to be taken apart', { timeout: 120_000 }, () => {
  it('is told of, where it is one of several sitemaps, and the others are read', async () => {
    const { made, world } = await hostile();
    let turns = 0;
    const clock = setInterval(() => turns++, 10);
    const read = await readToEnd(readSitemap, { address: `${made.origin}/index.xml` }, world);
    clearInterval(clock);
    expect(turns).toBeGreaterThan(5);
    expect(read.reading.findings).toMatchObject([{ code: 'sitemap-failed' }]);
    expect(keysOf(read)).toEqual([`${made.origin}/page`]);
  });

  it('fails its source where it is all that there is, with the reason', async () => {
    const { made, world } = await hostile();
    const tooLong = { name: 'SourceFailure', code: 'extract-took-too-long' };
    await expect(readToEnd(readFeed, { address: `${made.origin}/feed.xml` }, world)).rejects.toMatchObject(tooLong);
    await expect(readToEnd(readCsaf, { address: `${made.origin}/all/` }, world)).rejects.toMatchObject(tooLong);
    await expect(readToEnd(readSitemap, { address: `${made.origin}/slow.xml` }, world)).rejects.toMatchObject(tooLong);
  });
});
