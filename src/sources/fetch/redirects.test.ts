import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { guard, guardedSites } from '../../../test/support/guarded-sites.ts';
import type { FetchRequest } from './guarded-fetch.ts';

const { site } = guardedSites();
const textOf = ({ bytes }: { bytes: Uint8Array }) => Buffer.from(bytes).toString();
const failing = (code: string) => expect.objectContaining({ name: 'SourceFailure', code });

describe('redirects', () => {
  const to = (location: string, status = 302): RequestListener => {
    return (_request, response) => void response.writeHead(status, { location }).end('moved');
  };

  it('are followed, and a move for good is told', async () => {
    const made = await site((request, response) => {
      if (request.url === '/a') to('/b', 301)(request, response);
      else if (request.url === '/b') to('c?x=1#y', 308)(request, response);
      else response.end(request.url);
    });
    const address = `${made.origin}/c?x=1`;
    expect(await guard([made])(`${made.origin}/a`)).toMatchObject({ address, movedTo: address });
    const once = await site(to(address, 307));
    expect(await guard([made, once])(once.origin)).toMatchObject({ address, movedTo: undefined });
  });

  it('end after five, and in a circle', async () => {
    const made = await site((request, response) => to(`/${Number(request.url?.slice(1)) + 1}`)(request, response));
    await expect(guard([made])(`${made.origin}/1`)).rejects.toEqual(failing('fetch-redirects'));
    expect(made.asked.filter((asked) => asked !== 'GET /robots.txt')).toHaveLength(6);
    const circle = await site(to('/'));
    await expect(guard([circle])(circle.origin)).rejects.toEqual(failing('fetch-redirects'));
  });

  it.each([
    ['http://169.254.169.254/', 'fetch-not-public'],
    ['http://[::1]/', 'fetch-not-public'],
    ['file:///etc/passwd', 'fetch-scheme'],
    ['http://user:word@example.com/', 'fetch-credentials'],
    ['http://example.com:22/', 'fetch-port'],
    ['http://:/', 'fetch-address'],
  ])('to %s are refused: %s', async (location, code) => {
    const made = await site(to(location));
    await expect(guard([made])(made.origin)).rejects.toEqual(failing(code));
  });

  it('are refused without repeating a scheme that the site made up', async () => {
    const made = await site(to('call-the-number-on-this-page:x'));
    const refused = await guard([made])(made.origin).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'fetch-scheme', message: expect.not.stringContaining('number') });
  });

  it('lead to one’s own hosts only from one of them, and only at the port that is allowed', async () => {
    const other = await site((_request, response) => void response.end('not allowed'));
    const made = await site(to(other.origin));
    await expect(guard([made])(made.origin)).rejects.toEqual(failing('fetch-not-public'));
    expect(other.asked).toEqual([]);
  });

  it('drop what signs in as soon as the host is another', async () => {
    const seen: (string | undefined)[] = [];
    const target = await site((request, response) => {
      seen.push(request.headers.authorization, request.headers['x-key'] as string | undefined);
      response.end();
    });
    const made = await site((request, response) => {
      seen.push(request.headers.authorization);
      if (request.url === '/') to('/again')(request, response);
      else to(target.origin)(request, response);
    });
    await guard([made, target])(made.origin, { headers: { Authorization: 'Bearer x', 'X-Key': 'y' } });
    expect(seen).toEqual(['Bearer x', 'Bearer x', undefined, undefined]);
  });

  it('do not hand on to another host what was sent', async () => {
    const target = await site((request, response) => void response.end(request.method));
    const made = await site((request, response) => to(target.origin, Number(request.url?.slice(1)))(request, response));
    const request: FetchRequest = { method: 'POST', body: 'x' };
    await expect(guard([made, target])(`${made.origin}/307`, request)).rejects.toEqual(failing('fetch-redirect-body'));
    expect(textOf(await guard([made, target])(`${made.origin}/302`, request))).toBe('GET');
  });

  it('count all hops in the one time limit', async () => {
    const made = await site((_request, response) => {
      setTimeout(() => response.writeHead(302, { location: '/' }).end(), 120);
    });
    await expect(guard([made], { limits: { totalMs: 300 } })(made.origin)).rejects.toEqual(failing('fetch-too-slow'));
  });
});
