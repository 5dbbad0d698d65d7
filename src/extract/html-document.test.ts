import { describe, expect, it } from 'vitest';
import { htmlDocument } from './html-document.ts';

const read = (markup: string, path = 'a.html') => htmlDocument(markup, { path });
const prose = 'This sentence is one of many that make the text of the page long enough. '.repeat(12).trim();

describe('the text of a page', () => {
  it('keeps blocks apart, cells in a line, and drops what is not read', () => {
    const page = `<body><p>One <b>bold</b>
      word.<p>Two<br>lines<br><br>three<ul><li>a<li>b</ul><table><tr><td>x</td><td>y</td></tr></table>
      <script>no()</script><style>no</style><p hidden>no</p><p style="display: none">no</p><pre>
  kept
    so</pre>`;
    expect(read(page).text).toBe('One bold word.\n\nTwo\nlines\n\nthree\n\na\n\nb\n\nx\ty\n\n  kept\n    so');
  });

  it('is all of a page that has neither navigation nor links', () => {
    expect(read('<html><body><h1>T</h1><h2>Lead</h2><p>Short.</p></body></html>')).toMatchObject({
      title: 'T',
      text: 'Lead\n\nShort.',
    });
  });

  it('is the container that holds most of the page', () => {
    const page = `<body><nav>Home Shop</nav><main><p>${prose}</p><div class="share">Share</div></main><footer>(c)</footer></body>`;
    expect(read(page).text).toBe(prose);
  });

  it('is the main text where no container holds most of the page', () => {
    const links = '<li><a href="#">Elsewhere on this site</a></li>'.repeat(20);
    const page = `<body><article>Teaser</article><div class="menu"><ul>${links}</ul></div><div id="content"><p>${prose}</p><p>${prose}</p></div></body>`;
    const { text } = read(page);
    expect(text).toContain(prose);
    expect(text).not.toContain('Elsewhere');
  });

  it('is the whole body where the main text would be a small part of it', () => {
    const nested = `<div><p>${prose}</p>`.repeat(60);
    expect(read(`<body><nav>Home</nav>${nested}`).text.split(prose)).toHaveLength(61);
  });

  it('is the whole body where nothing stands out', () => {
    expect(read('<header>Site</header><p>Short.</p>').text).toContain('Short.');
  });

  it('is found in pages without html, head and body', () => {
    expect(read('<title>T</title><p>a</p><p>b</p>')).toMatchObject({ title: 'T', text: 'a\n\nb' });
    expect(read('<p>stray<html lang=fr><p>text').text).toBe('stray\n\ntext');
    expect(read('just words').text).toBe('just words');
  });

  it('must be there', () => {
    expect(() => read('<html><body><script>x</script></body></html>')).toThrow('no text');
    expect(() => read('')).toThrow('no text');
  });
});

describe('the title of a page', () => {
  it('is the stated one, else the only first heading, else the title element', () => {
    const head = (more: string) => `<head>${more}<title>Name of the site</title></head>`;
    const body = '<body><h1>Heading</h1><p>x</p></body>';
    expect(read(`<html>${head('<meta property="og:title" content="Stated">')}${body}`).title).toBe('Stated');
    expect(read(`<html>${head('')}${body}`).title).toBe('Heading');
    expect(read(`<html>${head('')}<body><h1>A</h1><h1>B</h1></body>`).title).toBe('Name of the site');
    expect(read(`<html>${head('')}<body><h1><a href="/">Site</a></h1>x</body>`).title).toBe('Name of the site');
  });
});

describe('language and day of a page', () => {
  it.each([
    ['<meta property="article:published_time" content="2012-05-22T23:30:00-05:00">', '2012-05-23'],
    ['<meta name="DC.date.issued" content="2012-05-22">', '2012-05-22'],
    ['<script type="application/ld+json">{"@graph":[{"datePublished":"2012-05-22"}]}</script>', '2012-05-22'],
    ['<time datetime="nonsense">x</time><time datetime="2012-05-22">x</time>', '2012-05-22'],
    ['<script type="application/ld+json">{broken</script>', '2011-01-02'],
  ])('the day is read from %s', (part, day) => {
    expect(read(`<html><head></head><body>${part}<p>2 January 2011 - x</p></body></html>`).date).toBe(day);
  });

  it('the file name comes before the prose, and after what the page states', () => {
    expect(read('<p>3 mai 2012 - x</p>', '2013-01-01-x.html').date).toBe('2013-01-01');
    expect(read('<meta name=date content=2012-02-02><p>x</p>', '2013-01-01-x.html').date).toBe('2012-02-02');
  });

  it('the language is that of the page, else the one given', () => {
    expect(read('<html lang="fr-CA"><body>x</body></html>').lang).toBe('fr');
    expect(htmlDocument('<p>x', { path: 'a', lang: 'en' }).lang).toBe('en');
    expect(read('<html lang="klingon"><body>x</body></html>').lang).toBeUndefined();
  });
});
