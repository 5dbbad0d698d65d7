import { LARGEST_FEED } from '../extract/feed/limits.ts';
import type { FeedEntry, ParsedFeed } from '../extract/feed/parsed-feed.ts';
import { entryPage } from './feed/entry-page.ts';
import { type Follow, followIn, isFollowed } from './feed/feed-options.ts';
import { GivenEntries, MOST_REMEMBERED } from './feed/given-entries.ts';
import { type KeyedEntry, keyedEntries } from './feed/keyed-entries.ts';
import type { Fetched } from './fetch/guarded-fetch.ts';
import { PASSING } from './fetch/passing.ts';
import { moved, validatorsIn, validatorsOf } from './fetch/validators.ts';
import type { ReadSource, SourceCursor, SourceFinding, SourceItem, SourceReading, SourceWorld } from './source.ts';
import { SourceFailure } from './source-failure.ts';
import { takenApart } from './taken-apart.ts';

const ACCEPT_FEED =
  'application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5';
const ACCEPT_PAGE = 'text/html, application/xhtml+xml, */*;q=0.5';
/** Seconds: a feed that asks to be left alone for longer is asked once a day. */
const LONGEST_PAUSE = 24 * 3600;
/** Pages that one reading fetches, at a second or more for each; the others have their turn in the next one. */
const MOST_PAGES = 50;
/** Findings that say that there is something in a feed, even if no entry could be read. */
const HOLDS_MORE = new Set(['feed-cut-short', 'feed-too-large', 'feed-too-deep', 'feed-bad-entries']);
/** What passes: the page is asked for again. */
const isPassing = (code: string): boolean => PASSING.has(code) || code === 'fetch-retry-later';

/**
 * Reads what is new or changed in a feed, each entry as an HTML page of its own: the fullest content that the feed has
 * of it, or, as the option `follow` says (`always`, `never`, `when-short`), the page that it links to. An entry whose
 * page cannot be had now is given as the feed has it, and again when its page is there. Throws `SourceFailure` for what
 * cannot be fetched or is no feed, and for wrong options (`feed-options`).
 */
export const readFeed: ReadSource = async function* (place, world) {
  const follow = followIn(place.options);
  const fetched = await world.fetch(place.address, {
    accept: ACCEPT_FEED,
    validators: validatorsIn(place.cursor),
    robots: 'named',
    limits: { wireBytes: LARGEST_FEED, bodyBytes: LARGEST_FEED },
    signal: world.signal,
  });
  if (fetched.status === 304) {
    return { cursor: place.cursor, outcome: 'unchanged', findings: moved(fetched), retryAfter: fetched.retryAfter };
  }
  const { address, charset } = fetched;
  const feed = await takenApart(world, 'feed', fetched.bytes, { address, charset });
  const reader = new EntryReader(fetched.address, follow, new GivenEntries(place.cursor['given']), world);
  for (const entry of keyedEntries(feed.entries, MOST_REMEMBERED)) {
    const item = await reader.read(entry);
    if (item !== undefined) yield item;
  }
  return readingOf(feed, fetched, reader);
};

/** Decides of each entry what is given of it, and remembers it. */
class EntryReader {
  readonly given: GivenEntries;
  items = 0;
  /** Entries whose pages are still to come. */
  pending = 0;
  /** Entries whose pages are not for us. */
  refused = 0;
  readonly #feedAddress: string;
  readonly #follow: Follow;
  readonly #world: SourceWorld;
  #pages = 0;

  constructor(feedAddress: string, follow: Follow, given: GivenEntries, world: SourceWorld) {
    this.#feedAddress = feedAddress;
    this.#follow = follow;
    this.given = given;
    this.#world = world;
  }

