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
    expect(await pool.links(one, { address: list })).toEqual({
      links: [{ address: `${list}2012/05/22/a-long-day-at-work`, text: 'A long day at work' }],
      more: 0,
    });
    expect(await pool.links(one, { address: list, selector: 'a[' })).toMatchObject({ code: 'extract-selector' });
    expect(brief(await pool.extract(Buffer.from('text'), { path: 'a.txt' }))).toEqual(['text']);
  });

  it('are given up where a selector takes too long on a page', { timeout: 120_000 }, async () => {
    const pool = poolOf({ threads: 1, longest: 700 });
    const asked = { address: list, selector: 'u ~ b' };
    expect(await pool.links(page('<b></b>'.repeat(60_000)), asked)).toMatchObject({ code: 'extract-took-too-long' });
    expect(brief(await pool.extract(Buffer.from('text'), { path: 'a.txt' }))).toEqual(['text']);
  });
});
