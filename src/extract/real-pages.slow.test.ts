import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { describe, expect } from 'vitest';
import { documentsOf, mean, type Overlap, overlap, withFiles } from '../../test/support/real-files.ts';
import type { Document } from '../domain/document.ts';
import { dayOf } from './day.ts';
import { languageCode } from './language-code.ts';
import { parseHtml } from './markup-tree.ts';
import { renderedText } from './rendered-text.ts';

/** What Mozilla expects of a page. */
interface Expected {
  readonly title?: string | null;
  readonly byline?: string | null;
  readonly lang?: string | null;
  readonly publishedTime?: string | null;
}

interface Page extends Overlap {
  readonly name: string;
  readonly document: Document;
  readonly expected: Expected;
}

const plain = (text: string) => text.replace(/\s+/g, ' ').trim().toLowerCase();

/** Whether a stated value is met: equal, or one a part of the other, as a title is without the name of its site. */
function isMet(wanted: string, got: string | undefined): 'equal' | 'part' | 'no' {
  const [one, other] = [plain(wanted).replace(/^by /, ''), plain(got ?? '')];
  if (one === other) return 'equal';
  return other !== '' && (one.includes(other) || other.includes(one)) ? 'part' : 'no';
}

function counted(
  pages: readonly Page[],
  field: 'title' | 'byline',
): Record<'equal' | 'part' | 'no' | 'stated', number> {
  const counts = { stated: 0, equal: 0, part: 0, no: 0 };
  for (const { expected, document } of pages) {
    const wanted = expected[field];
    if (!wanted) continue;
    counts.stated++;
    counts[isMet(wanted, document[field])]++;
  }
  return counts;
}

async function readPages(paths: readonly string[]): Promise<Page[]> {
  const pages: Page[] = [];
  for (const path of paths.filter((one) => one.endsWith('/source.html'))) {
    const folder = dirname(path);
    const [document] = await documentsOf([path]);
    const wanted = renderedText(parseHtml(readFileSync(`${folder}/expected.html`, 'utf8')).querySelector('body')!);
    const expected = JSON.parse(readFileSync(`${folder}/expected-metadata.json`, 'utf8')) as Expected;
    pages.push({ name: basename(folder), document: document!, expected, ...overlap(document!.text, wanted) });
  }
  return pages;
}

function told(pages: readonly Page[]): string {
  const worst = [...pages].sort((one, other) => one.f1 - other.f1).slice(0, 10);
  const lines = worst.map(({ name, f1, recall, precision }) => {
    return `  ${f1.toFixed(3)} (recall ${recall.toFixed(3)}, precision ${precision.toFixed(3)}) ${name}`;
  });
  return `mean F1 ${mean(pages.map(({ f1 }) => f1)).toFixed(4)}; the ten worst pages:\n${lines.join('\n')}\n`;
}

describe('saved pages', () => {
  withFiles('pages/readability', 'give the main text and the metadata that Mozilla expects', async (paths) => {
    const pages = await readPages(paths);
    expect(pages).toHaveLength(56);
    const titles = counted(pages, 'title');
    const bylines = counted(pages, 'byline');
    process.stdout.write(`${told(pages)}titles ${JSON.stringify(titles)}\nbylines ${JSON.stringify(bylines)}\n`);
    expect(mean(pages.map(({ f1 }) => f1))).toBeGreaterThan(0.985);
    expect(mean(pages.map(({ recall }) => recall))).toBeGreaterThan(0.99);
    expect(titles.stated - titles.no).toBeGreaterThanOrEqual(45);
    expect(bylines.stated - bylines.no).toBeGreaterThanOrEqual(31);
    const spoken = pages.filter(({ expected }) => expected.lang);
    expect(spoken.filter(({ expected, document }) => languageCode(expected.lang!) !== document.lang)).toEqual([]);
    const dated = pages.filter(({ expected }) => expected.publishedTime);
    const right = dated.filter(({ expected, document }) => dayOf(expected.publishedTime!) === document.date);
    process.stdout.write(`languages ${spoken.length} of ${spoken.length}, days ${right.length} of ${dated.length}\n`);
    expect(right.length).toBeGreaterThanOrEqual(13);
  });

  withFiles('pages/readability', 'have portions that cover their text and nothing else', async (paths) => {
    for (const { document } of await readPages(paths)) {
      const gaps: string[] = [];
      let at = 0;
      for (const { start, end } of document.portions ?? []) {
        gaps.push(document.text.slice(at, start));
        at = end;
      }
      gaps.push(document.text.slice(at));
      expect(
        gaps.filter((gap) => gap.trim() !== ''),
        document.id,
      ).toEqual([]);
    }
  });
});
