import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect } from 'vitest';
import { archiveOf } from '../../test/support/archives.ts';
import { extractedFrom } from '../../test/support/extracted.ts';
import { guard } from '../../test/support/guarded-sites.ts';
import { type LocalSite, openSite } from '../../test/support/local-site.ts';
import { readToEnd } from '../../test/support/read-source.ts';
import { withFiles } from '../../test/support/real-files.ts';
import { type StixRow, taxiiServer } from '../../test/support/taxii-server.ts';
import { type Extracted, isExtractProblem } from '../extract/extract-problem.ts';
import { readContracts } from './contracts.ts';
import { readNinjs } from './ninjs.ts';
import type { ReadSource, SourceItem } from './source.ts';
import { readStix } from './stix.ts';
import { readTaxii } from './taxii.ts';

const open: LocalSite[] = [];
afterAll(() => Promise.all(open.map((made) => made.close())));

/** A site that has these files, by their places in the list and their names. */
async function siteOf(paths: readonly string[]): Promise<LocalSite> {
  const files = new Map(paths.map((path, at) => [`/${at}/${encodeURIComponent(basename(path))}`, path]));
  const made = await openSite((request, response) => {
    const path = files.get(request.url ?? '');
    if (path === undefined) response.writeHead(404).end();
    else response.end(readFileSync(path));
  });
  open.push(made);
  return made;
}

async function documentsOf(items: readonly SourceItem[]): Promise<readonly Extracted[]> {
  const extracted: Extracted[] = [];
  for (const { bytes, name, mediaType } of items)
    extracted.push(...(await extractedFrom(bytes, { path: name, mediaType })));
  return extracted;
}

/** How many documents each file gives at an address, and how many as it lies. */
async function counts(paths: readonly string[], read: ReadSource): Promise<{ there: number; here: number }[]> {
  const made = await siteOf(paths);
  const found: { there: number; here: number }[] = [];
  for (const [at, path] of paths.entries()) {
    const address = `${made.origin}/${at}/${encodeURIComponent(basename(path))}`;
    const { items } = await readToEnd(read, { address }, { fetch: guard([made]) });
    const here = await extractedFrom(readFileSync(path), { path: basename(path) });
    const count = (list: readonly Extracted[]) => list.filter((one) => !isExtractProblem(one)).length;
    found.push({ there: count(await documentsOf(items)), here: count(here) });
  }
  return found;
}

describe('real records at an address', () => {
  withFiles('contracts/ocds', 'give the documents of the file, as packages of contract data', async (paths) => {
    const packages = paths.filter((path) => path.endsWith('.json'));
    for (const { there, here } of await counts(packages, readContracts)) expect(there).toBe(here);
  });

  withFiles('contracts/eforms', 'give the documents of the file, as notices', async (paths) => {
    for (const { there, here } of await counts(paths, readContracts)) expect(there).toBe(here);
  });

  withFiles('contracts/eforms', 'give the same documents out of one archive', async (paths) => {
    const files = paths.map((path) => ({ name: `202400001/${basename(path)}`, text: readFileSync(path) }));
    const packed = gzipSync(await archiveOf(files));
    const made = await openSite((_request, response) => void response.end(packed));
    open.push(made);
    const read = await readToEnd(readContracts, { address: `${made.origin}/202400001` }, { fetch: guard([made]) });
    expect([read.items.length, read.reading.findings]).toEqual([paths.length, []]);
    const titles = (list: readonly Extracted[]) => list.map((one) => (isExtractProblem(one) ? one.code : one.title));
    const apart = await Promise.all(
      files.map(({ name, text }) => extractedFrom(text, { path: name, mediaType: 'application/xml' })),
    );
    expect(titles(await documentsOf(read.items))).toEqual(titles(apart.flat()));
  });

  withFiles('exchange/ninjs/examples', 'give the documents of the file, as news items', async (paths) => {
    for (const { there, here } of await counts(paths, readNinjs)) expect(there).toBe(here);
  });

  withFiles('exchange/stix', 'give the documents of the file, as bundles', async (paths) => {
    const bundles = paths.filter((path) => bundleIn(path).length > 0);
    expect(bundles.length).toBeGreaterThan(5);
    for (const { there, here } of await counts(bundles, readStix)) expect(there).toBe(here);
  });

  withFiles('exchange/stix', 'come whole from a server of TAXII, each object with its markings', async (paths) => {
    const objects = new Map(paths.flatMap(bundleIn).map((object) => [object.id, object]));
    const rows = [...objects.values()].map((object, at) => ({ added: new Date(at * 1000).toISOString(), object }));
    const { answer, asked } = taxiiServer({ collections: { all: rows }, pageSize: 25 });
    const made = await openSite(answer);
    open.push(made);
    const { items, reading } = await readToEnd(
      readTaxii,
      { address: `${made.origin}/taxii2/` },
      { fetch: guard([made]) },
    );
    const whole = JSON.stringify({ type: 'bundle', id: 'bundle--x', objects: [...objects.values()] });
    const byTitle = (list: readonly Extracted[]) =>
      list.flatMap((one) => (isExtractProblem(one) ? [] : [JSON.stringify([one.title, one.marks ?? []])])).sort();
    expect(byTitle(await documentsOf(items))).toEqual(byTitle(await extractedFrom(whole, { path: 'whole.json' })));
    process.stdout.write(
      `taxii: ${objects.size} objects in ${asked.length} requests, ${items.length} with a text, findings: ${reading.findings.length}\n`,
    );
  });
});

function bundleIn(path: string): readonly StixRow[] {
  try {
    const value = JSON.parse(readFileSync(path, 'utf8')) as { type?: string; objects?: StixRow[] };
    return value.type === 'bundle' && Array.isArray(value.objects) ? value.objects : [];
  } catch {
    return [];
  }
}
