import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, onTestFinished } from 'vitest';
import { csafProvider, type ProviderFiles } from '../../test/support/csaf-provider.ts';
import { extractedFrom } from '../../test/support/extracted.ts';
import { guard } from '../../test/support/guarded-sites.ts';
import { openSite } from '../../test/support/local-site.ts';
import { readToEnd } from '../../test/support/read-source.ts';
import { withFiles } from '../../test/support/real-files.ts';
import { isExtractProblem } from '../extract/extract-problem.ts';
import { readCsaf } from './csaf.ts';
import type { SourceCursor, SourceItem } from './source.ts';

/** Later than all of them. */
const NOW = Date.parse('2021-06-01T00:00:00Z');

function filesOf(paths: readonly string[], lists: ProviderFiles['lists']): ProviderFiles {
  const advisories = paths.map((path) => {
    const text = readFileSync(path, 'utf8');
    const { document } = JSON.parse(text) as { document: { tracking: { current_release_date: string } } };
    return {
      path: join(basename(dirname(path)), basename(path)),
      changed: document.tracking.current_release_date,
      text,
    };
  });
  return { advisories, lists };
}

/** Reads until nothing is left. */
async function readAll(files: ProviderFiles) {
  const made = await openSite(csafProvider(files));
  onTestFinished(() => made.close());
  const items: SourceItem[] = [];
  const given: number[] = [];
  let cursor: SourceCursor = {};
  for (let readings = 0; readings < 10; readings++) {
    const place = { address: made.origin, options: { most: '500' }, cursor };
    const read = await readToEnd(readCsaf, place, { fetch: guard([made]), now: () => NOW });
    given.push(read.items.length);
    items.push(...read.items);
    cursor = read.reading.cursor;
    if (read.items.length === 0) break;
  }
  return { items, given, cursor, made };
}

describe('the advisories of CISA, served by a provider', () => {
  withFiles('streams/csaf', 'come each once, in two readings by their times, as documents', async (paths) => {
    const { items, given, cursor } = await readAll(filesOf(paths, 'changes'));
    expect([paths.length, given]).toEqual([882, [500, 382, 0]]);
    expect(new Set(items.map(({ key }) => key)).size).toBe(882);
    expect(JSON.stringify(cursor).length).toBeLessThan(15_000);
    const documents = await Promise.all(
      items.map(({ bytes, name, mediaType }) => extractedFrom(bytes, { path: name, mediaType })),
    );
    expect(documents.flat().filter((one) => !isExtractProblem(one) && one.title !== '')).toHaveLength(882);
  });

  withFiles(
    'streams/csaf',
    'come all by ROLIE and by an index, and of them one that was changed comes again',
    async (all) => {
      // A third of them is enough to see it.
      const paths = all.filter((_path, index) => index % 3 === 0);
      const files = filesOf(paths, 'rolie');
      const { given, cursor, made } = await readAll(files);
      expect(given).toEqual([294, 0]);
      const [first, ...others] = files.advisories;
      files.advisories = [{ ...first!, changed: '2021-05-01T00:00:00Z', text: `${first!.text} ` }, ...others];
      const place = { address: made.origin, options: {}, cursor };
      const again = await readToEnd(readCsaf, place, { fetch: guard([made]), now: () => NOW });
      expect(again.items.map(({ name }) => name)).toEqual([basename(first!.path)]);
      expect((await readAll(filesOf(paths, 'index'))).given).toEqual([294, 0]);
    },
  );
});
