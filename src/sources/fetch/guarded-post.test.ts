import { describe, expect, it } from 'vitest';
import { guardedSites } from '../../../test/support/guarded-sites.ts';
import { makeGuardedPost } from './guarded-post.ts';

const { site, rawSite } = guardedSites();
const body = Buffer.from('{"a":1}');
const headers = { 'content-type': 'application/json' };

function posting(
  allow: readonly string[],
  address: string,
  { longestMs = 2_000, signal }: { readonly longestMs?: number; readonly signal?: AbortSignal } = {},
) {
  const resolve = async (host: string) => (host === 'inside.example' ? ['10.0.0.8'] : ['127.0.0.1']);
  const post = makeGuardedPost({ userAgent: 'Vigie/test', allow, longestMs }, { now: () => 0, resolve });
  return post({ address, headers, body }, signal);
}

describe('what is posted', () => {
  it('comes as it is to one’s own host, and of the answer only the status is told', async () => {
    const got: string[] = [];
    const own = await site((request, response) => {
      request.on('data', (chunk) => got.push(`${request.headers['user-agent']} ${chunk}`));
      request.on('end', () => response.writeHead(503, { 'retry-after': '9' }).end('x'.repeat(5_000_000)));
    });
    const posted = await posting([own.place], `${own.origin}/in?a=b`);
    expect(posted).toEqual({ kind: 'answered', status: 503, retryAfter: 9 });
    expect(got).toEqual(['Vigie/test {"a":1}']);
    expect(own.asked).toEqual(['POST /in?a=b']);
  });

  it('follows no redirect', async () => {
    const own = await site((_request, response) => void response.writeHead(307, { location: '/other' }).end());
    expect(await posting([own.place], own.origin)).toMatchObject({ kind: 'answered', status: 307 });
    expect(own.asked).toHaveLength(1);
  });

  it.each([
    ['http://example.org/in', 'post-not-encrypted'],
    ['https://127.0.0.1/in', 'fetch-not-public'],
    ['https://inside.example/in', 'fetch-not-public'],
    ['https://[::1]/in', 'fetch-not-public'],
    ['https://example.org:22/in', 'fetch-port'],
    ['https://user:word@example.org/in', 'fetch-credentials'],
    ['ftp://example.org/in', 'fetch-scheme'],
    ['nothing', 'fetch-address'],
  ])('does not go to %s', async (address, code) => {
    expect(await posting([], address)).toEqual({ kind: 'failed', code, mayHaveCome: false, isFinal: true });
  });

  it('has not come where nobody listens, and may have come where no answer does', async () => {
    const gone = await site(() => undefined);
    await gone.close();
    const refused = await posting([gone.place], gone.origin);
    expect(refused).toEqual({ kind: 'failed', code: 'fetch-connection', mayHaveCome: false, isFinal: false });
    const silent = await site(() => undefined);
    const slow = await posting([silent.place], silent.origin, { longestMs: 200 });
    expect(slow).toEqual({ kind: 'failed', code: 'fetch-too-slow', mayHaveCome: true, isFinal: false });
    const cut = await rawSite((socket) => socket.destroy());
    expect(await posting([cut.place], cut.origin)).toMatchObject({ kind: 'failed', mayHaveCome: true, isFinal: false });
    const stop = AbortSignal.timeout(100);
    expect(await posting([silent.place], silent.origin, { signal: stop })).toMatchObject({ mayHaveCome: true });
  });
});
