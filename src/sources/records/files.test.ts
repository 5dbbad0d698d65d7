import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { documentsAmong, extractedFrom } from '../../../test/support/extracted.ts';
import { guard, guardedSites } from '../../../test/support/guarded-sites.ts';
import { readToEnd, textOf } from '../../../test/support/read-source.ts';
import { keysInStore } from '../../../test/support/store-keys.ts';
import { readContracts } from '../contracts.ts';
import { readNinjs } from '../ninjs.ts';
import type { SourceItem } from '../source.ts';
import { readStix } from '../stix.ts';

const { site } = guardedSites();

const serving = (files: Readonly<Record<string, string | Uint8Array>>, type = 'text/plain') =>
  site((request, response) => {
    const body = files[request.url ?? ''];
    if (body === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': type }).end(body);
  });

const news = (uri: string, headline = 'H') => ({ uri, versioncreated: '2012-05-22', headline, body_text: 'Body.' });
const release = (id: string, title = 'T') => ({
  ocid: 'ocds-1',
  id,
  date: '2012-05-22',
  tag: ['tender'],
  tender: { title },
});

describe('a file at an address', () => {
  it('is one item, of the type that it begins like, and none while it is what it was', async () => {
    const files = { '/a.json': JSON.stringify([news('urn:1'), news('urn:2')]) };
    const made = await serving(files);
    const address = `${made.origin}/a.json`;
    const first = await readToEnd(readNinjs, { address }, { fetch: guard([made]) });
    expect(first.items).toMatchObject([{ key: address, mediaType: 'application/json', name: 'a.json' }]);
    expect(await keysInStore(first.items)).toEqual([`${address}#urn:1`, `${address}#urn:2`]);
    const again = await readToEnd(readNinjs, { address, cursor: first.reading.cursor }, { fetch: guard([made]) });
    expect([again.items, again.reading.outcome]).toEqual([[], 'unchanged']);
    files['/a.json'] = JSON.stringify([news('urn:1', 'Corrected')]);
    const third = await readToEnd(readNinjs, { address, cursor: again.reading.cursor }, { fetch: guard([made]) });
    expect(textOf(third.items[0]!)).toContain('Corrected');
  });

  it('is asked for by what the site said of it', async () => {
    const made = await site((request, response) => {
      if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
      else response.writeHead(200, { etag: '"1"' }).end(JSON.stringify(news('urn:1')));
    });
    const first = await readToEnd(readNinjs, { address: made.origin }, { fetch: guard([made]) });
    const place = { address: made.origin, cursor: first.reading.cursor };
    expect((await readToEnd(readNinjs, place, { fetch: guard([made]) })).reading).toMatchObject({
      outcome: 'unchanged',
      cursor: first.reading.cursor,
    });
  });

  it('says that it is empty', async () => {
    const made = await serving({ '/': ' \n' });
    expect((await readToEnd(readNinjs, { address: made.origin }, { fetch: guard([made]) })).reading.outcome).toBe(
      'empty',
    );
  });

  it.each([
    ['/a.jsonl', (text: string) => Buffer.from(text)],
    ['/a.jsonl.gz', (text: string) => gzipSync(text)],
    ['/export', (text: string) => Buffer.from(text)],
  ])('gives its lines one by one at %s, each document by its own id', async (path, written) => {
    const lines = [JSON.stringify(release('1')), '', JSON.stringify(release('2'))];
    const made = await serving({ [path]: written(`${lines.join('\n')}\n`) }, 'application/octet-stream');
    const address = made.origin + path;
    const { items, reading } = await readToEnd(readContracts, { address }, { fetch: guard([made]) });
    expect(items.map(textOf)).toEqual([lines[0], lines[2]]);
    expect(await keysInStore(items)).toEqual([`${address}#ocds-1/1`, `${address}#ocds-1/2`]);
    expect(reading.outcome).toBe('items');
  });

  it('is refused where it is packed and cut off, or larger than may be unpacked', async () => {
    const packed = gzipSync(JSON.stringify(news('urn:1')));
    const bomb = gzipSync(Buffer.alloc(65 * 1024 * 1024, ' '));
    const made = await serving({ '/cut.json.gz': packed.subarray(0, -12), '/bomb.json.gz': bomb });
    const read = (path: string) => readToEnd(readNinjs, { address: made.origin + path }, { fetch: guard([made]) });
    await expect(read('/cut.json.gz')).rejects.toMatchObject({ code: 'file-damaged' });
    await expect(read('/bomb.json.gz')).rejects.toMatchObject({ code: 'file-too-large' });
  });

  it('is a notice where it begins as XML', async () => {
    const made = await serving({ '/1': '<?xml version="1.0"?><ContractNotice/>' });
    const { items } = await readToEnd(readContracts, { address: `${made.origin}/1` }, { fetch: guard([made]) });
    expect(items).toMatchObject([{ mediaType: 'application/xml' }]);
  });
});

describe('pages of contract data', () => {
  interface Served {
    readonly releases: readonly unknown[];
    readonly next?: string;
  }
  const pagesOf = (pages: Readonly<Record<string, Served>>) =>
    site((request, response) => {
      const { releases, next } = pages[request.url ?? ''] ?? { releases: [] };
      const links = next === undefined ? {} : { links: { next } };
      response.end(JSON.stringify({ version: '1.1', publishedDate: '2012-05-22', releases, ...links }));
    });
  const ids = async (items: readonly SourceItem[]) => (await keysInStore(items)).map((key) => key.split('/').at(-1));

  it('are followed to their end, and from the last one on where it grows', async () => {
    const pages: Record<string, Served> = {
      '/': { releases: [release('1')], next: '/?page=2' },
      '/?page=2': { releases: [release('2')] },
    };
    const made = await pagesOf(pages);
    const read = (cursor = {}) =>
      readToEnd(readContracts, { address: `${made.origin}/`, cursor }, { fetch: guard([made]) });
    const first = await read();
    expect(await ids(first.items)).toEqual(['1', '2']);
    const again = await read(first.reading.cursor);
    expect([again.items, again.reading.outcome]).toEqual([[], 'unchanged']);
    pages['/?page=2'] = { releases: [release('2'), release('3')], next: '/?page=3' };
    pages['/?page=3'] = { releases: [release('4')] };
    const third = await read(again.reading.cursor);
    expect(await ids(third.items)).toEqual(['2', '3', '4']);
    expect((await read(third.reading.cursor)).items).toEqual([]);
  });

  it('are followed no further than to what is known where the newest come first', async () => {
    const pages: Record<string, Served> = {
      '/': { releases: [release('2')], next: '/?before=2' },
      '/?before=2': { releases: [release('1')] },
    };
    const made = await pagesOf(pages);
    const read = (cursor = {}) =>
      readToEnd(readContracts, { address: `${made.origin}/`, cursor }, { fetch: guard([made]) });
    const first = await read();
    pages['/'] = { releases: [release('4')], next: '/?before=4' };
    pages['/?before=4'] = { releases: [release('3')], next: '/?before=3' };
    pages['/?before=3'] = { releases: [release('2')], next: '/?before=2' };
    const second = await read(first.reading.cursor);
    expect(await ids(second.items)).toEqual(['4', '3']);
  });

  it('go on in the next reading where there are more than one takes', async () => {
    const made = await site((request, response) => {
      const at = Number(new URL(request.url ?? '', 'http://x').searchParams.get('p') ?? 0);
      const links = at < 70 ? { links: { next: `/?p=${at + 1}` } } : {};
      response.end(
        JSON.stringify({ version: '1.1', publishedDate: '2012-05-22', releases: [release(`${at}`)], ...links }),
      );
    });
    const read = (cursor = {}) =>
      readToEnd(readContracts, { address: `${made.origin}/`, cursor }, { fetch: guard([made]) });
    const first = await read();
    const second = await read(first.reading.cursor);
    expect([first.items.length, second.items.length]).toEqual([51, 20]);
  });

  it('are given up where one that led on is gone, and go on where one fails', async () => {
    let status = 200;
    const made = await site((request, response) => {
      const at = Number(new URL(request.url ?? '', 'http://x').searchParams.get('p') ?? 0);
      if (at > 50 && status !== 200) return void response.writeHead(status).end();
      const releases = [release(at === 0 ? `first-${status}` : `${at}`)];
      const links = at < 55 ? { links: { next: `/?p=${at + 1}` } } : {};
      response.end(JSON.stringify({ version: '1.1', publishedDate: '2012-05-22', releases, ...links }));
    });
    const read = (cursor = {}) =>
      readToEnd(readContracts, { address: `${made.origin}/`, cursor }, { fetch: guard([made]) });
    const first = await read();
    expect(first.reading.cursor['at']).toBe(`${made.origin}/?p=51`);
    status = 500;
    const failed = await read(first.reading.cursor);
    expect([await ids(failed.items), failed.reading.findings.map(({ code }) => code)]).toEqual([
      ['first-500'],
      ['contracts-pages-failed'],
    ]);
    expect(failed.reading.cursor['at']).toBe(`${made.origin}/?p=51`);
    await expect(read(failed.reading.cursor)).rejects.toMatchObject({ code: 'fetch-server-error' });
    for (const gone of [404, 410, 400]) {
      status = gone;
      const { items, reading } = await read(failed.reading.cursor);
      expect([await ids(items), reading.findings.map(({ code }) => code)]).toEqual([
        [`first-${gone}`],
        ['contracts-pages-gone'],
      ]);
      expect(reading.cursor).not.toHaveProperty('at');
      expect((await read(reading.cursor)).reading).toMatchObject({ outcome: 'unchanged', findings: [] });
    }
  });

  it('are not followed elsewhere, in a circle, or where nobody wants it', async () => {
    const other = await pagesOf({ '/': { releases: [release('9')] } });
    const made = await pagesOf({
      '/': { releases: [release('1')], next: `${other.origin}/` },
      '/circle': { releases: [release('2')], next: '/circle' },
    });
    const fetch = guard([made, other]);
    const away = await readToEnd(readContracts, { address: `${made.origin}/` }, { fetch });
    expect([await ids(away.items), away.reading.findings.map(({ code }) => code), other.asked]).toEqual([
      ['1'],
      ['contracts-pages-elsewhere'],
      [],
    ]);
    expect((await readToEnd(readContracts, { address: `${made.origin}/circle` }, { fetch })).items).toHaveLength(1);
    const options = { pages: 'none' };
    expect((await readToEnd(readContracts, { address: `${made.origin}/`, options }, { fetch })).items).toHaveLength(1);
    const wrong = readToEnd(readContracts, { address: `${made.origin}/`, options: { pages: 'all' } }, { fetch });
    await expect(wrong).rejects.toMatchObject({ code: 'contracts-options' });
  });
});

describe('readStix', () => {
  const DEFINITION = {
    ...{
      type: 'marking-definition',
      spec_version: '2.1',
      id: 'marking-definition--11111111-1111-4111-8111-111111111111',
    },
    ...{ created: '2020-01-01T00:00:00Z', definition_type: 'statement', definition: { statement: 'Ours.' } },
  };
  const MAKER = {
    ...{
      type: 'identity',
      spec_version: '2.1',
      id: 'identity--22222222-2222-4222-8222-222222222222',
      name: 'The maker',
    },
    ...{ created: '2020-01-01T00:00:00Z', modified: '2020-01-01T00:00:00Z', identity_class: 'organization' },
  };
  const malware = (more: object) => ({
    ...{ type: 'malware', spec_version: '2.1', id: 'malware--33333333-3333-4333-8333-333333333333', name: 'Worm' },
    ...{
      created: '2020-01-01T00:00:00Z',
      modified: '2020-01-02T00:00:00Z',
      is_family: false,
      created_by_ref: MAKER.id,
    },
    ...more,
  });
  const bundle = (...objects: object[]) =>
    JSON.stringify({ type: 'bundle', id: 'bundle--44444444-4444-4444-8444-444444444444', objects });

  it('gives each object with its marking and the names that it needs', async () => {
    const made = await serving({ '/': bundle(malware({ object_marking_refs: [DEFINITION.id] }), MAKER, DEFINITION) });
    const address = `${made.origin}/`;
    const { items } = await readToEnd(readStix, { address }, { fetch: guard([made]) });
    expect(items.map(({ key }) => key)).toEqual([malware({}).id, MAKER.id]);
    const [document] = documentsAmong(await extractedFrom(items[0]!.bytes, { path: items[0]!.name }));
    expect(document).toMatchObject({
      title: 'Worm',
      source: 'The maker',
      marks: [{ mark: 'Ours.', scheme: 'stix-statement', where: 'label' }],
    });
    expect(await keysInStore(items)).toEqual([
      `${address}#${malware({}).id}@2020-01-02T00:00:00Z`,
      `${address}#${MAKER.id}@2020-01-01T00:00:00Z`,
    ]);
  });

  it('leaves out names and links with markings that the object does not have', async () => {
    const red = 'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1';
    const link = {
      ...{ type: 'relationship', spec_version: '2.1', id: 'relationship--55555555-5555-4555-8555-555555555555' },
      ...{ relationship_type: 'uses', source_ref: malware({}).id, target_ref: MAKER.id, description: 'A hidden link.' },
      object_marking_refs: [red],
    };
    const made = await serving({ '/': bundle(malware({}), { ...MAKER, object_marking_refs: [red] }, link) });
    const { items } = await readToEnd(readStix, { address: `${made.origin}/` }, { fetch: guard([made]) });
    expect(textOf(items[0]!)).not.toMatch(/The maker|A hidden link/);
    const open = await serving({ '/': bundle(malware({}), MAKER, { ...link, object_marking_refs: [] }) });
    const seen = await readToEnd(readStix, { address: `${open.origin}/` }, { fetch: guard([open]) });
    expect(textOf(seen.items[0]!)).toMatch(/A hidden link/);
  });
});
