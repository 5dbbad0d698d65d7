import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { arbitraryCopy } from '../../test/support/arbitrary-copies.ts';
import { browserPages, journeys } from '../../test/support/browser.ts';
import { poppler, popplerSays } from '../../test/support/poppler.ts';
import { ENGLISH, FRENCH, issued, TLP } from '../../test/support/sample-copies.ts';
import type { IssuedCopy } from '../domain/copy.ts';
import { copyAsHtml } from './copy-html.ts';

journeys('the page of a copy in a browser', () => {
  const page = browserPages();
  const folder = mkdtempSync(join(tmpdir(), 'vigie-copy-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

  function address(copy: IssuedCopy): string {
    const file = join(folder, 'copy.html');
    writeFileSync(file, copyAsHtml(copy));
    return pathToFileURL(file).href;
  }

  it.each([
    ['wide and light', ENGLISH, 1100, false],
    ['on a telephone and dark', FRENCH, 390, true],
    ['with a long table on a telephone', TLP, 390, false],
  ])('shuts nobody out and runs over no edge: %s', async (_name, copy, width, isDark) => {
    const opened = await page({ width, isDark, isOwn: true });
    await opened.setContent(copyAsHtml(issued(copy, 'superseded')));
    expect(await opened.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    await opened.evaluate(axe.source);
    const found = await opened.evaluate(async () => {
      const { axe: checker } = globalThis as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      return (await checker.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    });
    expect(found).toEqual([]);
  });

  it('runs nothing and asks for nothing, whatever its texts are', async () => {
    const opened = await page({ isOwn: true });
    const asked: string[] = [];
    opened.on('request', (request) => asked.push(request.url()));
    opened.on('dialog', (dialog) => asked.push(dialog.message()));
    const copies = fc.sample(arbitraryCopy('us-capco'), 40);
    for (const copy of copies) {
      await opened.setContent(copyAsHtml(issued(copy)), { waitUntil: 'load' });
      expect(
        await opened.evaluate<number>(`document.querySelectorAll('script, img, iframe, object, form').length`),
      ).toBe(0);
    }
    expect(asked).toEqual([]);
  });

  poppler('printed', () => {
    it('has banner, notice and page number on each sheet', async () => {
      const opened = await page({ isOwn: true });
      await opened.goto(address(issued({ ...TLP, notice: 'REPLAY – NOT CLASSIFIED' })));
      const sheets = popplerSays('pdftotext', await opened.pdf({ preferCSSPageSize: true }), ['-'])
        .split('\f')
        .slice(0, -1);
      expect(sheets.length).toBeGreaterThan(2);
      sheets.forEach((sheet, index) => {
        expect(sheet.match(/^TLP:AMBER\+STRICT$/gm)?.length).toBeGreaterThanOrEqual(2);
        expect(sheet.match(/REPLAY – NOT CLASSIFIED/g)).toHaveLength(4);
        expect(sheet).toContain(`${index + 1}/${sheets.length}`);
      });
    });
  });
});
