import { createHash } from 'node:crypto';
import { isRecord } from '../../extract/record-fields.ts';
import { recordsAt, textAt } from '../../extract/record-values.ts';
import type { GivenEntries } from '../feed/given-entries.ts';
import type { Fetched } from '../fetch/guarded-fetch.ts';
import type { SourceFinding, SourceItem, SourceWorld } from '../source.ts';
import { SourceFailure } from '../source-failure.ts';
import { parsedJson } from './parsed-json.ts';

/** Pages of one reading, at a second or more for each; the others have their turn in the next one. */
const MOST_PAGES = 50;
const LONGEST_ADDRESS = 2048;
/** What says that a page is there no more: publishers forget where their pages went on. */
const GONE = new Set(['fetch-not-found', 'fetch-gone', 'fetch-status']);

/** One page of releases or records, and where it leads on to. */
interface Page {
  readonly fetched: Fetched;
  readonly entries: readonly { readonly key: string; readonly state: string }[];
  readonly next: string | undefined;
}

/** Where following pages came to. */
type Stop =
  | { readonly why: 'end'; readonly last: string }
  | { readonly why: 'known' }
  | { readonly why: 'gone' }
  | { readonly why: 'bound'; readonly next: string };

export interface PagesPlace {
  readonly address: string;
  /** The name of the link that is followed: of a publisher that begins with the newest, `next` leads to older ones. */
  readonly link: string;
  readonly given: GivenEntries;
}

/**
 * The pages of a publisher of contract data (OCDS, `links.next`). A page whose entries were all given is not given again, and
 * where what is new comes first it ends the way. A page elsewhere than at the source is not followed. Where a page that others
 * led to is gone the way ends; where it fails behind others that were given, the next reading goes on there.
 */
export class PackagePages {
  items = 0;
  /** Seconds for which the site asked to be left alone. */
  retryAfter: number | undefined;
  #elsewhere = 0;
  #gone = 0;
  #failed = 0;
  #pages = 0;
  readonly #place: PagesPlace;
  readonly #world: SourceWorld;
  readonly #seen = new Set<string>();

  constructor(place: PagesPlace, world: SourceWorld) {
    this.#place = place;
    this.#world = world;
  }

  /** Follows the pages from one that is here on; with `untilKnown` no further than to one that was given. */
  async *from(fetched: Fetched, untilKnown: boolean): AsyncGenerator<SourceItem, Stop> {
    let page = this.#pageOf(fetched);
    for (let isFirst = true; ; isFirst = false) {
      const { given } = this.#place;
      const isKnown = page.entries.every(({ key, state }) => given.has(key, state));
      for (const { key, state } of page.entries) given.note(key, state);
      if (!isKnown) {
        this.items++;
        yield this.#item(page.fetched);
      } else if (untilKnown && !isFirst && page.entries.length > 0) return { why: 'known' };
      const { next } = page;
      if (next === undefined) return { why: 'end', last: page.fetched.address };
      if (this.#pages >= MOST_PAGES) return { why: 'bound', next };
      const following = await this.#following(next);
      if ('why' in following) return following;
      page = this.#pageOf(following);
    }
  }

  /** The same from an address on that an earlier reading came to; nothing where this one was there already. */
  async *goingOn(address: string): AsyncGenerator<SourceItem, Stop> {
    if (this.#seen.has(address)) return { why: 'known' };
    if (this.#pages >= MOST_PAGES) return { why: 'bound', next: address };
    const following = await this.#following(address);
    return 'why' in following ? following : yield* this.from(following, false);
  }

  findings(): SourceFinding[] {
    const found: SourceFinding[] = [];
    const tell = (code: string, count: number, message: string): void => {
      if (count > 0) found.push({ code, severity: 'warning', message });
    };
    const elsewhere = 'The pages lead on to another host or in a circle, and were not followed there.';
    tell('contracts-pages-elsewhere', this.#elsewhere, elsewhere);
    tell('contracts-pages-gone', this.#gone, 'A page that others led on to is gone; what lies behind it was not read.');
    tell('contracts-pages-failed', this.#failed, 'A page could not be read; the next reading goes on there.');
    return found;
  }

  /** Throws `SourceFailure` for what may pass where nothing was given before it. */
  async #following(address: string): Promise<Fetched | Stop> {
    this.#pages++;
    const { fetch, signal } = this.#world;
    const request = { accept: 'application/json', robots: 'named', namedBy: this.#place.address, signal } as const;
    try {
      return await fetch(address, request);
    } catch (error) {
      if (!(error instanceof SourceFailure)) throw error;
      if (GONE.has(error.code)) {
        this.#gone++;
        return { why: 'gone' };
      }
      if (this.items === 0) throw error;
      this.#failed++;
      this.retryAfter = error.retryAfter;
      return { why: 'bound', next: address };
    }
  }

  #pageOf(fetched: Fetched): Page {
    this.#seen.add(fetched.address);
    const value = parsedJson(fetched.bytes);
    const record = isRecord(value) ? value : {};
    const entries = [...recordsAt(record, 'releases'), ...recordsAt(record, 'records')].map((entry) => ({
      key: `${textAt(entry, 'ocid')}/${textAt(entry, 'id')}`,
      state: createHash('sha256').update(JSON.stringify(entry)).digest('base64'),
    }));
    return { fetched, entries, next: this.#leadsTo(textAt(record, 'links', this.#place.link), fetched) };
  }

  #leadsTo(link: string, { address }: Fetched): string | undefined {
    if (link === '') return undefined;
    const url = URL.canParse(link, address) ? new URL(link, address) : undefined;
    if (url) url.hash = '';
    const isHere = url?.origin === new URL(this.#place.address).origin && url.href.length <= LONGEST_ADDRESS;
    if (url && isHere && !this.#seen.has(url.href)) return url.href;
    this.#elsewhere++;
    return undefined;
  }

  #item({ address, bytes }: Fetched): SourceItem {
    const given = { within: this.#place.address };
    return { key: `page ${address}`, bytes, mediaType: 'application/json', name: 'page.json', given };
  }
}
