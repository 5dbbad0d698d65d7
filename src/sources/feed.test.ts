import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { guard, guardedSites } from '../../test/support/guarded-sites.ts';
import { keysOf as keys, readToEnd, textOf } from '../../test/support/read-source.ts';
import { readFeed } from './feed.ts';
import type { SourceCursor } from './source.ts';

const { site } = guardedSites();

interface Entry {
  readonly id: string;
  readonly text?: string;
  readonly link?: string;
}

const feedOf = (entries: readonly Entry[], more = '') =>
  `<rss><channel><title>News</title>${more}${entries
    .map(({ id, text, link }) => {
      const body = `<title>T ${id}</title><description>${text ?? 'x'}</description>`;
      return `<item><guid isPermaLink="false">${id}</guid>${link === undefined ? '' : `<link>${link}</link>`}${body}</item>`;
    })
    .join('')}</channel></rss>`;

const readOnce = (
  fetch: ReturnType<typeof guard>,
  address: string,
  cursor: SourceCursor = {},
  options: Readonly<Record<string, unknown>> = {},
) => readToEnd(readFeed, { address, options, cursor }, { fetch });

describe('readFeed', () => {
  it('gives each entry as a page with what the feed says of it', async () => {
    const feed = `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><entry><id>urn:1</id><title>Été &amp; hiver</title>
      <link href="/1#part"/><published>2012-05-22T10:00:00+02:00</published><updated>2012-05-23T00:00:00Z</updated>
      <author><name>A. Writer</name></author><content type="html">&lt;p&gt;Corps.&lt;/p&gt;</content></entry></feed>`;
    const made = await site((_request, response) => void response.end(feed));
    const { items, reading } = await readOnce(guard([made]), `${made.origin}/feed`);
    expect(items).toMatchObject([
      {
        key: 'urn:1',
        address: `${made.origin}/1`,
        mediaType: 'text/html',
        name: 'entry.html',
        given: {
          title: 'Été & hiver',
          published: '2012-05-22T08:00:00Z',
          updated: '2012-05-23T00:00:00Z',
          language: 'fr',
          byline: 'A. Writer',
        },
      },
    ]);
    expect(textOf(items[0]!)).toContain('<title>Été &amp; hiver</title>');
    expect(textOf(items[0]!)).toContain('<p>Corps.</p>');
    expect(reading).toMatchObject({ outcome: 'items', findings: [] });
  });

  it('gives new and changed entries, and no entry twice', async () => {
    let entries: Entry[] = [{ id: 'a' }, { id: 'b' }];
    const made = await site((_request, response) => void response.end(feedOf(entries)));
    const fetch = guard([made]);
    const first = await readOnce(fetch, made.origin);
    expect(keys(first)).toEqual(['a', 'b']);
    const again = await readOnce(fetch, made.origin, first.reading.cursor);
    expect([keys(again), again.reading.outcome]).toEqual([[], 'unchanged']);
    entries = [{ id: 'c' }, { id: 'a', text: 'corrected' }];
    const third = await readOnce(fetch, made.origin, again.reading.cursor);
    expect(keys(third)).toEqual(['c', 'a']);
    expect(textOf(third.items[1]!)).toContain('corrected');
    // What left the feed and comes back is not new.
    entries = [{ id: 'b' }, { id: 'c' }];
    expect(keys(await readOnce(fetch, made.origin, third.reading.cursor))).toEqual([]);
  });

  it('gives the same again when the reading was thrown away', async () => {
    const made = await site((_request, response) => void response.end(feedOf([{ id: 'a' }])));
    const one = await readOnce(guard([made]), made.origin);
    const other = await readOnce(guard([made]), made.origin);
    expect(other.items).toEqual(one.items);
  });

  it('asks only for what changed', async () => {
    const made = await site((request, response) => {
      if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
      else response.writeHead(200, { etag: '"1"', 'last-modified': 'then' }).end(feedOf([{ id: 'a' }]));
    });
    const { reading } = await readOnce(guard([made]), made.origin);
    expect(reading.cursor).toMatchObject({ etag: '"1"', lastModified: 'then' });
    const again = await readOnce(guard([made]), made.origin, reading.cursor);
    expect(again).toMatchObject({ items: [], reading: { outcome: 'unchanged', cursor: reading.cursor } });
  });

  it('tells an empty feed from one without news, and says when to come back', async () => {
    const made = await site((_request, response) => void response.end(feedOf([], '<ttl>90</ttl>')));
    expect((await readOnce(guard([made]), made.origin)).reading).toMatchObject({ outcome: 'empty', retryAfter: 5400 });
  });

  it.each([
    ['is cut off in its first entry', '<rss><channel><item><title>T', 'feed-cut-short'],
    ['lists what are no entries', '{"version":"https://jsonfeed.org/version/1.1","items":["a",7]}', 'feed-bad-entries'],
  ])('holds no feed for empty that %s', async (_what, feed, code) => {
    const made = await site((_request, response) => void response.end(feed));
    const { items, reading } = await readOnce(guard([made]), made.origin);
    expect([items, reading.outcome]).toEqual([[], 'unchanged']);
    expect(reading.findings.map((finding) => finding.code)).toEqual([code]);
  });

  it('tells that a feed has moved for good', async () => {
    const made = await site((request, response) => {
      if (request.url === '/old') response.writeHead(301, { location: '/new' }).end();
      else response.end(feedOf([{ id: 'a' }]));
    });
    const { reading } = await readOnce(guard([made]), `${made.origin}/old`);
    expect(reading.findings).toMatchObject([
      { code: 'address-moved', message: expect.stringContaining(`${made.origin}/new`) },
    ]);
  });

  it('reads a feed again that broke off, even if the site says that it is the same', async () => {
    const whole = feedOf([{ id: 'a' }, { id: 'b' }]);
    let body = whole.slice(0, -40);
    const made = await site((_request, response) => void response.writeHead(200, { etag: '"1"' }).end(body));
    const first = await readOnce(guard([made]), made.origin);
    expect([keys(first), first.reading.findings[0]?.code]).toEqual([['a'], 'feed-cut-short']);
    expect(first.reading.cursor).not.toHaveProperty('etag');
    body = whole;
    expect(keys(await readOnce(guard([made]), made.origin, first.reading.cursor))).toEqual(['b']);
  });

  it('keeps a cursor of a few kB, whatever the feed holds', async () => {
    const entries = Array.from({ length: 800 }, (_, index) => ({ id: `entry ${index}` }));
    const made = await site((_request, response) => void response.end(feedOf(entries)));
    const first = await readOnce(guard([made]), made.origin);
    expect(first.items).toHaveLength(500);
    expect(first.reading.findings).toMatchObject([{ code: 'feed-too-many-entries' }]);
    expect(JSON.stringify(first.reading.cursor).length).toBeLessThan(7_000);
    expect(keys(await readOnce(guard([made]), made.origin, first.reading.cursor))).toEqual([]);
  });

  it('tells entries apart that have one id, and gives one once that is there twice', async () => {
    const entries = [
      { id: 'same', link: '/1' },
      { id: 'same', link: '/2' },
      { id: 'same', link: '/2' },
      { id: 'same' },
    ];
    const made = await site((_request, response) => void response.end(feedOf(entries)));
    expect(keys(await readOnce(guard([made]), made.origin))).toEqual(['same', `${made.origin}/2`]);
  });

  it('takes a cursor that it did not write for none', async () => {
    const made = await site((_request, response) => void response.end(feedOf([{ id: 'a' }])));
    for (const cursor of [{ given: 7, etag: {} }, { given: '!!' }, { other: 'x' }]) {
      expect(keys(await readOnce(guard([made]), made.origin, cursor))).toEqual(['a']);
    }
  });

  it.each([
    [404, '', 'fetch-not-found'],
    [200, '<html></html>', 'feed-none'],
    [200, '', 'feed-empty'],
  ])('fails with %i and %j: %s', async (status, body, code) => {
    const made = await site((_request, response) => void response.writeHead(status).end(body));
    await expect(readOnce(guard([made]), made.origin)).rejects.toMatchObject({ name: 'SourceFailure', code });
  });

  it('reads a feed where robots.txt sends all away, but not where it sends us away', async () => {
    const robots =
      (agent: string): RequestListener =>
      (_request, response) =>
        void response.end(`User-agent: ${agent}\nDisallow: /`);
    const feed: RequestListener = (_request, response) => void response.end(feedOf([{ id: 'a' }]));
    const forAll = await site(feed, robots('*'));
    expect(keys(await readOnce(guard([forAll]), forAll.origin))).toEqual(['a']);
    const forUs = await site(feed, robots('Vigie'));
    await expect(readOnce(guard([forUs]), forUs.origin)).rejects.toMatchObject({ code: 'fetch-robots' });
  });
});

