import { decodeText } from '../../extract/decode-text.ts';
import { resolveAddress } from '../../extract/feed/addresses.ts';
import type { Provider } from '../../extract/lists/provider.ts';
import type { SourceWorld } from '../source.ts';
import { SourceFailure } from '../source-failure.ts';
import { takenApart } from '../taken-apart.ts';

const LARGEST_METADATA = 16 * 1024 * 1024;
const LARGEST_TEXT = 256 * 1024;
const MOST_NAMED = 5;
/** What says that there is nothing of that kind at an address, so that the next one is asked. */
const ABSENT = new Set([
  ...['fetch-not-found', 'fetch-gone', 'fetch-forbidden', 'fetch-unknown-host', 'fetch-status'],
  ...['csaf-none', 'file-bad-json'],
]);

/**
 * Finds a provider of advisories (CSAF 2.0, 7.3) by its domain, by the address of its metadata or of a ROLIE feed, or by that of
 * a directory. At a domain the well-known address is asked, then what its security.txt names, then the host that the standard sets
 * aside. Throws `SourceFailure`.
 */
export async function findProvider(address: string, world: SourceWorld): Promise<Provider> {
  const written = address.trim();
  const place = /^https?:/i.test(written) ? written : `https://${written}`;
  if (!URL.canParse(place))
    throw new SourceFailure(
      'csaf-address',
      'The address of a provider of advisories is a domain or an address of the web.',
    );
  const url = new URL(place);
  if (url.pathname === '/') return atDomain(url, world);
  if (/\.json$/i.test(url.pathname)) return atMetadata(url.href, undefined, world);
  url.search = '';
  return { directories: [url.href.endsWith('/') ? url.href : `${url.href}/`], feeds: [], keys: [] };
}

async function atDomain(site: URL, world: SourceWorld): Promise<Provider> {
  const wellKnown = `${site.origin}/.well-known/csaf/provider-metadata.json`;
  const known = await unlessAbsent(() => atMetadata(wellKnown, undefined, world));
  if (known !== undefined) return known;
  for (const named of await namedBySecurityText(site, world)) {
    const provider = await unlessAbsent(() => atMetadata(named, site.href, world));
    if (provider !== undefined) return provider;
  }
  // A host that is a name, and not an IP address or a port of this machine.
  if (site.protocol === 'https:' && site.port === '' && /[a-z]$/i.test(site.hostname)) {
    const bare = site.hostname.replace(/^www\./, '');
    const provider = await unlessAbsent(() => atMetadata(`https://csaf.data.security.${bare}/`, site.href, world));
    if (provider !== undefined) return provider;
  }
  throw new SourceFailure('csaf-none', 'The site names no metadata of a provider of advisories.');
}

async function atMetadata(address: string, namedBy: string | undefined, world: SourceWorld): Promise<Provider> {
  const { fetch, signal } = world;
  const limits = { wireBytes: LARGEST_METADATA, bodyBytes: LARGEST_METADATA };
  const fetched = await fetch(address, { accept: 'application/json', robots: 'named', namedBy, limits, signal });
  return takenApart(world, 'csaf-provider', fetched.bytes, { address: fetched.address });
}

/** The addresses that a security.txt (RFC 9116) names in its fields `CSAF`. */
async function namedBySecurityText(site: URL, { fetch, signal }: SourceWorld): Promise<readonly string[]> {
  for (const path of ['/.well-known/security.txt', '/security.txt']) {
    const limits = { wireBytes: LARGEST_TEXT, bodyBytes: LARGEST_TEXT };
    const request = { accept: 'text/plain', robots: 'named', limits, signal } as const;
    const fetched = await unlessAbsent(() => fetch(`${site.origin}${path}`, request));
    if (fetched === undefined) continue;
    const lines = decodeText(fetched.bytes, { charset: 'utf-8' }).split(/[\r\n]+/);
    const named = lines.flatMap(
      (line) => resolveAddress(/^csaf:\s*(\S+)/i.exec(line)?.[1] ?? '', fetched.address) ?? [],
    );
    if (named.length > 0) return named.slice(0, MOST_NAMED);
  }
  return [];
}

async function unlessAbsent<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof SourceFailure && ABSENT.has(error.code)) return undefined;
    throw error;
  }
}
