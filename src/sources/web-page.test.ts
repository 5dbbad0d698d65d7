import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { guard, guardedSites } from '../../test/support/guarded-sites.ts';
import type { LocalSite } from '../../test/support/local-site.ts';
import { keysOf as keys, readToEnd, textOf } from '../../test/support/read-source.ts';
import type { SourceCursor } from './source.ts';
import { readWebPage } from './web-page.ts';

const { site } = guardedSites();

const readOnce = (
  sites: readonly LocalSite[],
  address: string,
  cursor: SourceCursor = {},
  options: Readonly<Record<string, unknown>> = { follow: 'links' },
) => readToEnd(readWebPage, { address, options, cursor }, { fetch: guard(sites) });

/** Addresses of articles by their numbers, as a front page has them. */
const article = (number: number) => `/2012/05/22/the-council-votes-for-the-${number}-th-time`;
const frontOf = (numbers: readonly number[]) =>
  `<main><ul>${numbers.map((at) => `<li><a href="${article(at)}?utm_source=x#y">The council votes for the ${at}-th time</a></li>`).join('')}</ul></main>`;

const codesOf = ({ reading }: Awaited<ReturnType<typeof readOnce>>) => reading.findings.map(({ code }) => code);
const numbersOf = (read: Awaited<ReturnType<typeof readOnce>>) =>
  keys(read).map((key) => Number(/(\d+)-th/.exec(key)?.[1]));
const articlesAsked = ({ asked }: LocalSite) => asked.filter((what) => what.includes('/2012/'));

/** A site with a front page that lists `front.numbers`, and the pages that it lists. */
function newspaper(front: { numbers: readonly number[] }, page?: RequestListener): RequestListener {
  return (request, response) => {
    if (request.url === '/') response.setHeader('content-type', 'text/html').end(frontOf(front.numbers));
    else if (page) page(request, response);
    else response.setHeader('content-type', 'text/html; charset=utf-8').end(`page ${request.url}`);
  };
}

describe('a web page that is watched itself', () => {
  const options = { follow: 'none' };

  it('is given again when it changed, as another edition of the same', async () => {
    let body = '<p>One</p>';
    const made = await site((_request, response) => void response.setHeader('content-type', 'text/html').end(body));
    const first = await readOnce([made], `${made.origin}/notice#top`, {}, options);
    expect(first.items).toMatchObject([{ key: `${made.origin}/notice`, mediaType: 'text/html', name: '/notice' }]);
    const again = await readOnce([made], `${made.origin}/notice`, first.reading.cursor, options);
    expect([again.items, again.reading.outcome]).toEqual([[], 'unchanged']);
    body = '<p>Two</p>';
    const third = await readOnce([made], `${made.origin}/notice`, again.reading.cursor, options);
    expect([keys(third), third.items.map(textOf)]).toEqual([keys(first), ['<p>Two</p>']]);
  });

  it('is asked for with what the site said of it', async () => {
    const made = await site((request, response) => {
      if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
      else response.writeHead(200, { etag: '"1"' }).end('x');
    });
    const { reading } = await readOnce([made], made.origin, {}, options);
    const again = await readOnce([made], made.origin, reading.cursor, options);
    expect(again).toMatchObject({ items: [], reading: { outcome: 'unchanged', cursor: reading.cursor } });
  });

  it('fails where it is not there, and where robots.txt does not want it to be read', async () => {
    const gone = await site((_request, response) => void response.writeHead(404).end());
    await expect(readOnce([gone], gone.origin, {}, options)).rejects.toMatchObject({ code: 'fetch-not-found' });
    const closed = await site(
      (_request, response) => void response.end('x'),
      (_request, response) => void response.end('User-agent: *\nDisallow: /'),
    );
    await expect(readOnce([closed], closed.origin, {}, options)).rejects.toMatchObject({ code: 'fetch-robots' });
  });

  it('tells where it has moved to for good', async () => {
    const made = await site((request, response) => {
      if (request.url === '/old') response.writeHead(301, { location: '/new' }).end();
      else response.end('x');
    });
    const read = await readOnce([made], `${made.origin}/old`, {}, options);
    expect(codesOf(read)).toEqual(['address-moved']);
  });
});

