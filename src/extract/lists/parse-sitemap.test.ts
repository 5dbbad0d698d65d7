import { describe, expect, it } from 'vitest';
import { MOST_IN_SITEMAP, parseSitemap } from './parse-sitemap.ts';

const parse = (text: string) => parseSitemap(Buffer.from(text), {});
const urlset = (inside: string) =>
  `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${inside}</urlset>`;

describe('a sitemap', () => {
  it('lists pages with the time of their last change', () => {
    const text =
      urlset(`<url><loc> https://a.example/1?a=1&amp;b=2#x </loc><lastmod>2012-05-22T10:00:00+02:00</lastmod></url>
      <url><loc>https://a.example/2</loc><lastmod>2012-05-22</lastmod><priority>0.5</priority></url>
      <url><loc>https://a.example/3</loc></url>`);
    expect(parse(text)).toEqual({
      kind: 'pages',
      links: [
        {
          address: 'https://a.example/1?a=1&b=2',
          state: '2012-05-22T10:00:00+02:00',
          time: Date.parse('2012-05-22T08:00:00Z'),
          given: { updated: '2012-05-22T08:00:00Z' },
        },
        {
          address: 'https://a.example/2',
          state: '2012-05-22',
          time: Date.parse('2012-05-22T00:00:00Z'),
          given: { updated: '2012-05-22' },
        },
        { address: 'https://a.example/3', state: '', given: {} },
      ],
      isCut: false,
      unusable: 0,
    });
  });

  it('says of news when it was published, its title and its language, under whatever prefix', () => {
    const news = `<n:news xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><n:publication><n:name>Gazette</n:name>
      <n:language>fr</n:language></n:publication><n:publication_date>2012-05-22T10:00Z</n:publication_date>
      <n:title>Le conseil &amp; le pont</n:title></n:news>`;
    const [link] = parse(urlset(`<url><loc>https://a.example/1</loc>${news}</url>`)).links;
    expect(link).toMatchObject({
      state: '2012-05-22T10:00:00Z',
      time: Date.parse('2012-05-22T10:00:00Z'),
      given: { published: '2012-05-22T10:00:00Z', title: 'Le conseil & le pont', language: 'fr' },
    });
  });

  it('lists other sitemaps', () => {
    const text =
      '<s:sitemapindex xmlns:s="x"><s:sitemap><s:loc>https://a.example/1.xml.gz</s:loc></s:sitemap></s:sitemapindex>';
    expect(parse(text)).toMatchObject({ kind: 'index', links: [{ address: 'https://a.example/1.xml.gz' }] });
  });

  it('may be addresses line by line', () => {
    const text = '\ufeffhttps://a.example/1\r\nhttps://a.example/2\n\nhttps://a.example/1\nno address\n';
    const { links, unusable } = parse(text);
    expect([links.map(({ address }) => address), unusable]).toEqual([
      ['https://a.example/1', 'https://a.example/2'],
      1,
    ]);
  });

  it('that breaks off gives what is complete before that place', () => {
    const text = urlset('<url><loc>https://a.example/1</loc></url><url><loc>https://a.example/2').replace(
      '</urlset>',
      '',
    );
    expect(parse(text)).toMatchObject({ isCut: true, links: [{ address: 'https://a.example/1' }] });
  });

  it('counts what has no address of the web', () => {
    const text = urlset('<url><loc>javascript:alert(1)</loc></url><url/><url><loc>ftp://a.example/</loc></url>');
    expect(parse(text)).toMatchObject({ links: [], unusable: 3 });
  });

  it('of more addresses than there may be gives the first ones', () => {
    const lines = Array.from({ length: MOST_IN_SITEMAP + 10 }, (_, at) => `https://a.example/${at}`).join('\n');
    const { links, isCut } = parse(lines);
    expect([links.length, isCut]).toEqual([MOST_IN_SITEMAP, true]);
  });

  it('as large as one may be is read whole', () => {
    const entries = Array.from(
      { length: MOST_IN_SITEMAP },
      (_, at) =>
        `<url><loc>https://a.example/${at}</loc><lastmod>2012-05-22</lastmod><changefreq>daily</changefreq><priority>0.5</priority></url>`,
    );
    expect(parse(urlset(entries.join('\n')))).toMatchObject({ links: { length: MOST_IN_SITEMAP }, isCut: false });
  });

  it.each([
    ['<html><body>Not found</body></html>', 'no sitemap'],
    ['<rss><channel/></rss>', 'a feed'],
    ['Not found', 'no sitemap'],
    ['', 'no sitemap'],
  ])('is none in %j', (text, words) => {
    const failure = expect.objectContaining({ code: 'sitemap-none', message: expect.stringContaining(words) });
    expect(() => parse(text)).toThrow(failure);
  });
});