  /** What is given of an entry, or nothing where it was given before as it is. */
  async read({ key, state, entry }: KeyedEntry): Promise<SourceItem | undefined> {
    const address = entry.originalLink ?? entry.link;
    if (this.given.has(key, state)) {
      this.given.note(key, state);
      return undefined;
    }
    const page = address !== undefined && isFollowed(entry, this.#follow) ? await this.#page(address) : undefined;
    this.given.note(key, page === 'pending' ? pendingState(state) : state);
    if (page === 'pending' && this.given.has(key, pendingState(state))) return undefined;
    this.items++;
    return typeof page === 'object' ? pageItem(key, entry, page) : entryItem(key, entry);
  }

  async #page(address: string): Promise<Fetched | 'pending' | 'refused'> {
    if (this.#pages++ >= MOST_PAGES) {
      this.pending++;
      return 'pending';
    }
    try {
      const { fetch, signal } = this.#world;
      return await fetch(address, { accept: ACCEPT_PAGE, namedBy: this.#feedAddress, signal });
    } catch (error) {
      if (!(error instanceof SourceFailure)) throw error;
      const comesAgain = isPassing(error.code);
      if (comesAgain) this.pending++;
      else this.refused++;
      return comesAgain ? 'pending' : 'refused';
    }
  }
}

const pendingState = (state: string) => `${state} without its page`;

function entryItem(key: string, entry: FeedEntry): SourceItem {
  const address = withoutFragment(entry.originalLink ?? entry.link);
  return { key, address, bytes: entryPage(entry), mediaType: 'text/html', name: 'entry.html', given: givenOf(entry) };
}

function pageItem(key: string, entry: FeedEntry, { address, bytes, mediaType, charset }: Fetched): SourceItem {
  const given = { ...givenOf(entry), ...(charset === undefined ? {} : { charset }) };
  return { key, address, bytes, mediaType: mediaType || 'text/html', name: new URL(address).pathname, given };
}

function givenOf({ title, published, updated, language, authors }: FeedEntry): SourceItem['given'] {
  return {
    ...(title !== undefined && { title }),
    ...(published !== undefined && { published }),
    ...(updated !== undefined && { updated }),
    ...(language !== undefined && { language }),
    ...(authors.length > 0 && { byline: authors.join(', ') }),
  };
}

function withoutFragment(address: string | undefined): string | undefined {
  return address?.replace(/#.*$/s, '');
}

function readingOf(feed: ParsedFeed, fetched: Fetched, { given, items, pending, refused }: EntryReader): SourceReading {
  const isWhole = pending === 0 && !feed.findings.some(({ code }) => code === 'feed-cut-short');
  const cursor: SourceCursor = {
    given: given.text,
    // What was not read to its end is read again, even if it did not change.
    ...(isWhole && validatorsOf(fetched)),
  };
  const isEmpty = feed.entries.length === 0 && !feed.findings.some(({ code }) => HOLDS_MORE.has(code));
  const pause = Math.max(fetched.retryAfter ?? 0, feed.timeToLive ?? 0);
  return {
    cursor,
    outcome: items > 0 ? 'items' : isEmpty ? 'empty' : 'unchanged',
    findings: [...moved(fetched), ...feed.findings, ...tooMany(feed), ...pagesLeft(pending, refused)],
    retryAfter: pause > 0 ? Math.min(pause, LONGEST_PAUSE) : undefined,
  };
}

function tooMany({ entries }: ParsedFeed): SourceFinding[] {
  if (entries.length <= MOST_REMEMBERED) return [];
  const message = `The feed holds ${entries.length} entries, of which the newest ${MOST_REMEMBERED} are given.`;
  return [{ code: 'feed-too-many-entries', severity: 'warning', message }];
}

function pagesLeft(pending: number, refused: number): SourceFinding[] {
  const found: SourceFinding[] = [];
  if (pending > 0) {
    const message = `The pages of ${pending} entries could not be read yet; what the feed has of them was given.`;
    found.push({ code: 'feed-pages-pending', severity: 'warning', message });
  }
  if (refused > 0) {
    const message = `The pages of ${refused} entries may not or cannot be read; what the feed has of them was given.`;
    found.push({ code: 'feed-pages-refused', severity: 'warning', message });
  }
  return found;
}
