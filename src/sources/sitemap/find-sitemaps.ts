import { decodeText } from '../../extract/decode-text.ts';
import { canonicalAddress } from '../../extract/lists/canonical-address.ts';
import type { SourceWorld } from '../source.ts';
import { SourceFailure } from '../source-failure.ts';

/** Sitemaps that a robots.txt names and that are read. */
const MOST_NAMED = 50;
const LARGEST_ROBOTS = 512 * 1024;

/**
 * Returns the addresses of the sitemaps that `address` means: itself, or, where it is that of a site or of its robots.txt, those
 * that the robots.txt names (RFC 9309, sitemaps.org), else `/sitemap.xml`. Throws `SourceFailure`.
 */
export async function findSitemaps(address: string, { fetch, signal }: SourceWorld): Promise<readonly string[]> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || (url.pathname !== '/' && url.pathname !== '/robots.txt') || url.search !== '')
    return [address];
  const robots = `${url.origin}/robots.txt`;
  const usual = `${url.origin}/sitemap.xml`;
  try {
    const limits = { wireBytes: LARGEST_ROBOTS, bodyBytes: LARGEST_ROBOTS };
    const { bytes } = await fetch(robots, { accept: 'text/plain, */*;q=0.1', robots: 'named', limits, signal });
    const named = namedSitemaps(decodeText(bytes, { charset: 'utf-8' }), robots);
    return named.length === 0 ? [usual] : named;
  } catch (error) {
    if (error instanceof SourceFailure && error.code === 'fetch-not-found') return [usual];
    throw error;
  }
}

/** The sitemaps that a robots.txt names, whatever group of rules they stand in. */
export function namedSitemaps(text: string, base: string): readonly string[] {
  const written = text.split(/[\r\n]+/).flatMap((line) => /^\s*sitemap\s*:\s*(\S+)/i.exec(line)?.[1] ?? []);
  const addresses = written.flatMap((one) => canonicalAddress(one, base) ?? []);
  return [...new Set(addresses)].slice(0, MOST_NAMED);
}
