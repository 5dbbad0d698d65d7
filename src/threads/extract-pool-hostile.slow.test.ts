import { describe, expect, it } from 'vitest';
import { extractPools } from '../../test/support/extract-pools.ts';
import { brief } from '../../test/support/extracted.ts';
import { docxOf, pdfOf, wordParagraph } from '../../test/support/files.ts';

const MEGABYTE = 1024 * 1024;
const poolOf = extractPools();
const line = [{ text: 'Words.', y: 700 }];
/** Half a megabyte that unpacks to half a gigabyte before the words of the page. */
const bomb = () => pdfOf({ pages: [line], before: Buffer.alloc(512 * MEGABYTE, ' ') });

describe('a hostile file in a pool', () => {
  it('that unpacks to more than its thread may hold costs nobody else anything', { timeout: 120_000 }, async () => {
    const pool = poolOf({ threads: 2, memory: 256, longest: 60_000 });
    const files: readonly (readonly [string, Uint8Array])[] = [
      ['bomb.pdf', bomb()],
      ['good.pdf', pdfOf({ pages: [line] })],
      ['good.docx', docxOf(wordParagraph('Of Word.'))],
    ];
    const results = await Promise.all(files.map(([path, bytes]) => pool.extract(bytes, { path })));
    expect(results.map(brief)).toEqual([['extract-out-of-memory'], ['Words.'], ['Of Word.']]);
    expect(brief(await pool.extract(pdfOf({ pages: [line] }), { path: 'again.pdf' }))).toEqual(['Words.']);
  });

  it('that takes too long is given up', { timeout: 120_000 }, async () => {
    const pool = poolOf({ threads: 1, longest: 700 });
    const began = performance.now();
    expect(brief(await pool.extract(bomb(), { path: 'slow.pdf' }))).toEqual(['extract-took-too-long']);
    expect(performance.now() - began).toBeLessThan(20_000);
    expect(brief(await pool.extract(Buffer.from('text'), { path: 'a.txt' }))).toEqual(['text']);
  });

  it('whose tree is larger than the heap is out of memory', { timeout: 120_000 }, async () => {
    const pool = poolOf({ threads: 1, memory: 48, longest: 60_000 });
    const page = Buffer.from(`<p>${'<b>x</b>'.repeat(400_000)}`);
    expect(brief(await pool.extract(page, { path: 'a.html' }))).toEqual(['extract-out-of-memory']);
    expect(brief(await pool.extract(Buffer.from('text'), { path: 'a.txt' }))).toEqual(['text']);
  });
});

describe('the links of a page in a pool', () => {
  const list = 'https://gazette.example/';
  const page = (html: string) => Buffer.from(html);

  it('are found in a thread, and why they are not is told', async () => {
    const pool = poolOf({ threads: 1 });
    const one = page('<main><a href="/2012/05/22/a-long-day-at-work">A long day at work</a></main>');
    expect(await pool.takeApart('page', one, { address: list })).toEqual({
      links: [{ address: `${list}2012/05/22/a-long-day-at-work`, text: 'A long day at work' }],
      more: 0,
    });
    expect(await pool.takeApart('page', one, { address: list, selector: 'a[' })).toMatchObject({
      code: 'extract-selector',
    });
    expect(brief(await pool.extract(Buffer.from('text'), { path: 'a.txt' }))).toEqual(['text']);
  });

  it('are given up where a selector takes too long on a page', { timeout: 120_000 }, async () => {
    const pool = poolOf({ threads: 1, longest: 700 });
    const asked = { address: list, selector: 'u ~ b' };
    expect(await pool.takeApart('page', page('<b></b>'.repeat(60_000)), asked)).toMatchObject({
      code: 'extract-took-too-long',
    });
    expect(brief(await pool.extract(Buffer.from('text'), { path: 'a.txt' }))).toEqual(['text']);
  });
});