describe('a web page whose links are followed', () => {
  it('gives what it links to, each once, by the address without what counts readers', async () => {
    const front = { numbers: [2, 1] };
    const made = await site(newspaper(front));
    const first = await readOnce([made], `${made.origin}/`);
    expect(keys(first)).toEqual([`${made.origin}${article(2)}`, `${made.origin}${article(1)}`]);
    expect(first.items[0]).toMatchObject({
      address: keys(first)[0],
      mediaType: 'text/html',
      given: { charset: 'utf-8' },
    });
    front.numbers = [3, 2, 1];
    const next = await readOnce([made], `${made.origin}/`, first.reading.cursor);
    expect([numbersOf(next), next.reading.outcome]).toEqual([[3], 'items']);
    const last = await readOnce([made], `${made.origin}/`, next.reading.cursor);
    expect([keys(last), last.reading.outcome]).toEqual([[], 'unchanged']);
    expect(articlesAsked(made)).toHaveLength(3);
  });

  it('does not give again what left the page and came back', async () => {
    const front = { numbers: [1] };
    const made = await site(newspaper(front));
    const first = await readOnce([made], made.origin);
    front.numbers = [2];
    const second = await readOnce([made], made.origin, first.reading.cursor);
    front.numbers = [1, 2];
    expect(numbersOf(await readOnce([made], made.origin, second.reading.cursor))).toEqual([]);
  });

  it('leaves what is too much for the next reading, and says how much it is', async () => {
    const made = await site((request, response) => {
      if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
      else if (request.url === '/') response.writeHead(200, { etag: '"1"' }).end(frontOf([1, 2, 3, 4, 5]));
      else response.end('page');
    });
    const options = { follow: 'links', most: '2' };
    const first = await readOnce([made], made.origin, {}, options);
    expect(first.reading.findings).toMatchObject([{ code: 'links-left', message: expect.stringContaining(' 3 ') }]);
    const second = await readOnce([made], made.origin, first.reading.cursor, options);
    const third = await readOnce([made], made.origin, second.reading.cursor, options);
    expect([numbersOf(first), numbersOf(second), numbersOf(third)]).toEqual([[1, 2], [3, 4], [5]]);
    expect([third.reading.cursor['etag'], codesOf(third)]).toEqual(['"1"', []]);
    expect((await readOnce([made], made.origin, third.reading.cursor, options)).reading.outcome).toBe('unchanged');
  });

  it.each([500, 403])('tries a page again that failed with %i, and not for ever', async (status) => {
    let isUp = false;
    const made = await site(
      newspaper({ numbers: [1, 2] }, (request, response) => {
        if (request.url?.includes('-1-') && !isUp) response.writeHead(status).end();
        else response.end('page');
      }),
    );
    let { reading, ...first } = await readOnce([made], made.origin);
    expect([keys({ reading, ...first }).length, codesOf({ reading, ...first })]).toEqual([1, ['links-failed']]);
    const kept = reading.cursor;
    for (const code of ['links-failed', 'links-failed', 'links-failed', 'links-given-up']) {
      ({ reading } = await readOnce([made], made.origin, reading.cursor));
      expect(reading.findings.map((finding) => finding.code)).toEqual([code]);
    }
    isUp = true;
    expect(numbersOf(await readOnce([made], made.origin, reading.cursor))).toEqual([]);
    expect(numbersOf(await readOnce([made], made.origin, kept))).toEqual([1]);
  });

  it.each([
    [404, 'links-gone'],
    [410, 'links-gone'],
  ])('tells once of pages that answer with %i', async (status, code) => {
    const made = await site(
      newspaper({ numbers: [1, 2] }, (_request, response) => void response.writeHead(status).end()),
    );
    const first = await readOnce([made], made.origin);
    expect([keys(first), codesOf(first)]).toEqual([[], [code]]);
    expect(codesOf(await readOnce([made], made.origin, first.reading.cursor))).toEqual([]);
    expect(articlesAsked(made)).toHaveLength(2);
  });

  it('stops where the site asks to be left alone, and comes back then', async () => {
    let isBusy = true;
    const made = await site(
      newspaper({ numbers: [1, 2, 3] }, (request, response) => {
        if (isBusy && request.url?.includes('-2-')) response.writeHead(429, { 'retry-after': '120' }).end();
        else response.end('page');
      }),
    );
    const first = await readOnce([made], made.origin);
    expect([numbersOf(first), codesOf(first), first.reading.retryAfter]).toEqual([[1], ['links-left'], 120]);
    isBusy = false;
    expect(numbersOf(await readOnce([made], made.origin, first.reading.cursor))).toEqual([2, 3]);
  });

  it('stops where pages fail one after the other, and comes back to the rest', async () => {
    const made = await site(
      newspaper({ numbers: [1, 2, 3, 4, 5] }, (_request, response) => void response.writeHead(500).end()),
    );
    const first = await readOnce([made], `${made.origin}/`);
    expect(articlesAsked(made)).toHaveLength(3);
    expect(codesOf(first)).toEqual(['links-left', 'links-failed']);
  });

  it('takes no page from which the site leads back to its front', async () => {
    const made = await site(
      newspaper({ numbers: [1] }, (_request, response) => void response.writeHead(302, { location: '/' }).end()),
    );
    const first = await readOnce([made], `${made.origin}/`);
    expect([first.items, codesOf(first)]).toEqual([[], ['links-gone']]);
  });

  it('takes the links that a selector finds, and those within an address', async () => {
    const made = await site((request, response) => {
      if (request.url === '/')
        response.end('<p class="in"><a href="/a">A</a> <a href="/b/c">C</a></p><a href="/d">D</a>');
      else response.end('page');
    });
    const selected = await readOnce([made], made.origin, {}, { follow: 'links', links: '.in' });
    expect(keys(selected)).toEqual([`${made.origin}/a`, `${made.origin}/b/c`]);
    const within = await readOnce(
      [made],
      made.origin,
      {},
      { follow: 'links', links: 'a', within: `${made.origin}/b/` },
    );
    expect(keys(within)).toEqual([`${made.origin}/b/c`]);
  });

  it('looks again where other links are asked for, even if the page did not change', async () => {
    const made = await site((request, response) => {
      if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
      else if (request.url !== '/') response.end('page');
      else
        response.writeHead(200, { etag: '"1"' }).end('<p class="in"><a href="/a">A</a></p><p><a href="/b">B</a></p>');
    });
    const first = await readOnce([made], made.origin, {}, { follow: 'links', links: '.in' });
    const other = await readOnce([made], made.origin, first.reading.cursor, { follow: 'links', links: 'p' });
    expect([keys(first), keys(other)]).toEqual([[`${made.origin}/a`], [`${made.origin}/b`]]);
    const itself = await readOnce([made], made.origin, other.reading.cursor, { follow: 'none' });
    expect(keys(itself)).toEqual([`${made.origin}/`]);
  });

  it('is empty where it has no links, and says so', async () => {
    const made = await site((_request, response) => void response.end('<p>Nothing yet.</p>'));
    const read = await readOnce([made], made.origin);
    expect([read.reading.outcome, codesOf(read)]).toEqual(['empty', ['web-page-no-links']]);
  });

  it.each([
    [{ follow: 'links', links: 'a[' }, 'extract-selector'],
    [{ follow: 'everything' }, 'source-option-value'],
  ])('fails with options %j', async (options, code) => {
    const made = await site(newspaper({ numbers: [1] }));
    await expect(readOnce([made], made.origin, {}, options)).rejects.toMatchObject({ name: 'SourceFailure', code });
  });

  it('does not let a page name the machine itself', async () => {
    const secret = await site((_request, response) => void response.end('inside'));
    const made = await site((request, response) => {
      if (request.url === '/') response.writeHead(302, { location: `${secret.origin}/` }).end();
      else response.end('page');
    });
    await expect(readOnce([made], made.origin)).rejects.toMatchObject({ name: 'SourceFailure' });
    expect(secret.asked).toEqual([]);
  });

  it('keeps a cursor of some dozens of kB, whatever the page holds', async () => {
    const made = await site(newspaper({ numbers: Array.from({ length: 4000 }, (_, at) => at) }));
    const read = await readOnce([made], made.origin, {}, { follow: 'links', most: 1 });
    expect(codesOf(read)).toEqual(['web-page-many-links', 'links-left']);
    expect(JSON.stringify(read.reading.cursor).length).toBeLessThan(41_000);
  });

  it('takes a cursor that it did not write for none', async () => {
    const made = await site(newspaper({ numbers: [1] }));
    for (const cursor of [{ known: 7, etag: {} }, { known: '!!' }, { other: 'x' }]) {
      expect(numbersOf(await readOnce([made], made.origin, cursor))).toEqual([1]);
    }
  });
});
