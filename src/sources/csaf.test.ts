import { describe, expect, it } from 'vitest';
import { type Advisory, csafProvider, type ProviderFiles } from '../../test/support/csaf-provider.ts';
import { guard, guardedSites } from '../../test/support/guarded-sites.ts';
import type { LocalSite } from '../../test/support/local-site.ts';
import { keysOf as keys, type ReadOnce, readToEnd, textOf } from '../../test/support/read-source.ts';
import { readCsaf } from './csaf.ts';
import type { SourceCursor } from './source.ts';

const { site } = guardedSites();
const NOW = Date.parse('2020-06-01T00:00:00Z');

const readOnce = (
  sites: readonly LocalSite[],
  address: string,
  cursor: SourceCursor = {},
  options: Readonly<Record<string, unknown>> = {},
) => readToEnd(readCsaf, { address, options, cursor }, { fetch: guard(sites), now: () => NOW });

const namesOf = (read: ReadOnce) => keys(read).map((key) => key.replace(/^.*\/all\//, ''));
const codesOf = ({ reading }: ReadOnce) => reading.findings.map(({ code }) => code);

const advisory = (number: number, more: Partial<Advisory> = {}): Advisory => ({
  path: `2020/a-${number}.json`,
  changed: `2020-05-0${number}T00:00:00.000Z`,
  text: `{"document":{"title":"Advisory ${number}"}}`,
  ...more,
});
const filesOf = (lists: ProviderFiles['lists'], advisories: readonly Advisory[]): ProviderFiles => ({
  lists,
  advisories,
});

describe('readCsaf', () => {
  it.each(['changes', 'rolie'] as const)('gives advisories that are new or changed by %s', async (lists) => {
    const files = filesOf(lists, [advisory(2), advisory(1)]);
    const made = await site(csafProvider(files));
    const first = await readOnce([made], made.origin);
    expect([namesOf(first), codesOf(first)]).toEqual([['2020/a-1.json', '2020/a-2.json'], []]);
    expect(first.items[0]).toMatchObject({ mediaType: 'application/json', name: 'a-1.json' });
    const again = await readOnce([made], made.origin, first.reading.cursor);
    expect([namesOf(again), again.reading.outcome]).toEqual([[], 'unchanged']);
    files.advisories = [
      advisory(3),
      advisory(2),
      advisory(1, { changed: '2020-05-09T00:00:00.000Z', text: '{"new":1}' }),
    ];
    const third = await readOnce([made], made.origin, again.reading.cursor);
    expect([namesOf(third), third.items.map(textOf)[1]]).toEqual([['2020/a-3.json', '2020/a-1.json'], '{"new":1}']);
  });

  it('gives what an index without times lists, once', async () => {
    const files = filesOf('index', [advisory(1), advisory(2)]);
    const made = await site(csafProvider(files));
    const first = await readOnce([made], `${made.origin}/all/`);
    expect(namesOf(first)).toEqual(['2020/a-1.json', '2020/a-2.json']);
    files.advisories = [advisory(1, { text: '{}' }), advisory(2), advisory(3)];
    expect(namesOf(await readOnce([made], `${made.origin}/all/`, first.reading.cursor))).toEqual(['2020/a-3.json']);
  });

  it('asks lists only whether they changed, once all of them was read', async () => {
    const made = await site(csafProvider(filesOf('changes', [advisory(1), advisory(2)])));
    const options = { most: 1 };
    const first = await readOnce([made], made.origin, {}, options);
    expect([namesOf(first), codesOf(first), first.reading.cursor]).toMatchObject([
      ['2020/a-1.json'],
      ['links-left'],
      {},
    ]);
    expect(first.reading.cursor).not.toHaveProperty('lists');
    const second = await readOnce([made], made.origin, first.reading.cursor, options);
    expect([namesOf(second), codesOf(second)]).toEqual([['2020/a-2.json'], []]);
    const third = await readOnce([made], made.origin, second.reading.cursor, options);
    expect([third.reading.outcome, third.reading.cursor['lists']]).toEqual([
      'unchanged',
      second.reading.cursor['lists'],
    ]);
  });

  it('reads feeds with the labels that are asked for, and says that there are others', async () => {
    const all = [advisory(1), advisory(2, { label: 'GREEN' }), advisory(3, { label: 'AMBER' })];
    const made = await site(csafProvider(filesOf('rolie', all)));
    const open = await readOnce([made], made.origin);
    expect([namesOf(open), codesOf(open)]).toEqual([['2020/a-1.json'], ['csaf-feeds-closed']]);
    const more = await readOnce([made], made.origin, {}, { labels: 'white,green,amber' });
    expect([namesOf(more).length, codesOf(more)]).toEqual([3, []]);
    expect(made.asked.filter((what) => what.endsWith('.asc'))).toEqual([]);
  });

  it('gives the older advisories of a label that is asked for later', async () => {
    const old = advisory(2, { label: 'GREEN', changed: '2015-01-01T00:00:00Z' });
    const made = await site(csafProvider(filesOf('rolie', [advisory(1), old])));
    const first = await readOnce([made], made.origin);
    const more = await readOnce([made], made.origin, first.reading.cursor, { labels: 'white,green' });
    expect([namesOf(first), namesOf(more)]).toEqual([['2020/a-1.json'], ['2020/a-2.json']]);
  });

  it('loses nothing of a feed that fails for a while, and holds nothing back for one that fails for ever', async () => {
    const old = advisory(2, { label: 'GREEN', changed: '2015-01-01T00:00:00Z' });
    const answer = csafProvider(filesOf('rolie', [advisory(1), old]));
    let isDown = true;
    const made = await site((request, response) => {
      if (isDown && request.url === '/feed-GREEN.json') response.writeHead(500).end();
      else answer(request, response);
    });
    const read = (cursor: SourceCursor) => readOnce([made], made.origin, cursor, { labels: 'white,green' });
    const first = await read({});
    expect([namesOf(first), codesOf(first)]).toEqual([['2020/a-1.json'], ['csaf-lists-failed']]);
    isDown = false;
    const second = await read(first.reading.cursor);
    expect([namesOf(second), codesOf(second)]).toEqual([['2020/a-2.json'], []]);
    isDown = true;
    let { cursor } = first.reading;
    for (let reading = 2; reading < 5; reading++) cursor = (await read(cursor)).reading.cursor;
    const fifth = await read(cursor);
    expect(codesOf(fifth)).toEqual(['csaf-lists-failed', 'csaf-lists-given-up']);
    expect(codesOf(await read(fifth.reading.cursor))).toEqual(['csaf-lists-failed', 'csaf-lists-given-up']);
  });

  it.each([
    ['is that of another text', 'a'.repeat(128)],
    ['is none', 'not a hash'],
    ['is of another length', 'a'.repeat(64)],
  ])('does not take an advisory whose hash %s, and tries it again', async (_what, hash) => {
    const files = filesOf('changes', [advisory(1, { hash }), advisory(2)]);
    const made = await site(csafProvider(files));
    const first = await readOnce([made], made.origin);
    expect([namesOf(first), codesOf(first)]).toEqual([['2020/a-2.json'], ['csaf-hash', 'links-failed']]);
    files.advisories = [advisory(1), advisory(2)];
    expect(namesOf(await readOnce([made], made.origin, first.reading.cursor))).toEqual(['2020/a-1.json']);
  });

  it('takes advisories of a directory without hashes, says so, and asks for hashes once', async () => {
    const files = filesOf('changes', [advisory(1, { hash: '' }), advisory(2, { hash: '' })]);
    const made = await site(csafProvider(files));
    const read = await readOnce([made], made.origin);
    expect([namesOf(read).length, codesOf(read)]).toEqual([2, ['csaf-unchecked']]);
    expect(made.asked.filter((what) => /\.sha\d+$/.test(what))).toHaveLength(2);
  });

  it('does not take an advisory whose stated hash is not there', async () => {
    const made = await site(csafProvider(filesOf('rolie', [advisory(1, { hash: '' })])));
    const read = await readOnce([made], made.origin);
    expect([namesOf(read), codesOf(read)]).toEqual([[], ['csaf-hash', 'links-failed']]);
  });

  it('leaves out entries that lead out of their directory, or to another host', async () => {
    const list =
      '"../../secret.json","2020-01-01T00:00:00Z"\n"https://elsewhere.example/a.json","2020-01-01T00:00:00Z"\n"a.html",""';
    const made = await site((request, response) => {
      if (request.url === '/all/changes.csv') response.end(list);
      else response.writeHead(404).end();
    });
    const read = await readOnce([made], `${made.origin}/all`);
    expect([keys(read), codesOf(read), read.reading.outcome]).toEqual([[], ['csaf-bad-entries'], 'empty']);
  });
});

describe('a provider of advisories', () => {
  const one = [advisory(1)];

  it('is found by its metadata, by its feed, and by what its security.txt names', async () => {
    const files: ProviderFiles = {
      ...{ lists: 'rolie', advisories: one, metadata: '/security/pmd.json' },
      securityText: 'Contact: mailto:a@b.example\nCSAF: ORIGIN/nothing.json\nCSAF: ORIGIN/security/pmd.json\n',
    };
    const made = await site(csafProvider(files));
    for (const address of [made.origin, `${made.origin}/security/pmd.json`, `${made.origin}/feed-WHITE.json`]) {
      expect(namesOf(await readOnce([made], address))).toEqual(['2020/a-1.json']);
    }
  });

  it.each([
    ['{"distributions":[]}', 'csaf-none'],
    ['{"distributions":', 'file-bad-json'],
    ['['.repeat(600), 'file-bad-json'],
  ])('is none in %s', async (text, code) => {
    const made = await site((_request, response) => void response.end(text));
    await expect(readOnce([made], `${made.origin}/pmd.json`)).rejects.toMatchObject({ name: 'SourceFailure', code });
  });

  it('is none at a site that names none', async () => {
    const made = await site((_request, response) => void response.writeHead(404).end());
    await expect(readOnce([made], made.origin)).rejects.toMatchObject({ name: 'SourceFailure', code: 'csaf-none' });
    await expect(readOnce([made], 'not a domain')).rejects.toMatchObject({ code: 'csaf-address' });
  });

  it('that fails is not one that is none', async () => {
    const made = await site((_request, response) => void response.writeHead(500).end());
    await expect(readOnce([made], made.origin)).rejects.toMatchObject({ code: 'fetch-server-error' });
  });

  it('that names the machine itself is not followed there', async () => {
    const secret = await site(csafProvider(filesOf('changes', one)));
    const metadata = JSON.stringify({ distributions: [{ directory_url: `${secret.origin}/all/` }] });
    const made = await site((_request, response) => void response.end(metadata));
    await expect(readOnce([made], `${made.origin}/pmd.json`)).rejects.toMatchObject({ code: 'fetch-not-public' });
    expect(secret.asked).toEqual([]);
  });
});
