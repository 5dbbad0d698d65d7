import { describe, expect, it } from 'vitest';
import { documentsAmong, extractedFrom } from '../../test/support/extracted.ts';
import { guard, guardedSites } from '../../test/support/guarded-sites.ts';
import { keysOf, readToEnd, textOf } from '../../test/support/read-source.ts';
import { keysInStore } from '../../test/support/store-keys.ts';
import { type StixRow, type TaxiiContent, taxiiServer } from '../../test/support/taxii-server.ts';
import { coveredAddress } from './credentials/covered-address.ts';
import { Credential, Credentials } from './credentials/credential.ts';
import { readTaxii } from './taxii.ts';

const { site } = guardedSites();

const id = (type: string, number: number) => `${type}--00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const instant = (number: number) => `2020-01-01T00:00:${String(number).padStart(2, '0')}.000000Z`;

const malware = (number: number, more: object = {}): StixRow => ({
  ...{ type: 'malware', spec_version: '2.1', id: id('malware', number), name: `Worm ${number}`, is_family: false },
  ...{ created: '2020-01-01T00:00:00Z', modified: '2020-01-01T00:00:00Z' },
  ...more,
});
const DEFINITION: StixRow = {
  ...{ type: 'marking-definition', spec_version: '2.1', id: id('marking-definition', 1) },
  ...{ created: '2020-01-01T00:00:00Z', definition_type: 'statement', definition: { statement: 'Ours.' } },
};
const MAKER: StixRow = {
  ...{ type: 'identity', spec_version: '2.1', id: id('identity', 1), name: 'The maker', identity_class: 'group' },
  ...{ created: '2020-01-01T00:00:00Z', modified: '2020-01-01T00:00:00Z' },
};

const added = (...objects: StixRow[]) => objects.map((object, at) => ({ added: instant(at + 1), object }));

async function serving(content: TaxiiContent) {
  const { answer, asked } = taxiiServer(content);
  const made = await site(answer);
  const read = (cursor = {}, path = '/api1/collections/c1/', options = {}) =>
    readToEnd(readTaxii, { address: made.origin + path, cursor, options }, { fetch: guard([made]) });
  return { made, asked, read };
}

const worms = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => id('malware', from + at));

describe('readTaxii', () => {
  it.each([
    ['numbered pages', true],
    ['pages that only say that there is more', false],
  ])('gives all objects of a collection over %s, and then what was added', async (_, isPaged) => {
    const collections = { c1: added(...[1, 2, 3, 4, 5].map((number) => malware(number))) };
    const { read, asked } = await serving({ collections, pageSize: 2, isPaged });
    const first = await read();
    expect(keysOf(first)).toEqual(worms(1, 5));
    expect(first.reading).toMatchObject({ outcome: 'items', findings: [], cursor: { addedAfter: instant(5) } });
    const again = await read(first.reading.cursor);
    expect([again.items, again.reading.outcome, again.reading.cursor]).toEqual([[], 'unchanged', first.reading.cursor]);
    collections.c1.push({ added: instant(6), object: malware(6) });
    asked.length = 0;
    expect(keysOf(await read(again.reading.cursor))).toEqual(worms(6, 6));
    expect(asked).toEqual([`/api1/collections/c1/objects/?added_after=${encodeURIComponent(instant(5))}`]);
  });

  it('calls documents by their ids and versions within the collection', async () => {
    const { made, read } = await serving({
      collections: { c1: added(malware(1, { created_by_ref: MAKER.id }), MAKER) },
    });
    const { items } = await read();
    const within = `${made.origin}/api1/collections/c1/`;
    const at = '@2020-01-01T00:00:00Z';
    expect(await keysInStore(items)).toEqual([`${within}#${id('malware', 1)}${at}`, `${within}#${MAKER.id}${at}`]);
  });

  it('asks for markings and makers of other pages, each once, and for none that is fixed', async () => {
    const tlp = 'marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da';
    const marked = { object_marking_refs: [DEFINITION.id, tlp], created_by_ref: MAKER.id };
    const collections = { c1: added(malware(1, marked), malware(2, marked), DEFINITION, MAKER) };
    const { read, asked } = await serving({ collections, pageSize: 1 });
    const { items, reading } = await read();
    const [document] = documentsAmong(await extractedFrom(items[0]!.bytes, { path: 'bundle.json' }));
    expect(document).toMatchObject({
      source: 'The maker',
      marks: [
        { mark: 'Ours.', scheme: 'stix-statement' },
        { mark: 'TLP:GREEN', scheme: 'tlp' },
      ],
    });
    expect(asked.filter((path) => /objects\/\w/.test(path))).toEqual([
      `/api1/collections/c1/objects/${DEFINITION.id}/`,
      `/api1/collections/c1/objects/${MAKER.id}/`,
    ]);
    expect(reading.findings).toEqual([]);
  });

  it('keeps a marking that the collection does not define as one that nobody can read, and tells it', async () => {
    const unknown = id('marking-definition', 9);
    const { read } = await serving({ collections: { c1: added(malware(1, { object_marking_refs: [unknown] })) } });
    const { items, reading } = await read();
    const [document] = documentsAmong(await extractedFrom(items[0]!.bytes, { path: 'bundle.json' }));
    expect(document?.marks).toEqual([{ mark: unknown, scheme: 'stix', where: 'label' }]);
    expect(reading.findings.map(({ code }) => code)).toEqual(['taxii-markings-missing']);
  });

  it.each(['/taxii2/', '/taxii2', '/api1/', '/api1/collections/c1', '/api1/collections/c1/objects/'])(
    'finds the only collection from %s',
    async (path) => {
      const { read } = await serving({ collections: { c1: added(malware(1)) } });
      expect(keysOf(await read({}, path))).toEqual(worms(1, 1));
    },
  );

  it('wants to be told which of several collections is meant', async () => {
    const { read } = await serving({ collections: { c1: added(malware(1)), c2: added(malware(2)) } });
    await expect(read({}, '/taxii2/')).rejects.toMatchObject({ code: 'taxii-collection' });
    const one = await read({}, '/taxii2/', { collection: 'About c2' });
    expect(keysOf(one)).toEqual(worms(2, 2));
    // Where reading stands in one collection means nothing in another.
    expect(keysOf(await read(one.reading.cursor, '/taxii2/', { collection: 'c1' }))).toEqual(worms(1, 1));
  });

  it('ends where the server asks to be left alone, and goes on there', async () => {
    const collections = { c1: added(...[1, 2, 3, 4].map((number) => malware(number))) };
    const { read } = await serving({ collections, pageSize: 1, busyAt: new Set([3]) });
    const first = await read();
    expect(keysOf(first)).toEqual(worms(1, 2));
    expect(first.reading).toMatchObject({ retryAfter: 30, findings: [{ code: 'taxii-more' }] });
    expect(keysOf(await read(first.reading.cursor))).toEqual(worms(3, 4));
    const busy = await serving({ collections, busyAt: new Set([1]) });
    await expect(busy.read()).rejects.toMatchObject({ code: 'fetch-retry-later', retryAfter: 30 });
  });

  it('signs in with what stands for its address, and is refused without', async () => {
    const authorization = `Basic ${Buffer.from('ann:s3cret').toString('base64')}`;
    const { made, read } = await serving({ collections: { c1: added(malware(1)) }, authorization });
    await expect(read()).rejects.toMatchObject({ code: 'fetch-forbidden' });
    const secret = { user: 'ann', password: 's3cret' };
    const credentials = new Credentials([new Credential(coveredAddress(made.origin)!, secret)]);
    const address = `${made.origin}/taxii2/`;
    const { items } = await readToEnd(readTaxii, { address }, { fetch: guard([made]), credentials });
    expect(items.map(textOf).join()).toContain('Worm 1');
  });

  it('says that a collection is empty, and that something is no server of TAXII', async () => {
    const { read } = await serving({ collections: { c1: [] } });
    expect((await read()).reading.outcome).toBe('empty');
    const page = await site(
      (_request, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('x'),
    );
    await expect(readToEnd(readTaxii, { address: page.origin }, { fetch: guard([page]) })).rejects.toMatchObject({
      code: 'taxii-none',
    });
  });
});
