import { describe, expect, it } from 'vitest';
import { checkSelector, type LinksAsked, MOST_PAGE_LINKS, pageLinks } from './page-links.ts';

const LIST = 'https://gazette.example/news/';

const linksOf = (html: string, asked: Partial<LinksAsked> = {}) =>
  pageLinks(Buffer.from(html), { address: LIST, ...asked }).links;
const addressesOf = (html: string, asked: Partial<LinksAsked> = {}) =>
  linksOf(html, asked).map(({ address }) => address.replace('https://gazette.example', ''));

const FRONT = `<html><body>
<header><a href="/">Gazette</a> <a href="/news/the-long-way-home-for-a-logo/">The long way home for a logo here</a></header>
<nav><a href="/politics">Politics</a><a href="/world-news-and-analysis">World news and analysis of today</a></nav>
<main><ul class="teasers">
<li><h2><a href="2012/05/22/council-votes-on-new-bridge.html#top">The council votes on a new bridge</a></h2>
  <a href="2012/05/22/council-votes-on-new-bridge.html"><img alt="A bridge"></a>
  <span class="tags"><a href="/tag/bridges">bridges and roads in the city</a></span> <a rel="author" href="/staff/ada-example-writes-here">Ada</a></li>
<li><a href="https://www.gazette.example/news/minister-resigns-after-inquiry-report?utm_source=front">Minister resigns after report of inquiry</a></li>
<li><a href="/news/story-1234567">Rain in the north, and sun in the south</a></li>
<li><a href="https://elsewhere.example/2012/05/22/council-votes-on-new-bridge">What others say about the new bridge</a></li>
</ul><div class="pagination"><a href="?page=2">Older stories of this section</a></div></main>
<footer><a href="/about/how-we-work-and-who-we-are">How we work and who we are</a></footer></body></html>`;

describe('the links of a list page', () => {
  it('are those to articles, each once, with the longest of what they say', () => {
    expect(linksOf(FRONT)).toEqual([
      { address: `${LIST}2012/05/22/council-votes-on-new-bridge.html`, text: 'The council votes on a new bridge' },
      {
        address: 'https://www.gazette.example/news/minister-resigns-after-inquiry-report?utm_source=front',
        text: 'Minister resigns after report of inquiry',
      },
      { address: `${LIST}story-1234567`, text: 'Rain in the north, and sun in the south' },
    ]);
  });

  it('are those that a selector finds, itself or inside, whatever they look like', () => {
    expect(addressesOf(FRONT, { selector: 'nav a' })).toEqual(['/politics', '/world-news-and-analysis']);
    expect(addressesOf(FRONT, { selector: 'footer, .tags' })).toEqual([
      '/tag/bridges',
      '/about/how-we-work-and-who-we-are',
    ]);
    expect(addressesOf(FRONT, { selector: '.nothing' })).toEqual([]);
  });

  it('stay within the addresses that are asked for', () => {
    expect(addressesOf(FRONT, { within: 'https://elsewhere.example/2012/' })).toEqual([
      'https://elsewhere.example/2012/05/22/council-votes-on-new-bridge',
    ]);
    expect(addressesOf(FRONT, { selector: 'a', within: `${LIST}2012/` })).toHaveLength(1);
  });

  it('are relative to the base that the page states', () => {
    const page =
      '<base href="/en/"><main><a href="the-council-votes-again-today">The council votes again today</a></main>';
    expect(addressesOf(page)).toEqual(['/en/the-council-votes-again-today']);
  });

  it('are in other scripts, too', () => {
    const page = '<main><ul><li><a href="/2012-05/22/content_23830993.htm">老人制万根“爱心拐棍”</a></li></ul></main>';
    expect(addressesOf(page)).toEqual(['/2012-05/22/content_23830993.htm']);
  });

  it('never lead to what is no page, nor to what a program must not open', () => {
    const written = [
      'javascript:alert(1)',
      'mailto:a@b.example',
      '#top',
      'data:text/html,x',
      '',
      'http://[',
      '/a-b-c-d-e.zip',
    ];
    const page = written.map((href) => `<a href="${href}">A long line that says what happened</a>`).join('');
    expect(addressesOf(`<main>${page}</main>`)).toEqual([]);
  });

  it('are no more than so many, and how many are left out is told', () => {
    const page = Array.from({ length: MOST_PAGE_LINKS + 5 }, (_, at) => `<a href="/${at}">x</a>`).join('');
    const { links, more } = pageLinks(Buffer.from(page), { address: LIST, selector: 'a' });
    expect([links.length, more]).toEqual([MOST_PAGE_LINKS, 5]);
  });

  it.each([
    ['a selector that is none', '<p>', { selector: 'a[' }, 'extract-selector'],
    ['a selector of signs that CSS has not', '<p>', { selector: 'a:unheard-of(' }, 'extract-selector'],
    ['too many elements inside one another', '<div>'.repeat(600), {}, 'extract-too-deep'],
    ['too large a page', ' '.repeat(9 * 1024 * 1024), {}, 'extract-too-large'],
  ])('are refused for %s', (_what, html, asked, code) => {
    expect(() => linksOf(html, asked)).toThrow(expect.objectContaining({ code }));
  });

  it('say what they hold and not what a thousand links in them do', () => {
    const nested = Array.from(
      { length: 400 },
      (_, at) => `<a href="/2026/11/the-council-votes-${at}">vote ${at} `,
    ).join('');
    const { links } = pageLinks(Buffer.from(`<main>${nested}</main>`), { address: LIST });
    expect(links.length).toBeGreaterThanOrEqual(399);
    for (const { text } of links) expect(text.length).toBeLessThanOrEqual(300);
  });

  it('are not slow to find on a page that is made to be slow', () => {
    const nested = `${'<a href="/the-council-votes-again-today">word '.repeat(400)}${'</a>'.repeat(400)}`;
    expect(addressesOf(`<main>${nested.repeat(4)}</main>`)).toEqual(['/the-council-votes-again-today']);
  });
});

describe('a selector', () => {
  it('is checked without a page', () => {
    expect(() => checkSelector('main > .teaser a[href^="/news"]')).not.toThrow();
    expect(() => checkSelector('main >> a')).toThrow(expect.objectContaining({ code: 'extract-selector' }));
  });
});
