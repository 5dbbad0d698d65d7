import { describe, expect, it } from 'vitest';
import { AGENT, guard, guardedSites } from '../../../test/support/guarded-sites.ts';

const { site, rawSite } = guardedSites();
const textOf = ({ bytes }: { bytes: Uint8Array }) => Buffer.from(bytes).toString();
const failing = (code: string) => expect.objectContaining({ name: 'SourceFailure', code });

describe('a guarded fetch', () => {
  it('gives body, type, charset, validators and final address, and says who asks', async () => {
    let headers: unknown;
    const made = await site((request, response) => {
      headers = request.headers;
      response.writeHead(200, {
        'content-type': 'Text/HTML; Charset="ISO-8859-15"',
        etag: '"1"',
        'last-modified': 'x',
      });
      response.end('hello');
    });
    const fetched = await guard([made])(`${made.origin}/page?a=1#part`, { accept: 'text/html' });
    expect(textOf(fetched)).toBe('hello');
    expect(fetched).toMatchObject({ status: 200, mediaType: 'text/html', charset: 'ISO-8859-15', movedTo: undefined });
    expect(fetched.address).toBe(`${made.origin}/page?a=1`);
    expect(fetched.validators).toEqual({ etag: '"1"', lastModified: 'x' });
    expect(headers).toMatchObject({ 'user-agent': AGENT, accept: 'text/html', 'accept-encoding': 'gzip, deflate, br' });
    expect(headers).not.toHaveProperty('cookie');
  });

  it('asks only for what changed, and tells that nothing did', async () => {
    const made = await site((request, response) => {
      const { 'if-none-match': tag, 'if-modified-since': since } = request.headers;
      response.writeHead(tag === '"1"' && since === 'x' ? 304 : 200).end();
    });
    const validators = { etag: '"1"', lastModified: 'x' };
    expect(await guard([made])(made.origin, { validators })).toMatchObject({ status: 304, bytes: new Uint8Array() });
    const always = await site((_request, response) => void response.writeHead(304).end());
    await expect(guard([always])(always.origin)).rejects.toEqual(failing('fetch-status'));
  });

  it.each([
    [400, 'fetch-status'],
    [401, 'fetch-forbidden'],
    [403, 'fetch-forbidden'],
    [404, 'fetch-not-found'],
    [410, 'fetch-gone'],
    [429, 'fetch-retry-later'],
    [451, 'fetch-forbidden'],
    [500, 'fetch-server-error'],
    [503, 'fetch-retry-later'],
  ])('tells what %i means, and nothing of the body', async (status, code) => {
    const made = await site((_request, response) => {
      response.writeHead(status, { 'retry-after': '120' }).end('SECRET');
    });
    const failure = await guard([made])(made.origin).catch((error: unknown) => error as Error);
    expect(failure).toEqual(failing(code));
    expect(failure).toMatchObject({ retryAfter: 120 });
    expect(JSON.stringify([failure, (failure as Error).message])).not.toContain('SECRET');
  });

  it('leaves a host alone for as long as it asks', async () => {
    let now = Date.parse('2026-11-29T12:00:00Z');
    const made = await site((_request, response) => {
      response.writeHead(503, { 'retry-after': 'Sun, 29 Nov 2026 12:02:00 GMT' }).end();
    });
    const fetch = guard([made], {}, { now: () => now });
    await expect(fetch(made.origin)).rejects.toMatchObject({ code: 'fetch-retry-later', retryAfter: 120 });
    now += 60_000;
    await expect(fetch(made.origin)).rejects.toMatchObject({ code: 'fetch-retry-later', retryAfter: 60 });
    expect(made.asked).toEqual(['GET /robots.txt', 'GET /']);
  });

  it('sends a body, and headers of the caller, but never another name', async () => {
    let sent = '';
    const made = await site((request, response) => {
      request.on('data', (chunk: Buffer) => (sent += chunk.toString()));
      request.on('end', () =>
        response.end(`${request.headers['user-agent']} ${request.headers['content-type']} ${request.headers.host}`),
      );
    });
    const headers = { 'Content-Type': 'application/json', 'User-Agent': 'Mozilla', Host: 'inside.example' };
    const fetched = await guard([made])(made.origin, { method: 'POST', body: '{}', headers });
    expect([sent, textOf(fetched)]).toEqual(['{}', `${AGENT} application/json ${made.place}`]);
  });

  it('stops when it is told to, with the reason that was given', async () => {
    const made = await site(() => {});
    const stop = new AbortController();
    const fetched = guard([made])(made.origin, { signal: stop.signal });
    setTimeout(() => stop.abort(new Error('enough')), 50);
    await expect(fetched).rejects.toThrow('enough');
  });
});

