import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Document } from '../domain/document.ts';
import { foldedTokens } from '../text/words.ts';
import { extractDocuments } from './extract-documents.ts';
import { isExtractProblem } from './extract-problem.ts';
import { parseHtml } from './markup-tree.ts';
import { renderedText } from './rendered-text.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', '/');

/** Runs where the folder of real files is there; otherwise the name of the skipped test says what is missing. */
function withFiles(folder: string, sentence: string, check: (paths: string[]) => void): void {
  const present = existsSync(ROOT + folder);
  it.skipIf(!present)(present ? sentence : `${sentence} (skipped: ../shared/data/${folder} is not there)`, () => {
    check(filesBelow(ROOT + folder));
  });
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .sort();
}

function documentsOf(paths: string[]): Document[] {
  return paths.flatMap((path) => {
    const items = [...extractDocuments(readFileSync(path), { path })];
    expect(items.filter(isExtractProblem), path).toEqual([]);
    return items as Document[];
  });
}

/** How many of the words of `wanted` are in `got`, and how many of `got` are wanted; words count as often as they stand. */
function overlap(got: string, wanted: string): { recall: number; precision: number } {
  const left = new Map<string, number>();
  const [gotWords, wantedWords] = [foldedTokens(got), foldedTokens(wanted)];
  for (const word of gotWords) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of wantedWords) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    shared++;
  }
  const share = (of: number) => (of === 0 ? Number(wantedWords.length === gotWords.length) : shared / of);
  return { recall: share(wantedWords.length), precision: share(gotWords.length) };
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('real files', () => {
  withFiles('streams/wikinews-fr', 'every page of Wikinews has title, text and the day of its dateline', (paths) => {
    const documents = documentsOf(paths);
    expect(documents).toHaveLength(25);
    for (const { date, title, text } of documents) {
      expect(date).toMatch(/^2012-(?:0[5-9]|1[01])-\d\d$/);
      expect(title).not.toBe('');
      expect(text.length).toBeGreaterThan(500);
    }
    const days = Object.fromEntries(documents.map(({ id, date }) => [id.slice(-10, -5), date]));
    expect(days).toMatchObject({ 43971: '2012-05-22', 44833: '2012-08-01', 44999: '2012-08-27', 45736: '2012-10-29' });
  });

  withFiles('streams/speeches-en', 'every speech has the date and the title of its file name', (paths) => {
    const documents = documentsOf(paths);
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
    (paths) => {
      const days = ['2013-01-29', '2013-02-01', '2013-02-03', '2013-02-05', '2013-02-07'];
      for (const [index, path] of paths.entries()) {
        const documents = documentsOf([path]);
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

  withFiles('streams/csaf', 'every security advisory has title, text, day and publisher', (paths) => {
    const documents = documentsOf(paths);
    expect(documents).toHaveLength(882);
    for (const { title, text, date, source, lang } of documents) {
      expect([title !== '', text.length > 200, source !== undefined, lang]).toEqual([true, true, true, 'en']);
      expect(date).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
  });

  withFiles('pages/readability', 'the main text of saved pages is what Mozilla expects, for the most part', (paths) => {
    const scores = paths
      .filter((path) => path.endsWith('/source.html'))
      .map((path) => {
        const expected = readFileSync(path.replace(/source\.html$/, 'expected.html'), 'utf8');
        const wanted = renderedText(parseHtml(expected).querySelector('body')!);
        return overlap(documentsOf([path])[0]!.text, wanted);
      });
    expect(scores).toHaveLength(56);
    expect(mean(scores.map(({ recall }) => recall))).toBeGreaterThan(0.99);
    expect(mean(scores.map(({ precision }) => precision))).toBeGreaterThan(0.95);
  });

  withFiles('feeds/feedparser', 'ill-formed feeds give documents or problems, and never anything else', (paths) => {
    for (const path of paths) {
      for (const item of extractDocuments(readFileSync(path), { path })) {
        expect(isExtractProblem(item) ? item.code : item.id).toMatch(/./);
      }
    }
  });
});
