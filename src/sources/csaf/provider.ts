import { resolveAddress } from '../feed/addresses.ts';
import { SourceFailure } from '../source-failure.ts';
import { type JsonObject, objectIn, objectsIn, textIn } from './json-at.ts';

/** Where a provider of advisories lists them. */
export interface Provider {
  /** Folders with `changes.csv` or `index.txt`; each ends with a slash. */
  readonly directories: readonly string[];
  readonly feeds: readonly RolieFeed[];
}

export interface RolieFeed {
  readonly address: string;
  /** TLP label in capitals; empty where none is stated. */
  readonly label: string;
}

const MOST_DISTRIBUTIONS = 50;

/**
 * Reads the metadata of a provider (CSAF 2.0, 7.1.7): its distributions, those as ROLIE feeds and those as directories; or a
 * ROLIE feed itself, which stands for a provider with that feed. Throws `SourceFailure` (`csaf-none`).
 */
export function readProvider(metadata: JsonObject, address: string): Provider {
  if ('feed' in metadata) return { directories: [], feeds: [{ address, label: '' }] };
  const distributions = objectsIn(metadata['distributions']).slice(0, MOST_DISTRIBUTIONS);
  const directories = distributions.flatMap(({ directory_url: url }) => asFolder(textIn(url), address));
  const feeds = distributions.flatMap(({ rolie }) =>
    objectsIn(objectIn(rolie)['feeds']).flatMap((feed) => feedOf(feed, address)),
  );
  if (directories.length + feeds.length > 0) {
    return { directories: [...new Set(directories)], feeds: feeds.slice(0, MOST_DISTRIBUTIONS) };
  }
  const message =
    'What lies at the address is no metadata of a provider of advisories, or names no place where they are.';
  throw new SourceFailure('csaf-none', message);
}

function asFolder(written: string, base: string): string[] {
  const url = resolveAddress(written, base);
  return url === undefined ? [] : [url.endsWith('/') ? url : `${url}/`];
}

function feedOf({ url, feed_url: feedUrl, tlp_label: label }: JsonObject, base: string): RolieFeed[] {
  const address = resolveAddress(textIn(feedUrl) || textIn(url), base);
  return address === undefined ? [] : [{ address, label: textIn(label).toUpperCase() }];
}
