import type { FeedEntry } from '../../extract/feed/parsed-feed.ts';
import { SourceFailure } from '../source-failure.ts';

const FOLLOW = ['always', 'never', 'when-short'] as const;
/** When the page of an entry is fetched instead of what the feed has of it. */
export type Follow = (typeof FOLLOW)[number];

/** Characters without markup below which the content of an entry is a teaser: a paragraph or two. */
const SHORT = 1_000;

/** Reads the option `follow` of a feed, which is `never` where it is missing. Throws `SourceFailure` (`feed-options`). */
export function followIn(options: Readonly<Record<string, unknown>>): Follow {
  const { follow = 'never' } = options;
  const known = FOLLOW.find((value) => value === follow);
  if (known !== undefined) return known;
  throw new SourceFailure('feed-options', `The option “follow” of a feed is one of ${FOLLOW.join(', ')}.`);
}

/** Whether the page of `entry` is wanted. */
export function isFollowed({ content = '' }: FeedEntry, follow: Follow): boolean {
  if (follow !== 'when-short') return follow === 'always';
  return content.replace(/<[^<>]*>/g, '').trim().length < SHORT;
}
