import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../../test/support/property-runs.ts';
import { charsetIn } from '../content-type.ts';
import { Unreadable } from '../extract-problem.ts';
import { type FeedEntry, parseFeed } from './parse-feed.ts';

const ADDRESS = 'https://news.example/feeds/all.xml';
const read = (text: string, contentType?: string) =>
  parseFeed(Buffer.from(text), { address: ADDRESS, charset: charsetIn(contentType) });
const rss = (item: string, channel = '') =>
  `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>${channel}<item>${item}</item></channel></rss>`;
const atom = (entry: string, feed = '') =>
  `<feed xmlns="http://www.w3.org/2005/Atom">${feed}<entry>${entry}</entry></feed>`;
const first = (text: string): FeedEntry => read(text).entries[0]!;
const codes = (text: string) => read(text).findings.map(({ code }) => code);

describe('parseFeed', () => {
  it('reads RSS 2.0', () => {
    const text = rss(
      `<title>Grain &amp;amp; oil</title><link>https://news.example/1</link><guid isPermaLink="false">a-1</guid>
       <pubDate>Tue, 22 May 2012 10:00:00 +0200</pubDate><dc:creator>A. Writer</dc:creator>
       <description>Short.</description><content:encoded><![CDATA[<p>Long enough.</p>]]></content:encoded>
       <enclosure url="/report.pdf" type="application/pdf"/>`,
      '<title>News</title><link>https://news.example/</link><language>en-GB</language><ttl>60</ttl>',
    );
    expect(read(text)).toMatchObject({
      format: 'rss',
      version: '2.0',
      title: 'News',
      link: 'https://news.example/',
      language: 'en',
      timeToLive: 3600,
      findings: [],
    });
    expect(first(text)).toMatchObject({
      id: 'a-1',
      title: 'Grain & oil',
      link: 'https://news.example/1',
      published: '2012-05-22T08:00:00Z',
      content: '<p>Long enough.</p>',
      language: 'en',
      authors: ['A. Writer'],
    });
    expect(first(text).links).toContainEqual({
      address: 'https://news.example/report.pdf',
      relation: 'enclosure',
      mediaType: 'application/pdf',
    });
  });

  it('reads Atom 1.0', () => {
    const text = atom(
      `<id>urn:1</id><title type="html">A &lt;b&gt;bold&lt;/b&gt; step</title><updated>2012-05-23T00:00:00Z</updated>
       <published>2012-05-22</published><link rel="self" href="e.atom"/><link href="e.html"/>
       <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One<br/>two &amp; three</p></div></content>`,
      '<title>News</title><author><name>The desk</name></author><link rel="alternate" href="/"/>',
    ).replace('<feed', '<feed xml:lang="fr" xml:base="https://base.example/x/"');
    expect(read(text)).toMatchObject({ format: 'atom', title: 'News', link: 'https://base.example/', language: 'fr' });
    expect(first(text)).toMatchObject({
      id: 'urn:1',
      title: 'A bold step',
      link: 'https://base.example/x/e.html',
      published: '2012-05-22',
      updated: '2012-05-23T00:00:00Z',
      content: '<p>One<br>two &amp; three</p>',
      base: 'https://base.example/x/',
      language: 'fr',
      authors: ['The desk'],
    });
  });

  it('reads RSS 1.0, in which items lie beside the channel', () => {
    const feed = read(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:d="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://news.example/"><title>News</title>
      <items><rdf:Seq><rdf:li rdf:resource="https://news.example/1"/></rdf:Seq></items></channel>
      <item rdf:about="https://news.example/1"><title>One</title><d:date>2012-05-22T10:00+02:00</d:date></item></rdf:RDF>`);
    expect(feed).toMatchObject({ format: 'rdf', title: 'News' });
    expect(feed.entries).toMatchObject([
      { id: 'https://news.example/1', title: 'One', link: 'https://news.example/1', published: '2012-05-22T08:00:00Z' },
    ]);
  });

  it('reads CDF', () => {
    const text = '<CHANNEL><TITLE>C</TITLE><ITEM HREF="/1" LASTMOD="2012-05-22"><TITLE>One</TITLE></ITEM></CHANNEL>';
    expect(read(text)).toMatchObject({ format: 'cdf', title: 'C' });
    expect(first(text)).toMatchObject({ title: 'One', link: 'https://news.example/1', updated: '2012-05-22' });
  });

  it('reads JSON Feed', () => {
    const feed = read(
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'News',
        home_page_url: 'https://news.example/',
        language: 'fr',
        authors: [{ name: 'The desk' }],
        items: [
          { id: 7, url: '/7', title: 'Seven', content_html: '<p>x</p>', date_published: '2012-05-22T10:00:00+02:00' },
          { id: 'b', content_text: 'a < b', author: { name: 'B' }, attachments: [{ url: 'b.pdf', mime_type: 'a/b' }] },
          'no item',
        ],
      }),
    );
    expect(feed).toMatchObject({ format: 'json', version: '1.1', title: 'News', language: 'fr' });
    expect(feed.entries).toMatchObject([
      {
        id: '7',
        link: 'https://news.example/7',
        content: '<p>x</p>',
        published: '2012-05-22T08:00:00Z',
        authors: ['The desk'],
      },
      { id: 'b', link: undefined, content: '<p>a &lt; b</p>', authors: ['B'], language: 'fr' },
    ]);
  });

  it.each([
    ['', 'feed-empty'],
    [' \n', 'feed-empty'],
    ['plain words', 'feed-empty'],
    ['<!doctype html><html><head></head></html>', 'feed-none'],
    ['<opml></opml>', 'feed-none'],
    ['{"items": "none"}', 'feed-none'],
    ['[1, 2]', 'feed-none'],
    ['{"items": [', 'feed-broken-json'],
    [`${'['.repeat(100_000)}`, 'feed-broken-json'],
  ])('refuses %j: %s', (text, code) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code }));
  });

  it('tells an empty feed from a broken one', () => {
    expect(read('<rss><channel><title>Nothing yet</title></channel></rss>')).toMatchObject({
      entries: [],
      findings: [],
    });
  });
});

describe('a feed that breaks off', () => {
  it('gives the entries that are complete, and says so', () => {
    const text = '<rss><channel><item><title>One</title></item><item><title>Two</title></item><item><title>Thr';
    expect(read(text).entries.map(({ title }) => title)).toEqual(['One', 'Two']);
    expect(codes(text)).toEqual(['feed-cut-short']);
  });

  it('gives all of them where only tags around them are missing', () => {
    const text = '<rss><channel><item><title>One</title></item><item><title>Two</item></rss>';
    expect(read(text).entries.map(({ title }) => title)).toEqual(['One', 'Two']);
    expect(codes(text)).toEqual([]);
  });
});

describe('titles', () => {
  it.each([
    [rss('<title>Fish &amp; chips</title>'), 'Fish & chips'],
    [rss('<title>Fish & chips</title>'), 'Fish & chips'],
    [rss('<title>AT&amp;amp;T &amp;#8217;s</title>'), 'AT&T ’s'],
    [rss('<title><![CDATA[A <em>new</em> law]]></title>'), 'A new law'],
    [rss('<title>A <em>new</em>\n law</title>'), 'A new law'],
    [rss('<title>1 &lt; 2</title>'), '1 < 2'],
    [rss('<dc:title>Only there</dc:title>'), 'Only there'],
    [rss('<title> </title><dc:title>Only there</dc:title>'), 'Only there'],
    [rss('<image><title>Picture</title></image>'), undefined],
    [atom('<title>a &lt;b&gt; c</title>'), 'a <b> c'],
    [atom('<title type="text">&amp;amp;</title>'), '&amp;'],
    [atom('<title type="html">&amp;amp;</title>'), '&'],
    [atom('<title type="xhtml"><div>a <i>b</i></div></title>'), 'a b'],
    [atom('<title mode="base64">QSA8Yj5CPC9iPg==</title>'), 'A B'],
    [atom('<title mode="escaped" type="text/html">&lt;i&gt;x&lt;/i&gt;</title>'), 'x'],
  ])('of %s', (text, title) => {
    expect(first(text).title).toBe(title);
  });

  it('have one line and a length', () => {
    expect(first(rss(`<title>${'word '.repeat(1000)}</title>`)).title?.length).toBeLessThanOrEqual(1000);
  });
});

describe('links', () => {
  it.each([
    [rss('<link>/a</link>'), 'https://news.example/a'],
    [rss('<link>a</link>', '<link>https://site.example/x/</link>'), 'https://site.example/x/a'],
    [rss('<link>\n https://a.example/1 \n</link>'), 'https://a.example/1'],
    [rss('<guid>https://a.example/1</guid>'), 'https://a.example/1'],
    [rss('<guid isPermaLink="false">https://a.example/1</guid>'), undefined],
    [rss('<guid>tag:1</guid>'), undefined],
    [rss('<link>javascript:alert(1)</link>'), undefined],
    [rss('<link>http://[</link>'), undefined],
    [atom('<link rel="enclosure" href="a.mp3"/><link rel="alternate" href="b"/>'), 'https://news.example/feeds/b'],
    [atom('<link type="application/json" href="a"/><link type="text/html" href="b"/>'), 'https://news.example/feeds/b'],
    [atom('<link rel="self" href="a"/>'), undefined],
    [atom('<link xml:base="https://b.example/c/" href="../d"/>'), 'https://b.example/d'],
  ])('of %s', (text, link) => {
    expect(first(text).link).toBe(link);
  });

  it('lead to the page itself where a service stands between', () => {
    const item =
      '<link>https://feeds.example/~r/1</link><feedburner:origLink>https://a.example/1</feedburner:origLink>';
    expect(first(rss(item))).toMatchObject({ link: 'https://feeds.example/~r/1', originalLink: 'https://a.example/1' });
  });
});

describe('content', () => {
  it.each([
    [rss('<description>a &lt;b&gt;b&lt;/b&gt;</description>'), 'a <b>b</b>'],
    [rss('<description>one\n\ntwo &amp; three</description>'), '<p>one</p>\n<p>two &amp; three</p>'],
    [
      rss('<description>The whole long text.</description><content:encoded>Short</content:encoded>'),
      '<p>The whole long text.</p>',
    ],
    [rss('<description>don\u0092t</description>'), '<p>don’t</p>'],
    [rss('<media:group><media:description>On film</media:description></media:group>'), '<p>On film</p>'],
    [rss('<description> </description>'), undefined],
    [
      rss('<xhtml:body xmlns:xhtml="http://www.w3.org/1999/xhtml"><xhtml:p onclick="x()">a</xhtml:p></xhtml:body>'),
      '<p>a</p>',
    ],
    [atom('<content type="html">&lt;p&gt;x&lt;/p&gt;</content><summary>y</summary>'), '<p>x</p>'],
    [atom('<content type="application/octet-stream">PHA+eDwvcD4=</content>'), '<p>x</p>'],
    [atom('<content type="image/png">iVBORw0KGgo=</content><summary>y</summary>'), '<p>y</p>'],
    [atom('<content src="https://a.example/1" type="text/html"/><summary>y</summary>'), '<p>y</p>'],
    [atom('<content><div><script>x</script><p>z</p></div></content>'), '<p>z</p>'],
  ])('of %s', (text, content) => {
    expect(first(text).content).toBe(content);
  });
});

describe('dates, people and languages', () => {
  it('tell the dates that nobody can read, once', () => {
    const text = rss('<pubDate>yesterday</pubDate>').replace('</item>', '</item><item><pubDate>soon</pubDate></item>');
    expect(read(text).findings).toMatchObject([{ code: 'feed-dates', message: expect.stringContaining('2') }]);
    expect(first(text).published).toBeUndefined();
  });

  it.each([
    [rss('<author>a@b.example (Ann Author)</author>'), ['Ann Author']],
    [rss('<author>Ann Author &lt;a@b.example&gt;</author>'), ['Ann Author']],
    [rss('<dc:creator>A</dc:creator><dc:creator>B</dc:creator><dc:creator>A</dc:creator>'), ['A', 'B']],
    [rss('', '<managingEditor>e@b.example (Ed)</managingEditor>'), ['Ed']],
    [atom('<author><name>A</name><email>a@b.example</email></author>'), ['A']],
  ])('by %s', (text, authors) => {
    expect(first(text).authors).toEqual(authors);
  });

  it('take the language of the entry before that of the feed', () => {
    expect(first(rss('<dc:language>fr</dc:language>', '<language>en</language>')).language).toBe('fr');
    expect(first(rss('', '<language>klingon-x</language>')).language).toBeUndefined();
  });
});

describe('character sets', () => {
  const latin = Buffer.from(
    '<?xml version="1.0" encoding="koi8-r"?><rss><item><title>\xe9t\xe9</title></item></rss>',
    'latin1',
  );
  const titled = (bytes: Uint8Array, contentType?: string) =>
    parseFeed(bytes, { address: ADDRESS, charset: charsetIn(contentType) }).entries[0]?.title;

  it('come from the header before the declaration', () => {
    expect(titled(latin, 'text/xml; charset="ISO-8859-1"')).toBe('été');
    expect(titled(latin)).toBe('ИtИ');
  });

  it('come from the bytes where they show it', () => {
    expect(
      titled(Buffer.from('\ufeff<rss><item><title>été</title></item></rss>', 'utf16le'), 'text/xml; charset=utf-8'),
    ).toBe('été');
    expect(titled(Buffer.from('<rss><item><title>été</title></item></rss>'), 'text/xml; charset=iso-8859-1')).toBe(
      'été',
    );
  });
});

describe('hostile feeds', () => {
  const sound = [
    rss('<title>One</title><link>https://a.example/</link><description>&lt;p&gt;text&lt;/p&gt;</description>'),
    atom('<id>1</id><title type="xhtml"><div>x</div></title><updated>2012-05-22T00:00:00Z</updated>'),
    '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE rss [<!ENTITY a "b">]><rss><item><![CDATA[x]]>&a;</item></rss>',
    '{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","content_html":"<p>x</p>"}]}',
  ];

  it('never do more than fail', () => {
    const change = fc.record({
      at: fc.nat(400),
      drop: fc.nat(40),
      insert: fc.oneof(
        fc.string({ maxLength: 8 }),
        fc.constantFrom('<item>', '</channel>', '<![CDATA[', '&#x', '"', '<!--', ']]>', '\0'),
      ),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...sound),
        fc.array(change, { maxLength: 6 }),
        fc.nat(500),
        (text, changes, length) => {
          let changed = text;
          for (const { at, drop, insert } of changes)
            changed = changed.slice(0, at) + insert + changed.slice(at + drop);
          try {
            for (const { published, link } of read(changed.slice(0, length)).entries) {
              expect(published ?? '2000-01-01').toMatch(/^\d{4}-\d\d-\d\d/);
              expect(link ?? 'https://').toMatch(/^https?:\/\//);
            }
          } catch (error) {
            expect(error).toBeInstanceOf(Unreadable);
          }
        },
      ),
      { numRuns: propertyRuns(3000) },
    );
  });

  it('of any bytes never do more than fail', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.constantFrom('', 'text/xml; charset=utf-7', 'x; charset=koi8-r'),
        (bytes, type) => {
          try {
            parseFeed(bytes, { address: ADDRESS, charset: charsetIn(type) });
          } catch (error) {
            expect(error).toBeInstanceOf(Unreadable);
          }
        },
      ),
      { numRuns: propertyRuns(2000) },
    );
  });

  it('with too many entries give the first ones', () => {
    const feed = read(`<rss>${'<item/>'.repeat(6000)}</rss>`);
    expect(feed.entries).toHaveLength(5000);
    expect(feed.findings).toMatchObject([{ code: 'feed-too-many-entries' }]);
  });

  it('with deep content give what lies above', () => {
    const deep = `${'<div>'.repeat(1000)}x${'</div>'.repeat(1000)}`;
    expect(first(atom(`<title>t</title><content type="xhtml">${deep}</content>`)).title).toBe('t');
    expect(first(rss(`<title>${deep.replaceAll('<', '&lt;')}</title>`)).title ?? '').not.toContain('div');
  });

  it.each([
    [
      'comments without an end',
      (times: number) => rss(`<description><![CDATA[${'<!--'.repeat(times)}]]></description>`),
    ],
    ['tags without an end', (times: number) => rss(`<title><![CDATA[${'<a '.repeat(times)}]]></title>`)],
    ['blank lines', (times: number) => rss(`<description>${'\n \t'.repeat(times)}x</description>`)],
    ['references', (times: number) => rss(`<description>${'&amp;#x'.repeat(times)}</description>`)],
    ['deep elements', (times: number) => `<rss>${'<a>'.repeat(190)}${'<b/>'.repeat(times)}`],
    ['fields', (times: number) => rss('<title>x</title><link>/a</link><author>b</author>'.repeat(times / 4))],
    ['one long address', (times: number) => rss(`<link>https://a.example/${'a'.repeat(times * 4)}</link>`)],
  ])('take time in line with their length for %s', (_name, text) => {
    const hostile = text(200_000);
    const began = performance.now();
    read(hostile);
    expect(performance.now() - began).toBeLessThan(3000);
  });
});