describe('limits', () => {
  it('hold for the bytes on the wire, also where no length is told', async () => {
    const made = await site((_request, response) => {
      const more = () => {
        if (!response.destroyed && response.write(Buffer.alloc(65_536))) setImmediate(more);
        else response.once('drain', more);
      };
      more();
    });
    const fetched = guard([made], { limits: { wireBytes: 200_000 } })(made.origin);
    await expect(fetched).rejects.toEqual(failing('fetch-too-large'));
  });

  it('let headers be as large as they are set, and no larger', async () => {
    const made = await site(
      (_request, response) => void response.writeHead(200, { 'x-long': 'a'.repeat(14_000) }).end(),
    );
    expect(await guard([made])(made.origin)).toMatchObject({ status: 200 });
    const fetched = guard([made], { limits: { headerBytes: 4_000 } })(made.origin);
    await expect(fetched).rejects.toEqual(failing('fetch-headers-too-large'));
  });

  it('hold for headers', async () => {
    const made = await rawSite((socket) => {
      const more = () => {
        if (!socket.destroyed && socket.write(`x-${'a'.repeat(1000)}: b\r\n`)) setImmediate(more);
        else socket.once('drain', more);
      };
      socket.write('HTTP/1.1 200 OK\r\n');
      more();
    });
    await expect(guard([made])(made.origin)).rejects.toEqual(failing('fetch-headers-too-large'));
  });

  it.each([
    ['says nothing', () => {}],
    [
      'sends one byte of its headers at a time',
      (socket: { write(data: string): unknown; destroyed: boolean }) => {
        socket.write('HTTP/1.1 200 OK\r\nx: ');
        const drip = setInterval(() => (socket.destroyed ? clearInterval(drip) : socket.write('a')), 20);
      },
    ],
    [
      'answers 100 for ever',
      (socket: { write(data: string): unknown; destroyed: boolean }) => {
        const drip = setInterval(
          () => (socket.destroyed ? clearInterval(drip) : socket.write('HTTP/1.1 100 Continue\r\n\r\n')),
          20,
        );
      },
    ],
  ])('hold for the time to the first byte of a site that %s', async (_name, answer) => {
    const made = await rawSite(answer);
    const fetched = guard([made], { limits: { firstByteMs: 200 } })(made.origin);
    await expect(fetched).rejects.toMatchObject({ name: 'SourceFailure' });
  });

  it('hold for the whole time of a site that drips its body', async () => {
    const made = await rawSite((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n');
      const drip = setInterval(() => (socket.destroyed ? clearInterval(drip) : socket.write('a')), 20);
    });
    const began = Date.now();
    await expect(guard([made], { limits: { totalMs: 300 } })(made.origin)).rejects.toMatchObject({
      code: 'fetch-too-slow',
      message: `The answer of ${made.place} did not end in time.`,
    });
    expect(Date.now() - began).toBeLessThan(2000);
  });

  it('hold for a resolver that does not answer', async () => {
    const resolve = () => new Promise<string[]>(() => {});
    const fetched = guard(
      [],
      { limits: { firstByteMs: 100 } },
      { resolve },
    )('http://slow.example/', { robots: 'named' });
    await expect(fetched).rejects.toEqual(failing('fetch-too-slow'));
  });

  it.each([
    ['no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n', 'fetch-bad-answer'],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab', 'fetch-bad-answer'],
    ['a body that ends early', 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nab', 'fetch-'],
    ['nothing', '', 'fetch-connection'],
  ])('do not let %s pass', async (_name, answer, code) => {
    const made = await rawSite((socket) => void socket.end(answer));
    await expect(guard([made])(made.origin)).rejects.toMatchObject({
      name: 'SourceFailure',
      code: expect.stringContaining(code),
    });
  });

  it('tell of a port at which nothing listens', async () => {
    const made = await site(() => {});
    await made.close();
    await expect(guard([made])(made.origin, { robots: 'named' })).rejects.toEqual(failing('fetch-connection'));
  });
});
