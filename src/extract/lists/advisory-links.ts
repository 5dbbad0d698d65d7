import { decodeText } from '../decode-text.ts';
import { resolveAddress } from '../feed/addresses.ts';
import { isWithin } from '../page-links.ts';
import { listAt, recordsAt, textAt } from '../record-values.ts';
import { canonicalAddress } from './canonical-address.ts';
import type { ListedLink } from './listed-link.ts';
import { soundJson } from './sound-json.ts';

/** An advisory that a provider lists. */
export interface AdvisoryLink extends ListedLink {
  /** Where its hash is stated to be: SHA-512 before SHA-256. Absent where nothing is stated, and the usual places are asked. */
  readonly hash?: string | undefined;
  /** Where its signature is stated to be. */
  readonly signature?: string | undefined;
}

export interface AdvisoryLinks {
  readonly links: readonly AdvisoryLink[];
  /** Entries that cannot be used: without an address, of another host, or outside of the directory. */
  readonly unusable: number;
}

const MOST_ADVISORIES = 200_000;

/** Reads `changes.csv` (7.1.13) or `index.txt` (7.1.12) of a directory: paths, with the time of the last change or without. */
export function inDirectory(bytes: Uint8Array, directory: string): AdvisoryLinks {
  const lines = decodeText(bytes, { charset: 'utf-8' }).split(/[\r\n]+/, MOST_ADVISORIES);
  const links = lines
    .filter((line) => line.trim() !== '')
    .map((line): AdvisoryLink | undefined => {
      const [, path = '', time = ''] = /^\s*"?([^",]+)"?\s*(?:,\s*"?([^",]+)"?)?/.exec(line) ?? [];
      const address = canonicalAddress(path, directory);
      const isInside = address?.startsWith(directory) === true && /\.json$/i.test(new URL(address).pathname);
      return isInside ? { address, given: {}, ...stamped(time) } : undefined;
    });
  return counted(links);
}

/** Reads a ROLIE feed (7.1.15; RFC 8322 in JSON): the advisories of its entries, with the time of the last update and their hashes. */
export function inFeed(bytes: Uint8Array, feed: string): AdvisoryLinks {
  const entries = listAt(soundJson(bytes), 'feed', 'entry').slice(0, MOST_ADVISORIES);
  const links = entries.map((entry): AdvisoryLink | undefined => {
    const related = recordsAt(entry, 'link');
    const linked = (relation: string) =>
      related.filter(({ rel }) => rel === relation).flatMap((one) => resolveAddress(textAt(one, 'href'), feed) ?? []);
    const written = textAt(entry, 'content', 'src');
    const address = canonicalAddress(linked('self')[0] ?? written, feed);
    if (address === undefined || !isWithin(new URL(address), { address: feed })) return undefined;
    const hashes = linked('hash');
    const hash = hashes.find((one) => /\.sha512$/i.test(one)) ?? hashes.find((one) => /\.sha256$/i.test(one));
    const signature = linked('signature')[0];
    return { address, hash, signature, given: {}, ...stamped(textAt(entry, 'updated') || textAt(entry, 'published')) };
  });
  return counted(links);
}

function stamped(written: string): Pick<ListedLink, 'state' | 'time'> {
  const time = Date.parse(written.trim());
  return { state: written.trim(), ...(!Number.isNaN(time) && { time }) };
}

function counted(links: readonly (AdvisoryLink | undefined)[]): AdvisoryLinks {
  const usable = links.filter((link) => link !== undefined);
  return { links: usable, unusable: links.length - usable.length };
}
