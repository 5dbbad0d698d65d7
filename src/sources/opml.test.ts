import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../test/support/property-runs.ts';
import { readOpml, writeOpml } from './opml.ts';

const read = (body: string) => readOpml(Buffer.from(`<opml version="2.0"><body>${body}</body></opml>`));
const codes = (body: string) => read(body).findings.map(({ code }) => code);

describe('readOpml', () => {
  it('reads feeds in their folders, as readers write them', () => {
    const { outlines, findings } = read(`
      <outline text="News &amp; views" title="x">
        <outline text="Le Monde" type="rss" xmlUrl="https://a.example/rss.xml" htmlUrl="https://a.example/"/>
        <outline text="Deeper"><outline title="B" xmlUrl="https://b.example/feed"></outline></outline>
      </outline>
      <outline type="atom" xmlUrl="feed://c.example/atom" text="C"/>
      <outline type="link" url="https://d.example/page" text="D"/>
      <outline text="E" type="csaf" xmlUrl="https://e.example/csaf"/>`);
    expect(findings).toEqual([]);
    expect(outlines).toEqual([
      { title: 'Le Monde', address: 'https://a.example/rss.xml', kind: 'feed', folders: ['News & views'] },
      { title: 'B', address: 'https://b.example/feed', kind: 'feed', folders: ['News & views', 'Deeper'] },
      { title: 'C', address: 'http://c.example/atom', kind: 'feed', folders: [] },
      { title: 'D', address: 'https://d.example/page', kind: 'web-page', folders: [] },
      { title: 'E', address: 'https://e.example/csaf', kind: 'csaf', folders: [] },
    ]);
  });

  it('tells what it cannot use, and reads the rest', () => {
    const body = `<outline text="a" xmlUrl="file:///etc/passwd"/><outline text="b" xmlUrl="/feed"/>
      <outline text="c" xmlUrl="https://c.example/"/><outline text="d" xmlUrl="https://C.example"/>`;
    expect(read(body).outlines).toMatchObject([{ title: 'c' }]);
    expect(codes(body)).toEqual(['opml-address', 'opml-double']);
  });

  it.each(['folder', 'mailbox', 'json-lines', 'field-notes'])('takes no address of the web for a %s', (type) => {
    const outline = `<outline text="a" type="${type}" xmlUrl="https://a.example/"/>`;
    expect(read(outline).outlines).toMatchObject([{ kind: 'feed' }]);
  });

  it('reads what stands before a break', () => {
    const bytes = Buffer.from('<opml><body><outline text="a" xmlUrl="https://a.example/"/><outline text="b" xml');
    const { outlines, findings } = readOpml(bytes);
    expect(outlines).toMatchObject([{ title: 'a' }]);
    expect(findings).toMatchObject([{ code: 'opml-cut-short', severity: 'warning' }]);
  });

  it.each(['', 'text', '<rss></rss>', '<html><body></body></html>'])('says that %j is no OPML', (text) => {
    expect(readOpml(Buffer.from(text))).toMatchObject({
      outlines: [],
      findings: [{ code: 'opml-none', severity: 'error' }],
    });
  });

  it('reads so many sources and says that there are more', () => {
    const body = Array.from({ length: 20_001 }, (_, at) => `<outline xmlUrl="https://a.example/${at}"/>`).join('');
    expect(read(body).outlines).toHaveLength(20_000);
    expect(codes(body)).toEqual(['opml-too-large']);
  });
});

describe('writeOpml', () => {
  const words = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.trim());
  const name = words.filter((text) => text !== '');
  const outline = fc.record({
    title: words,
    address: fc.webUrl({ withQueryParameters: true }).map((address) => new URL(address).href),
    kind: fc.constantFrom('feed', 'web-page', 'sitemap', 'csaf', 'taxii', 'misp'),
    folders: fc.array(fc.oneof(name, fc.constantFrom('A', 'B')), { maxLength: 4 }),
  });

  it('writes what is read as the same', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(outline, { selector: ({ address }) => address, maxLength: 12 }),
        words,
        (outlines, title) => {
          expect(readOpml(writeOpml(outlines, title))).toEqual({ outlines, findings: [] });
        },
      ),
      { numRuns: propertyRuns(500) },
    );
  });

  it('writes well-formed XML, whatever titles hold', () => {
    const text = Buffer.from(
      writeOpml([{ title: '<a b="c">&\0\x1b\n', address: 'https://a.example/?a=1&b=2', kind: 'feed', folders: ['"'] }]),
    ).toString();
    expect(text).toContain('<outline text="&quot;">');
    expect(text).toContain(
      'text="&lt;a b=&quot;c&quot;&gt;&amp;" type="rss" xmlUrl="https://a.example/?a=1&amp;b=2"/>',
    );
  });
});
