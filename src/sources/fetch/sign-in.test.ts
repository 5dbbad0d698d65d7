import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { guard, guardedSites } from '../../../test/support/guarded-sites.ts';
import { coveredAddress } from '../credentials/covered-address.ts';
import { Credential } from '../credentials/credential.ts';
import { signInHeaders } from './sign-in-headers.ts';

const { site } = guardedSites();

const credentialAt = (address: string) => new Credential(coveredAddress(address)!, { token: 's3cret' });

/** A site that keeps what signed in, by path, and leads on from where `redirects` says. */
async function watched(redirects: Readonly<Record<string, () => string>> = {}) {
  const seen: string[] = [];
  const made = await site(
    ({ url = '', headers }: IncomingMessage, response) => {
      seen.push(`${url} ${headers.authorization ?? '-'}`);
      const to = redirects[url]?.();
      if (to === undefined) response.end('x');
      else response.writeHead(302, { location: to }).end();
    },
    ({ headers }, response) => {
      seen.push(`/robots.txt ${headers.authorization ?? '-'}`);
      response.writeHead(404).end();
    },
  );
  return { made, seen };
}

describe('a fetch that signs in', () => {
  it('does so below the address of its credential alone, and not for robots.txt', async () => {
    const { made, seen } = await watched();
    const fetch = guard([made]);
    const signIn = credentialAt(`${made.origin}/api`);
    await fetch(`${made.origin}/api/1`, { signIn });
    await fetch(`${made.origin}/apis`, { signIn });
    expect(seen).toEqual(['/robots.txt -', '/api/1 Bearer s3cret', '/apis -']);
  });

  it('sends no secret on to where it is led: another host, another path, and not even when it is led back', async () => {
    const other = await watched({ '/x': () => `${first.made.origin}/api/2` });
    const first = await watched({
      '/api/1': () => `${other.made.origin}/x`,
      '/api/3': () => '/out',
      '/out': () => '/api/4',
    });
    const fetch = guard([first.made, other.made]);
    const signIn = credentialAt(`${first.made.origin}/api`);
    await fetch(`${first.made.origin}/api/1`, { signIn });
    await fetch(`${first.made.origin}/api/3`, { signIn });
    const paths = (seen: readonly string[]) => seen.filter((line) => !line.startsWith('/robots.txt'));
    expect(paths(other.seen)).toEqual(['/x -']);
    expect(paths(first.seen)).toEqual([
      '/api/1 Bearer s3cret',
      '/api/2 -',
      '/api/3 Bearer s3cret',
      '/out -',
      '/api/4 -',
    ]);
  });

  it('stays signed in where it is led on below the same address', async () => {
    const { made, seen } = await watched({ '/api/1': () => '/api/2' });
    await guard([made])(`${made.origin}/api/1`, { signIn: credentialAt(`${made.origin}/api`) });
    expect(seen.slice(1)).toEqual(['/api/1 Bearer s3cret', '/api/2 Bearer s3cret']);
  });

  it('sends no secret over plain http to hosts that are not one’s own', () => {
    const url = new URL('http://a.example/x');
    const signIn = credentialAt('http://a.example');
    expect(() => signInHeaders(url, signIn, false)).toThrow(
      expect.objectContaining({ code: 'fetch-sign-in-open', message: expect.not.stringContaining('s3cret') }),
    );
    expect(signInHeaders(url, signIn, true)).toEqual({ authorization: 'Bearer s3cret' });
  });
});