describe('a hostile list in a pool', () => {
  const asked = { address: 'https://site.example/' };
  const urls = (count: number) => `<urlset>${'<url><loc>https://site.example/1</loc></url>'.repeat(count)}</urlset>`;
  /** Names that stand for ten of the one before, twelve times over. */
  const entities = [...'bcdefghijklm'].map((name, at) => `<!ENTITY ${name} "${`&${'abcdefghijkl'[at]};`.repeat(10)}">`);
  const laughs = (body: string) => `<!DOCTYPE x [<!ENTITY a "ha">${entities.join('')}]>${body}`;

  it('is taken apart while this thread goes on', { timeout: 120_000 }, async () => {
    const pool = poolOf({ threads: 1, longest: 60_000 });
    const bytes = Buffer.from(urls(330_000));
    let [last, longest, turns] = [performance.now(), 0, 0];
    const clock = setInterval(() => {
      const now = performance.now();
      [longest, last, turns] = [Math.max(longest, now - last), now, turns + 1];
    }, 10);
    const began = performance.now();
    expect(await pool.takeApart('sitemap', bytes, {})).toMatchObject({ kind: 'pages', isCut: true });
    const took = performance.now() - began;
    clearInterval(clock);
    expect(turns).toBeGreaterThan(5);
    // What it took there is not what this thread was held up for.
    expect(longest).toBeLessThan(took / 2);
  });

  it.each([
    ['sitemap', urls(330_000), 'extract-took-too-long'],
    [
      'feed',
      `<rss><channel>${'<item><title>&lt;b&gt;&eacute;</title></item>'.repeat(160_000)}`,
      'extract-took-too-long',
    ],
    ['csaf-directory', '"a.json","2020-01-01"\n'.repeat(2_000_000), 'extract-took-too-long'],
  ] as const)('that takes too long is given up: %s', { timeout: 120_000 }, async (kind, text, code) => {
    const pool = poolOf({ threads: 1, longest: 100 });
    const all = { ...asked, directory: asked.address };
    expect(await pool.takeApart(kind, Buffer.from(text), all)).toMatchObject({ problem: true, code });
    expect(await pool.takeApart(kind, Buffer.from(text), all)).toMatchObject({ problem: true, code });
  });

  it('whose tree is larger than the heap is out of memory', { timeout: 120_000 }, async () => {
    const pool = poolOf({ threads: 1, memory: 48, longest: 60_000 });
    const end = await pool.takeApart('sitemap', Buffer.from(urls(330_000)), {});
    expect(end).toMatchObject({ problem: true, code: 'extract-out-of-memory' });
    expect(brief(await pool.extract(Buffer.from('text'), { path: 'a.txt' }))).toEqual(['text']);
  });

  it('whose entities stand for entities is not blown up', { timeout: 60_000 }, async () => {
    const pool = poolOf({ threads: 1, longest: 10_000 });
    const feed = Buffer.from(laughs('<rss><channel><item><title>&m;</title></item></channel></rss>'));
    expect(await pool.takeApart('feed', feed, asked)).toMatchObject({ entries: [{ title: '&m;' }] });
    const sitemap = Buffer.from(laughs('<urlset><url><loc>https://site.example/&m;</loc></url></urlset>'));
    expect(await pool.takeApart('sitemap', sitemap, {})).toMatchObject({
      links: [{ address: 'https://site.example/&m;' }],
    });
  });

  it('that says more than it is long is left', { timeout: 60_000 }, async () => {
    const pool = poolOf({ threads: 1, mostUnits: 1_000_000 });
    const long = `<!DOCTYPE x [<!ENTITY a "${'ha'.repeat(100)}">]><rss><channel>`;
    const feed = Buffer.from(`${long}${`<item><description>${'&a;'.repeat(1000)}</description></item>`.repeat(10)}`);
    expect(await pool.takeApart('feed', feed, asked)).toMatchObject({ problem: true, code: 'extract-too-much-text' });
  });

  it('that nests deeply is read as far as it goes, or told', { timeout: 60_000 }, async () => {
    const pool = poolOf({ threads: 1, longest: 20_000 });
    const deep = Buffer.from(`<rss><channel>${'<a>'.repeat(400_000)}`);
    expect(await pool.takeApart('feed', deep, asked)).toMatchObject({
      findings: [{ code: 'feed-cut-short' }, { code: 'feed-too-deep' }],
    });
    const json = Buffer.from('['.repeat(1_000_000));
    expect(await pool.takeApart('feed', json, asked)).toMatchObject({ problem: true, code: 'feed-broken-json' });
    for (const kind of ['csaf-feed', 'csaf-provider'] as const) {
      expect(await pool.takeApart(kind, json, asked)).toMatchObject({ problem: true, code: 'file-bad-json' });
    }
  });
});