describe('the option follow', () => {
  const long = 'word '.repeat(300);
  const entries = [
    { id: 'long', text: long, link: '/long' },
    { id: 'short', text: 'teaser', link: '/short' },
    { id: 'nowhere', text: 'teaser' },
  ];
  const withPages = (page: RequestListener): RequestListener => {
    return (request, response) => {
      if (request.url === '/') response.writeHead(200, { etag: '"1"' }).end(feedOf(entries));
      else page(request, response);
    };
  };
  const page: RequestListener = (request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=koi8-r' }).end(`page ${request.url}`);
  };

  it.each([
    ['never', []],
    ['when-short', ['GET /short']],
    ['always', ['GET /long', 'GET /short']],
  ])('%s', async (follow, asked) => {
    const made = await site(withPages(page));
    const read = await readOnce(guard([made]), made.origin, {}, { follow });
    expect(keys(read)).toEqual(['long', 'short', 'nowhere']);
    expect(made.asked.filter((what) => !/GET \/(?:robots\.txt)?$/.test(what))).toEqual(asked);
    const followed = read.items.filter((item) => textOf(item).startsWith('page /'));
    expect(followed.map(({ given }) => given.charset)).toEqual(asked.map(() => 'koi8-r'));
  });

  it('gives the entry for now where its page cannot be had, and the page when it can', async () => {
    let isUp = false;
    const made = await site(
      withPages((request, response) => {
        if (isUp) page(request, response);
        else response.writeHead(500).end();
      }),
    );
    const options = { follow: 'when-short' };
    const first = await readOnce(guard([made]), made.origin, {}, options);
    expect(keys(first)).toEqual(['long', 'short', 'nowhere']);
    expect(first.reading.findings).toMatchObject([{ code: 'feed-pages-pending' }]);
    expect(first.reading.cursor).not.toHaveProperty('etag');
    const still = await readOnce(guard([made]), made.origin, first.reading.cursor, options);
    expect(keys(still)).toEqual([]);
    isUp = true;
    const then = await readOnce(guard([made]), made.origin, still.reading.cursor, options);
    expect(then.items.map(textOf)).toEqual(['page /short']);
    expect(then.reading).toMatchObject({ findings: [], cursor: { etag: '"1"' } });
  });

  it('obeys robots.txt for pages, and gives the entry instead', async () => {
    const made = await site(
      withPages(page),
      (_request, response) => void response.end('User-agent: *\nDisallow: /short'),
    );
    const read = await readOnce(guard([made]), made.origin, {}, { follow: 'when-short' });
    expect(textOf(read.items[1]!)).toContain('teaser');
    expect(read.reading.findings).toMatchObject([{ code: 'feed-pages-refused' }]);
    expect(made.asked).not.toContain('GET /short');
  });

  it('does not let a feed name the machine itself', async () => {
    const secret = await site((_request, response) => void response.end('inside'));
    const made = await site((_request, response) => {
      response.end(feedOf([{ id: 'a', text: 'teaser', link: `${secret.origin}/admin` }]));
    });
    const fetch = guard([made]);
    const namedBy: (string | undefined)[] = [];
    const noting: typeof fetch = (address, request) => {
      namedBy.push(request?.namedBy);
      return fetch(address, request);
    };
    const read = await readOnce(noting, made.origin, {}, { follow: 'always' });
    expect(textOf(read.items[0]!)).toContain('teaser');
    expect(secret.asked).toEqual([]);
    // The guard refuses one's own hosts to whatever a source of the world names.
    expect(namedBy).toEqual([undefined, `${made.origin}/`]);
  });

  it('is refused where it is something else', async () => {
    await expect(readOnce(guard([]), 'https://a.example/', {}, { follow: 'sometimes' })).rejects.toMatchObject({
      code: 'feed-options',
    });
  });

  it('fetches so many pages in one reading, and the others in the next', async () => {
    const many = Array.from({ length: 60 }, (_, index) => ({ id: `${index}`, link: `/${index}` }));
    const made = await site((request, response) => {
      if (request.url === '/') response.end(feedOf(many));
      else page(request, response);
    });
    const options = { follow: 'always' };
    const first = await readOnce(guard([made]), made.origin, {}, options);
    const next = await readOnce(guard([made]), made.origin, first.reading.cursor, options);
    expect([first.items.length, next.items.length]).toEqual([60, 10]);
    expect([...first.items, ...next.items].filter((item) => textOf(item).startsWith('page'))).toHaveLength(60);
  });
});
