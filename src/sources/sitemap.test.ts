import type { RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { guard, guardedSites } from '../../test/support/guarded-sites.ts';
import type { LocalSite } from '../../test/support/local-site.ts';
import { keysOf as keys, type ReadOnce, readToEnd } from '../../test/support/read-source.ts';
import { LARGEST_SITEMAP } from '../extract/lists/parse-sitemap.ts';
import { readSitemap } from './sitemap.ts';
import type { SourceCursor } from './source.ts';

const { site } = guardedSites();
const NOW = Date.parse('2012-05-22T12:00:00Z');
const HOUR = 3600 * 1000;
const at = (hours: number) => new Date(NOW + hours * HOUR).toISOString();

interface Page {
  readonly path: string;
  /** Hours from now. */
  readonly changed?: number | undefined;
}

interface Told {
  readonly cursor?: SourceCursor;
  readonly options?: Readonly<Record<string, unknown>>;
  /** Hours from now. */
  readonly later?: number;
}

const readOnce = (sites: readonly LocalSite[], address: string, { cursor = {}, options = {}, later = 0 }: Told = {}) =>
  readToEnd(readSitemap, { address, options, cursor }, { fetch: guard(sites), now: () => NOW + later * HOUR });

const pathsOf = (read: ReadOnce) => keys(read).map((key) => new URL(key).pathname);
const codesOf = ({ reading }: ReadOnce) => reading.findings.map(({ code }) => code);

const entries = (element: string, origin: string, pages: readonly Page[]) =>
  pages
    .map(({ path, changed }) => {
      const lastmod = changed === undefined ? '' : `<lastmod>${at(changed)}</lastmod>`;
      return `<${element}><loc>${origin}${path}</loc>${lastmod}</${element}>`;
    })
    .join('');
const urlset = (origin: string, pages: readonly Page[]) => `<urlset>${entries('url', origin, pages)}</urlset>`;
const index = (origin: string, pages: readonly Page[]) =>
  `<sitemapindex>${entries('sitemap', origin, pages)}</sitemapindex>`;

type Files = Record<string, (origin: string) => string | Uint8Array>;

/** A site of files by their paths; all else are pages. */
const filesAt =
  (files: Files): RequestListener =>
  (request, response) => {
    const file = files[request.url ?? ''];
    response.end(file === undefined ? `page ${request.url}` : file(`http://${request.headers.host}`));
  };
const asRobots =
  (text: (origin: string) => string): RequestListener =>
  (request, response) =>
    void response.end(text(`http://${request.headers.host}`));

describe('readSitemap', () => {
  it('gives the pages of the last days at first, and then what is new or changed', async () => {
    const pages: Page[] = [
      { path: '/old', changed: -24 * 8 },
      { path: '/new', changed: -1 },
      { path: '/recent', changed: -24 * 6 },
    ];
    const made = await site(filesAt({ '/sitemap.xml': (origin) => urlset(origin, pages) }));
    const address = `${made.origin}/sitemap.xml`;
    const first = await readOnce([made], address);
    expect([pathsOf(first), codesOf(first)]).toEqual([['/recent', '/new'], ['sitemap-older']]);
    expect(first.items[1]).toMatchObject({ given: { updated: at(-1).replace('.000', '') } });
    const again = await readOnce([made], address, { cursor: first.reading.cursor });
    expect([pathsOf(again), again.reading.outcome, codesOf(again)]).toEqual([[], 'unchanged', []]);
    pages.push({ path: '/newest', changed: 1 });
    pages[1] = { path: '/new', changed: 2 };
    const third = await readOnce([made], address, { cursor: again.reading.cursor, later: 3 });
    expect(pathsOf(third)).toEqual(['/newest', '/new']);
    expect(pathsOf(await readOnce([made], address, { cursor: third.reading.cursor, later: 3 }))).toEqual([]);
  });

  it('sees what is dated back by less than two days', async () => {
    const pages: Page[] = [{ path: '/a', changed: -1 }];
    const made = await site(filesAt({ '/sitemap.xml': (origin) => urlset(origin, pages) }));
    const address = `${made.origin}/sitemap.xml`;
    const { reading } = await readOnce([made], address);
    pages.push({ path: '/late', changed: -30 }, { path: '/too-late', changed: -80 });
    expect(pathsOf(await readOnce([made], address, { cursor: reading.cursor }))).toEqual(['/late']);
  });

  it('is not misled by a time that is still to come', async () => {
    const pages: Page[] = [{ path: '/wrong', changed: 24 * 365 }];
    const made = await site(filesAt({ '/sitemap.xml': (origin) => urlset(origin, pages) }));
    const address = `${made.origin}/sitemap.xml`;
    const { reading } = await readOnce([made], address);
    pages.push({ path: '/a', changed: 1 });
    expect(pathsOf(await readOnce([made], address, { cursor: reading.cursor, later: 2 }))).toEqual(['/a']);
  });

  it('takes of pages without a time the first ones, and then those that are added', async () => {
    const pages: Page[] = Array.from({ length: 5 }, (_, number) => ({ path: `/${number}` }));
    const made = await site(filesAt({ '/sitemap.xml': (origin) => urlset(origin, pages) }));
    const address = `${made.origin}/sitemap.xml`;
    const options = { most: 2 };
    const first = await readOnce([made], address, { options });
    expect([pathsOf(first), codesOf(first)]).toEqual([['/0', '/1'], ['sitemap-undated']]);
    pages.splice(2, 0, { path: '/added' });
    const next = await readOnce([made], address, { options, cursor: first.reading.cursor });
    expect([pathsOf(next), codesOf(next)]).toEqual([['/added'], []]);
  });

  it('leaves what is too much for the next readings, older pages first', async () => {
    const pages = Array.from({ length: 5 }, (_, number): Page => ({ path: `/${number}`, changed: -number - 1 }));
    const made = await site(filesAt({ '/sitemap.xml': (origin) => urlset(origin, pages) }));
    const given: string[][] = [];
    let cursor: SourceCursor = {};
    for (let turn = 0; turn < 4; turn++) {
      const read = await readOnce([made], `${made.origin}/sitemap.xml`, { options: { most: '2' }, cursor });
      given.push(pathsOf(read));
      cursor = read.reading.cursor;
    }
    expect(given).toEqual([['/4', '/3'], ['/2', '/1'], ['/0'], []]);
  });

  it('finds the sitemaps of a site by its robots.txt, packed or not, and those that they list', async () => {
    const files: Files = {
      '/index.xml': (origin) =>
        index(origin, [
          { path: '/a.xml.gz', changed: -1 },
          { path: '/old.xml', changed: -999 },
        ]),
      '/a.xml.gz': (origin) => gzipSync(urlset(origin, [{ path: '/a', changed: -1 }])),
      '/b.txt': (origin) => `${origin}/b\n`,
    };
    const robots = asRobots(
      (origin) => `User-agent: *\nDisallow: /private\nSitemap: ${origin}/index.xml\nsitemap:${origin}/b.txt`,
    );
    const made = await site(filesAt(files), robots);
    for (const address of [made.origin, `${made.origin}/robots.txt`]) {
      expect(pathsOf(await readOnce([made], address)).sort()).toEqual(['/a', '/b']);
    }
    expect(made.asked).not.toContain('GET /old.xml');
  });

  it('looks where sitemaps usually are when nothing names them', async () => {
    const made = await site(filesAt({ '/sitemap.xml': (origin) => urlset(origin, [{ path: '/a' }]) }));
    expect(pathsOf(await readOnce([made], `${made.origin}/`))).toEqual(['/a']);
  });

  it('lets many sitemaps take turns, and loses none of their pages', async () => {
    const files: Files = {
      '/index.xml': (origin) =>
        index(
          origin,
          Array.from({ length: 40 }, (_, number) => ({ path: `/${number}.xml` })),
        ),
    };
    for (let number = 0; number < 40; number++) {
      files[`/${number}.xml`] = (origin) => urlset(origin, [{ path: `/page-${number}`, changed: -number - 1 }]);
    }
    const made = await site(filesAt(files));
    const address = `${made.origin}/index.xml`;
    const first = await readOnce([made], address);
    expect([keys(first).length, codesOf(first)]).toEqual([30, ['sitemap-more-sitemaps']]);
    const second = await readOnce([made], address, { cursor: first.reading.cursor });
    expect([keys(second).length, codesOf(second)]).toEqual([10, []]);
    const third = await readOnce([made], address, { cursor: second.reading.cursor });
    expect(keys(third)).toEqual([]);
  });

  it('lets sitemaps of nested indexes take turns too, however many there are', async () => {
    const numbers = [...Array(35).keys()];
    const files: Files = {
      '/index.xml': (origin) =>
        index(
          origin,
          numbers.map((one) => ({ path: `/${one}.xml` })),
        ),
    };
    for (const one of numbers) {
      const leaves = [0, 1, 2].map((leaf) => `/${one}-${leaf}`);
      files[`/${one}.xml`] = (origin) =>
        index(
          origin,
          leaves.map((leaf) => ({ path: `${leaf}.xml` })),
        );
      for (const leaf of leaves) {
        files[`${leaf}.xml`] = (origin) => urlset(origin, [{ path: `${leaf}-page`, changed: -1 }]);
      }
    }
    const made = await site(filesAt(files));
    const pages: string[] = [];
    const turns: unknown[] = [];
    let cursor: SourceCursor = {};
    do {
      const read = await readOnce([made], `${made.origin}/index.xml`, { cursor });
      pages.push(...pathsOf(read));
      cursor = read.reading.cursor;
      turns.push(cursor['turn']);
    } while (cursor['turn'] !== undefined);
    expect(turns).toEqual([[0, 10], [0, 20], [0, 30], undefined]);
    expect([pages.length, new Set(pages).size]).toEqual([105, 105]);
    const index9 = made.asked.filter((what) => what.endsWith('/9.xml'));
    expect(index9).toHaveLength(1);
  });

  it('goes on inside of an index where a reading ended there', async () => {
    const leaves = [...Array(40).keys()].map((leaf) => `/leaf-${leaf}`);
    const files: Files = {
      '/index.xml': (origin) => index(origin, [{ path: '/a.txt' }, { path: '/inner.xml' }, { path: '/b.txt' }]),
      '/inner.xml': (origin) =>
        index(
          origin,
          leaves.map((leaf) => ({ path: `${leaf}.txt` })),
        ),
      '/a.txt': (origin) => `${origin}/a\n`,
      '/b.txt': (origin) => `${origin}/b\n`,
    };
    for (const leaf of leaves) files[`${leaf}.txt`] = (origin) => `${origin}${leaf}\n`;
    const made = await site(filesAt(files));
    const first = await readOnce([made], `${made.origin}/index.xml`);
    expect([keys(first).length, first.reading.cursor['turn'], first.reading.findings]).toEqual([
      30,
      [0, 1, 29],
      [expect.objectContaining({ code: 'sitemap-more-sitemaps', message: expect.stringContaining('12 sitemaps') })],
    ]);
    const second = await readOnce([made], `${made.origin}/index.xml`, { cursor: first.reading.cursor });
    expect(pathsOf(second)).toEqual([...leaves.slice(29), '/b']);
  });

  it('keeps to its host, unless it is told otherwise', async () => {
    const text = (origin: string) => `${origin}/a\nhttps://elsewhere.example/b\n`;
    const made = await site(filesAt({ '/sitemap.txt': text }));
    const read = await readOnce([made], `${made.origin}/sitemap.txt`);
    expect([pathsOf(read), codesOf(read)]).toEqual([['/a'], ['sitemap-elsewhere']]);
    const within = await readOnce([made], `${made.origin}/sitemap.txt`, { options: { within: `${made.origin}/b/` } });
    expect([pathsOf(within), codesOf(within)]).toEqual([[], ['sitemap-elsewhere']]);
  });

  it('ends where indexes lead in a circle or too deep', async () => {
    const files: Files = { '/0.xml': (origin) => index(origin, [{ path: '/0.xml' }, { path: '/1.xml' }]) };
    for (let depth = 1; depth < 6; depth++)
      files[`/${depth}.xml`] = (origin) => index(origin, [{ path: `/${depth + 1}.xml` }]);
    const made = await site(filesAt(files));
    const read = await readOnce([made], `${made.origin}/0.xml`);
    expect(codesOf(read)).toEqual(['sitemap-too-deep']);
    expect(made.asked.filter((what) => what.endsWith('.xml'))).toHaveLength(3);
  });

  it('tells of a sitemap that fails beside others', async () => {
    const files: Files = {
      '/index.xml': (origin) => index(origin, [{ path: '/broken.xml' }, { path: '/a.xml' }]),
      '/broken.xml': () => '<html>Oops</html>',
      '/a.xml': (origin) => urlset(origin, [{ path: '/a' }]),
    };
    const made = await site(filesAt(files));
    const read = await readOnce([made], `${made.origin}/index.xml`);
    expect([pathsOf(read), codesOf(read)]).toEqual([['/a'], ['sitemap-failed']]);
  });

  it('loses nothing of a sitemap that fails for a while, and holds nothing back for one that fails for ever', async () => {
    let isDown = true;
    const pages: Page[] = [{ path: '/a', changed: -1 }];
    const made = await site((request, response) => {
      const origin = `http://${request.headers.host}`;
      if (request.url === '/index.xml') {
        response.end(index(origin, [{ path: '/a.xml' }, { path: '/b.xml', changed: -90 }]));
      } else if (request.url === '/a.xml') response.end(urlset(origin, pages));
      else if (request.url !== '/b.xml') response.end('page');
      else if (isDown) response.writeHead(500).end();
      else response.end(urlset(origin, [{ path: '/b', changed: -90 }]));
    });
    const read = (cursor: SourceCursor) => readOnce([made], `${made.origin}/index.xml`, { cursor });
    const first = await read({});
    expect([pathsOf(first), codesOf(first)]).toEqual([['/a'], ['sitemap-failed']]);
    isDown = false;
    const second = await read(first.reading.cursor);
    expect([pathsOf(second), codesOf(second)]).toEqual([['/b'], []]);
    isDown = true;
    let cursor: SourceCursor = {};
    for (let reading = 1; reading < 5; reading++) cursor = (await read(cursor)).reading.cursor;
    expect(cursor['after']).toBe(first.reading.cursor['after']);
    const fifth = await read(cursor);
    expect(codesOf(fifth)).toEqual(['sitemap-failed', 'sitemap-given-up']);
    expect(fifth.reading.cursor['after']).toBe(Date.parse(at(-1 - 48)));
    isDown = false;
    expect(pathsOf(await read(fifth.reading.cursor))).toEqual([]);
  });

  it('refuses a sitemap that is larger than one may be when it is unpacked', async () => {
    const made = await site(filesAt({ '/sitemap.xml.gz': () => gzipSync(Buffer.alloc(LARGEST_SITEMAP + 1, ' ')) }));
    await expect(readOnce([made], `${made.origin}/sitemap.xml.gz`)).rejects.toMatchObject({ code: 'file-too-large' });
  });

  it('fails where there is no sitemap at all', async () => {
    const made = await site((_request, response) => void response.writeHead(404).end());
    await expect(readOnce([made], `${made.origin}/`)).rejects.toMatchObject({ code: 'fetch-not-found' });
    const page = await site((_request, response) => void response.end('<html></html>'));
    await expect(readOnce([page], `${page.origin}/x.xml`)).rejects.toMatchObject({ code: 'sitemap-none' });
  });

  it('obeys robots.txt for pages', async () => {
    const files: Files = { '/sitemap.txt': (origin) => `${origin}/a\n${origin}/private/b\n` };
    const made = await site(
      filesAt(files),
      asRobots(() => 'User-agent: *\nDisallow: /private'),
    );
    const read = await readOnce([made], `${made.origin}/sitemap.txt`);
    expect([pathsOf(read), codesOf(read)]).toEqual([['/a'], ['links-refused']]);
  });

  it('does not let a site name sitemaps of the machine itself', async () => {
    const secret = await site(filesAt({}));
    const made = await site(
      filesAt({}),
      asRobots(() => `Sitemap: ${secret.origin}/sitemap.xml`),
    );
    await expect(readOnce([made], made.origin)).rejects.toMatchObject({ name: 'SourceFailure' });
    expect(secret.asked).toEqual([]);
  });

  it('asks sitemaps only whether they changed, but not those of which pages are left, nor an index', async () => {
    let body = 'a';
    const made = await site((request, response) => {
      const origin = `http://${request.headers.host}`;
      if (request.url === '/index.xml') response.setHeader('etag', '"i"').end(index(origin, [{ path: '/list.txt' }]));
      else if (request.url !== '/list.txt') response.end('page');
      else if (request.headers['if-none-match'] === `"${body}"`) response.writeHead(304).end();
      else response.writeHead(200, { etag: `"${body}"` }).end([...body].map((name) => `${origin}/${name}\n`).join(''));
    });
    const address = `${made.origin}/index.xml`;
    const first = await readOnce([made], address);
    expect([pathsOf(first), Object.keys(first.reading.cursor['lists'] as object)]).toEqual([
      ['/a'],
      [`${made.origin}/list.txt`],
    ]);
    const again = await readOnce([made], address, { cursor: first.reading.cursor });
    expect([pathsOf(again), again.reading.outcome, again.reading.cursor]).toEqual([
      [],
      'unchanged',
      first.reading.cursor,
    ]);
    body = 'abc';
    const third = await readOnce([made], address, { cursor: again.reading.cursor, options: { most: 1 } });
    expect([pathsOf(third), third.reading.cursor['lists']]).toEqual([['/b'], undefined]);
    expect(pathsOf(await readOnce([made], address, { cursor: third.reading.cursor }))).toEqual(['/c']);
  });

  it('is empty where its sitemap is', async () => {
    const made = await site(filesAt({ '/sitemap.xml': () => '<urlset></urlset>' }));
    expect((await readOnce([made], made.origin)).reading.outcome).toBe('empty');
  });

  it('takes a cursor that it did not write for none', async () => {
    const made = await site(filesAt({ '/sitemap.xml': (origin) => urlset(origin, [{ path: '/a', changed: -1 }]) }));
    for (const cursor of [
      { known: 7, after: 'x', turn: 3 },
      { known: '!!', turn: [0.5] },
      { first: 1, lists: 3, turn: [0, -1] },
    ]) {
      expect(pathsOf(await readOnce([made], made.origin, { cursor }))).toEqual(['/a']);
    }
  });
});
