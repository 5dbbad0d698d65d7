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

  it('has no lists of links beside it, but those inside the page, and a list that is the text', () => {
    const links = '<li><a href="/x">Something that many read</a>'.repeat(6);
    const contents = '<li><a href="#x">Of the contents</a>'.repeat(6);
    const long = `<p>${prose}</p>`.repeat(3);
    const around = (text: string) => `<body><nav>Home</nav><main>${text}</main></body>`;
    const { text } = read(
      around(`<ol>${contents}</ol>${long}<p>By <a href="/n">A. Name</a>.</p><div><h3>More</h3><ul>${links}</ul></div>`),
    );
    expect(text).toContain('Of the contents');
    expect(text).toContain('By A. Name.');
    expect(text).not.toContain('Something that many read');
    expect(read(around(`<p>Releases</p><ul>${links}</ul>`)).text).toContain('Something that many read');
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

describe('what else a page says of itself', () => {
  const head = (more: string, body = '<p>x') => read(`<html><head>${more}</head><body>${body || 'x'}</body></html>`);

  it.each([
    ['<meta name="author" content="By A. Name">', '', 'A. Name'],
    ['<meta name="DC.creator" content="One"><meta name="DC.creator" content="Two">', '', 'One; Two'],
    [
      '<script type="application/ld+json">{"headline":"x","author":[{"name":"One"},{"name":"Two"}]}</script>',
      '',
      'One, Two',
    ],
    ['<meta property="article:author" content="https://example.org/name">', '<a rel="author">Par Un Nom</a>', 'Un Nom'],
    ['', '<div class="byline">By A. Name | The Site</div><div class="byline">Other</div>', 'A. Name'],
    ['', '<div class="byline">May 22, 2012</div>', undefined],
    ['', `<div class="author">${'word '.repeat(30)}</div>`, undefined],
  ])('is its byline in %s %s', (more, body, byline) => {
    expect(head(more, body).byline).toBe(byline);
  });

  it.each([
    ['<meta property="article:modified_time" content="2012-05-22T23:30:00-05:00">', '2012-05-23'],
    ['<script type="application/ld+json">{"dateModified":"2012-05-22"}</script>', '2012-05-22'],
    ['<meta name="date" content="2012-05-22">', undefined],
  ])('is the day of its last change in %s', (more, updated) => {
    expect(head(more).updated).toBe(updated);
  });

  it('is its canonical address, from where it was found', () => {
    const at = (more: string, address?: string) =>
      htmlDocument(`<html><head>${more}</head><body>x`, { path: 'a', address });
    expect(at('<link rel="canonical" href="/b#c">', 'https://example.org/a?d=e').address).toBe('https://example.org/b');
    expect(at('<meta property="og:url" content="https://example.org/b">').address).toBe('https://example.org/b');
    expect(at('', 'https://example.org/a').address).toBe('https://example.org/a');
    expect(at('<link rel="canonical" href="javascript:x()">').address).toBeUndefined();
    expect(at('<link rel="canonical" href="/b">').address).toBeUndefined();
  });

  it('is its language in other places', () => {
    expect(head('<meta http-equiv="Content-Language" content="fr">').lang).toBe('fr');
    expect(head('<meta property="og:locale" content="fr_FR">').lang).toBe('fr');
  });

  it('is its title, without the name of the site', () => {
    const site = '<meta property="og:site_name" content="The Site">';
    expect(head(`${site}<title>A title – The Site</title>`).title).toBe('A title');
    expect(head(`${site}<title>One – Two</title>`).title).toBe('One – Two');
    expect(head('<title>Superbugs: what they are and how you get them</title>', '<h1>Health Center</h1>x').title).toBe(
      'Superbugs: what they are and how you get them',
    );
  });
});

describe('the tables of a page', () => {
  it('of data are one portion, with a line for each row', () => {
    const page = '<table><caption>C</caption><tr><th>a<th>b<tr><td>1<td><p>2</p><tr><td><td></table>';
    expect(read(page)).toMatchObject({
      text: 'C\n\na\tb\n1\t2',
      portions: [
        { kind: 'caption', start: 0, end: 1 },
        { kind: 'table', start: 3, end: 10 },
      ],
    });
  });

  it('that lay out the page are its paragraphs', () => {
    const page = '<table><tr><td><p>One<p>two</td><td><h2>Three</h2></td></tr></table>';
    expect(read(page).portions?.map(({ kind }) => kind)).toEqual(['paragraph', 'paragraph', 'heading']);
    expect(read('<table><tr><td><table><tr><td>x<td>y</table></table>').text).toBe('x\ty');
  });
});
