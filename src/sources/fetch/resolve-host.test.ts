import { describe, expect, it } from 'vitest';
import { guard, guardedSites } from '../../../test/support/guarded-sites.ts';
import { exchange } from './exchange.ts';
import { DEFAULT_LIMITS } from './make-guarded-fetch.ts';

const { site } = guardedSites();
const textOf = ({ bytes }: { bytes: Uint8Array }) => Buffer.from(bytes).toString();
const failing = (code: string) => expect.objectContaining({ name: 'SourceFailure', code });

describe('the guard of addresses', () => {
  it.each([
    'http://127.0.0.1/',
    'http://localhost/',
    'http://[::1]/',
    'http://0/',
    'http://0x7f.1:8080/',
    'http://2130706433/',
    'http://0177.0.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[fd00:ec2::254]/',
    'http://[::ffff:169.254.169.254]/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://10.0.0.1/',
    'http://100.64.1.1/',
    'http://inside.example/',
    'http://partly-inside.example/',
  ])('refuses %s without a connection', async (address) => {
    const resolve = async (host: string) => {
      if (host === 'inside.example') return ['192.168.0.1'];
      return host === 'partly-inside.example' ? ['93.184.216.34', '10.0.0.1'] : ['127.0.0.1', '::1'];
    };
    await expect(guard([], {}, { resolve })(address)).rejects.toEqual(failing('fetch-not-public'));
  });

  it('resolves a host once for each request, and the connection asks nobody again', async () => {
    const made = await site((_request, response) => void response.end('by the name'));
    const port = made.place.split(':')[1];
    const names: string[] = [];
    const resolve = async (host: string) => {
      names.push(host);
      return names.length <= 2 ? ['127.0.0.1'] : ['10.0.0.1'];
    };
    const fetch = guard([], { allow: [`known.example:${port}`] }, { resolve });
    expect(textOf(await fetch(`http://known.example:${port}/`))).toBe('by the name');
    // Once for robots.txt and once for the page.
    expect(names).toEqual(['known.example', 'known.example']);
  });

  it('connects to what was checked, whatever the resolver says later', async () => {
    const made = await site((_request, response) => void response.end('checked'));
    // The name is one that every system resolves to itself; only the checked address leads to the port of the site.
    const url = new URL(`http://localhost:${made.place.split(':')[1]}/`);
    const asked = { url, method: 'GET', headers: {}, limits: DEFAULT_LIMITS, timeLeft: 5000 } as const;
    const found = await exchange(
      asked,
      async () => [{ address: '127.0.0.1', family: 4 }],
      () => true,
    );
    expect(textOf(found)).toBe('checked');
    const nowhere = exchange(
      asked,
      async () => [{ address: '127.0.0.77', family: 4 }],
      () => true,
    );
    await expect(nowhere).rejects.toEqual(failing('fetch-connection'));
  });

  it('lets nothing that a source names reach one’s own hosts, but from one of them', async () => {
    const made = await site((_request, response) => void response.end('own'));
    const fetch = guard([made]);
    const refused = { namedBy: 'https://news.example/feed', robots: 'named' } as const;
    await expect(fetch(made.origin, refused)).rejects.toEqual(failing('fetch-not-public'));
    expect(made.asked).toEqual([]);
    expect(textOf(await fetch(made.origin, { namedBy: `${made.origin}/feed` }))).toBe('own');
  });

  it('says which host is not known', async () => {
    await expect(guard([])('http://nowhere.example/', { robots: 'named' })).rejects.toMatchObject({
      code: 'fetch-unknown-host',
      message: 'The host nowhere.example cannot be resolved (ENOTFOUND).',
    });
  });
});
