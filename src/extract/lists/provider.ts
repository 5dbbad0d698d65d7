import { Unreadable } from '../extract-problem.ts';
import { resolveAddress } from '../feed/addresses.ts';
import { isRecord } from '../record-fields.ts';
import { recordsAt, textAt } from '../record-values.ts';
import { soundJson } from './sound-json.ts';

/** Where a provider of advisories lists them. */
export interface Provider {
  /** Folders with `changes.csv` or `index.txt`; each ends with a slash. */
  readonly directories: readonly string[];
  readonly feeds: readonly RolieFeed[];
  /** By which it signs, of those that it names with an address. */
  readonly keys: readonly ProviderKey[];
}

export interface ProviderKey {
  readonly address: string;
  /** Hexadecimal in capitals; empty where none is stated, or what is no fingerprint. */
  readonly fingerprint: string;
}

export interface RolieFeed {
  readonly address: string;
  /** TLP label in capitals; empty where none is stated. */
  readonly label: string;
}

const MOST_DISTRIBUTIONS = 50;
const MOST_KEYS = 50;
const FINGERPRINT = /^(?:[\dA-F]{40}|[\dA-F]{64})$/;

/**
 * Reads the metadata of a provider (CSAF 2.0, 7.1.7): its distributions, those as ROLIE feeds and those as directories; or a
 * ROLIE feed itself, which stands for a provider with that feed. Throws `Unreadable` (`csaf-none`).
 */
export function readProvider(bytes: Uint8Array, address: string): Provider {
  const metadata = soundJson(bytes);
  if (isRecord(metadata) && 'feed' in metadata) return { directories: [], feeds: [{ address, label: '' }], keys: [] };
  const distributions = recordsAt(metadata, 'distributions').slice(0, MOST_DISTRIBUTIONS);
  const directories = distributions.flatMap((one) => asFolder(textAt(one, 'directory_url'), address));
  const feeds = distributions.flatMap((one) =>
    recordsAt(one, 'rolie', 'feeds').flatMap((feed) => feedOf(feed, address)),
  );
  if (directories.length + feeds.length > 0) {
    const keys = recordsAt(metadata, 'public_openpgp_keys').slice(0, MOST_KEYS);
    return {
      directories: [...new Set(directories)],
      feeds: feeds.slice(0, MOST_DISTRIBUTIONS),
      keys: keys.flatMap((key) => keyOf(key, address)),
    };
  }
  const message =
    'What lies at the address is no metadata of a provider of advisories, or names no place where they are.';
  throw new Unreadable('csaf-none', message);
}

function asFolder(written: string, base: string): string[] {
  const url = resolveAddress(written, base);
  return url === undefined ? [] : [url.endsWith('/') ? url : `${url}/`];
}

function feedOf(feed: unknown, base: string): RolieFeed[] {
  const address = resolveAddress(textAt(feed, 'feed_url') || textAt(feed, 'url'), base);
  return address === undefined ? [] : [{ address, label: textAt(feed, 'tlp_label').toUpperCase() }];
}

function keyOf(key: unknown, base: string): ProviderKey[] {
  const address = resolveAddress(textAt(key, 'url'), base);
  const written = textAt(key, 'fingerprint').toUpperCase();
  return address === undefined ? [] : [{ address, fingerprint: FINGERPRINT.test(written) ? written : '' }];
}
