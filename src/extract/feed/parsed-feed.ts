import type { ListFinding } from '../lists/listed-link.ts';

export interface ParsedFeed {
  readonly format: 'rss' | 'atom' | 'rdf' | 'cdf' | 'json';
  /** As the feed states it, such as `2.0` or `1.0`; empty where it does not. */
  readonly version: string;
  /** Plain text in one line. */
  readonly title?: string | undefined;
  /** The page that the feed belongs to, absolute. */
  readonly link?: string | undefined;
  readonly links: readonly FeedLink[];
  /** ISO 639-1. */
  readonly language?: string | undefined;
  /** ISO 8601: an instant in UTC, or a day. */
  readonly published?: string | undefined;
  readonly updated?: string | undefined;
  /** Seconds for which the feed may be kept, where it says so. */
  readonly timeToLive?: number | undefined;
  /** In the order of the feed, each complete. */
  readonly entries: readonly FeedEntry[];
  readonly findings: readonly ListFinding[];
}

export interface FeedEntry {
  /** What the feed calls it: guid, id or rdf:about, as it is written. */
  readonly id?: string | undefined;
  /** The page of the entry, absolute. */
  readonly link?: string | undefined;
  /** The page itself, where `link` leads through a service that counts readers. */
  readonly originalLink?: string | undefined;
  readonly links: readonly FeedLink[];
  /** Plain text in one line. */
  readonly title?: string | undefined;
  /** The fullest content that the entry holds, as HTML. */
  readonly content?: string | undefined;
  /** What links inside the content are relative to. */
  readonly base: string;
  /** ISO 8601: an instant in UTC, or a day. */
  readonly published?: string | undefined;
  readonly updated?: string | undefined;
  /** ISO 639-1, of the entry or else of the feed. */
  readonly language?: string | undefined;
  readonly authors: readonly string[];
}

export interface FeedLink {
  /** Absolute, http or https. */
  readonly address: string;
  /** As in Atom: `alternate`, `enclosure`, `self` … */
  readonly relation: string;
  readonly mediaType?: string | undefined;
}
