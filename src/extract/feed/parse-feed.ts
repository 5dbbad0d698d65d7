import { decodeText } from '../decode-text.ts';
import { Unreadable } from '../extract-problem.ts';
import { readJsonFeed } from './json-feed.ts';
import { LARGEST_FEED } from './limits.ts';
import type { ParsedFeed } from './parsed-feed.ts';
import { withoutControls } from './references.ts';
import { readXmlFeed } from './xml-feed.ts';

export type { FeedEntry, FeedLink, ParsedFeed } from './parsed-feed.ts';

export interface FeedOrigin {
  /** Where the bytes came from, absolute: relative addresses are relative to it. */
  readonly address: string;
  /** What the header Content-Type says of it. */
  readonly charset?: string | undefined;
}

/**
 * Reads a feed: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, CDF, JSON Feed. It looks at the bytes and not at the media type,
 * which is wrong too often. Throws `Unreadable` (`feed-empty`, `feed-none`, `feed-broken-json`, `feed-too-large`), and
 * tells whatever else is odd as a finding.
 */
export function parseFeed(bytes: Uint8Array, { address, charset }: FeedOrigin): ParsedFeed {
  if (bytes.length > LARGEST_FEED) {
    throw new Unreadable('feed-too-large', `The feed has more than ${LARGEST_FEED / 1024 / 1024} MB.`);
  }
  const text = withoutControls(decodeText(bytes, { declares: true, charset })).replace(/^[\s\ufeff\0]+/, '');
  if (text === '') throw new Unreadable('feed-empty', 'The feed is empty.');
  return /^[{[]/.test(text) ? readJsonFeed(text, address) : readXmlFeed(text, address);
}
