import { readFileSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { documentsOf, itemsOf, overlap, withFiles } from '../../test/support/real-files.ts';
import { isExtractProblem } from './extract-problem.ts';

describe('real files', () => {
  withFiles(
    'streams/wikinews-fr',
    'every page of Wikinews has title, text and the day of its dateline',
    async (paths) => {
      const documents = await documentsOf(paths);
      expect(documents).toHaveLength(25);
      for (const { date, title, text } of documents) {
        expect(date).toMatch(/^2012-(?:0[5-9]|1[01])-\d\d$/);
        expect(title).not.toBe('');
        expect(text.length).toBeGreaterThan(500);
      }
      const days = Object.fromEntries(documents.map(({ id, date }) => [id.slice(-10, -5), date]));
      expect(days).toMatchObject({
        43971: '2012-05-22',
        44833: '2012-08-01',
        44999: '2012-08-27',
        45736: '2012-10-29',
      });
    },
  );

  withFiles('streams/speeches-en', 'every speech has the date and the title of its file name', async (paths) => {
    const documents = await documentsOf(paths);
    expect(documents).toHaveLength(1010);
    for (const { id, date, title } of documents) {
      const name = id.slice(id.lastIndexOf('/') + 1);
      expect(date).toBe(name.slice(0, 10));
      expect(title).toBe(
        name
          .slice(11)
          .replace(/\.txt$/, '')
          .replace(/-+/g, ' ')
          .trim(),
      );
    }
  });

  withFiles(
    'streams/assemblee-fr',
    'the debates of the Assemblée give a document per section, and lose no word',
    async (paths) => {
      const days = ['2013-01-29', '2013-02-01', '2013-02-03', '2013-02-05', '2013-02-07'];
      expect(paths).toHaveLength(days.length);
      for (const [index, path] of paths.entries()) {
        const documents = await documentsOf([path]);
        for (const { date, lang } of documents) expect([date, lang]).toEqual([days[index], 'fr']);
        const body = readFileSync(path, 'utf8').replace(/^.*?<text>/s, '');
        const heads = body.match(/<head>/g)?.length ?? 0;
        expect(documents.length).toBeGreaterThan(heads * 0.8);
        expect(documents.length).toBeLessThanOrEqual(heads + 1);
        const spoken = body.replace(/<head>.*?<\/head>/gs, '').replace(/<(?!\/?(?:w|hi|sup)\b)[^>]*>/g, ' ');
        const words = overlap(documents.map(({ text }) => text).join('\n'), spoken.replace(/<[^>]*>/g, ''));
        expect(words.recall).toBeGreaterThan(0.999);
      }
    },
  );

  withFiles('streams/csaf', 'every security advisory has title, text, day and publisher', async (paths) => {
    const documents = await documentsOf(paths);
    expect(documents).toHaveLength(882);
    for (const { title, text, date, source, lang } of documents) {
      expect([title !== '', text.length > 200, source !== undefined, lang]).toEqual([true, true, true, 'en']);
      expect(date).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
  });

  withFiles(
    'feeds/feedparser',
    'ill-formed feeds give documents or problems, and never anything else',
    async (paths) => {
      for (const path of paths) {
        const items = await itemsOf(path);
        expect(items.length, path).toBeGreaterThan(0);
        for (const item of items) expect(isExtractProblem(item) ? item.code : item.id).toMatch(/./);
      }
    },
  );
});
