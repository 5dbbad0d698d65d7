import { LARGEST_SITEMAP, type ParsedSitemap } from '../../extract/lists/parse-sitemap.ts';
import { isWithin } from '../../extract/page-links.ts';
import { validatorsIn, validatorsOf } from '../fetch/validators.ts';
import type { Link } from '../links/link.ts';
import { allUnpacked } from '../records/unpacked.ts';
import type { SourceCursor, SourceWorld } from '../source.ts';
import { SourceFailure } from '../source-failure.ts';
import { takenApart } from '../taken-apart.ts';

/** Indexes inside of indexes; by the protocol there are none. */
const DEEPEST = 3;
/** Sitemaps with pages, and indexes, that one reading fetches; the others have their turn in the next ones. */
const MOST_SITEMAPS = 30;
const MOST_INDEXES = 30;
/** Addresses that one reading looks at. */
const MOST_LINKS = 200_000;
/** Sitemaps whose validators are kept in the cursor. */
const MOST_KEPT = 10;
const ACCEPT = 'application/xml, text/xml, text/plain;q=0.8, */*;q=0.5';

/**
 * The place of a sitemap: its position among those that the source begins with, and then in each index on the way to it, from 0.
 * An index that stands before it is wholly behind it, so that it need not be read again to be passed by. Empty at the start.
 */
export type Turn = readonly number[];

export interface GatherOptions {
  /** Of the source: pages are of its host, unless `within` says otherwise. */
  readonly address: string;
  readonly within: string | undefined;
  /** Sitemaps of an index that were last changed before this time are passed by; milliseconds since 1970. */
  readonly after: number;
  /** Where the reading begins; what stands before it had its turn. */
  readonly turn: Turn;
  /** How sitemaps of which nothing was left are known again: validators by address. */
  readonly lists: SourceCursor;
}

/** What the sitemaps of a site list. */
export interface GatheredLinks {
  /** Of the sitemaps that changed. */
  readonly links: readonly Link[];
  readonly lists: SourceCursor;
  /** Whether a sitemap said that it did not change. */
  readonly isKnown: boolean;
  readonly notes: GatherNotes;
  /** Addresses of the sitemaps that could not be read. */
  readonly failed: readonly string[];
  /** Where the next reading begins, where there are more sitemaps than one reading fetches; absent where all were read. */
  readonly next: Turn | undefined;
}

/** What was odd, by how often it was so. */
export interface GatherNotes {
  /** Sitemaps that were not reached. */
  left: number;
  cut: number;
  unusable: number;
  /** Addresses of other sites, or outside of what is asked for. */
  elsewhere: number;
  tooDeep: number;
  tooMany: number;
}

/**
 * Reads sitemaps, and those that they list, to a depth of three. A sitemap that fails beside others that do not is told; where
 * the first one fails, so does the source. Throws `SourceFailure`.
 */
export async function gatherLinks(
  addresses: readonly string[],
  options: GatherOptions,
  world: SourceWorld,
): Promise<GatheredLinks> {
  return new Gathering(options, world).gather(addresses);
}

type Listed = Pick<Link, 'address' | 'time'>;

interface Level {
  readonly path: Turn;
  /** Where reading begins among what is listed there. */
  readonly turn: Turn;
  /** The index that lists it. */
  readonly from?: string | undefined;
}

class Gathering {
  readonly #options: GatherOptions;
  readonly #world: SourceWorld;
  readonly #links = new Map<string, Link>();
  readonly #notes: GatherNotes = { left: 0, cut: 0, unusable: 0, elsewhere: 0, tooDeep: 0, tooMany: 0 };
  readonly #seen = new Set<string>();
  readonly #lists: Record<string, SourceCursor> = {};
  #isKnown = false;
  readonly #failed: string[] = [];
  #next: Turn | undefined;
  #fetched = 0;
  #indexes = 0;
  #firstFailure: SourceFailure | undefined;

  constructor(options: GatherOptions, world: SourceWorld) {
    this.#options = options;
    this.#world = world;
  }

  async gather(addresses: readonly string[]): Promise<GatheredLinks> {
    await this.#readAll(
      addresses.map((address) => ({ address })),
      { path: [], turn: this.#options.turn },
    );
    if (this.#firstFailure !== undefined && this.#links.size === 0 && this.#failed.length === this.#fetched) {
      throw this.#firstFailure;
    }
    const links = [...this.#links.values()];
    const found = { links, lists: this.#lists, isKnown: this.#isKnown, notes: this.#notes };
    return { ...found, failed: this.#failed, next: this.#next };
  }

  async #readAll(links: readonly Listed[], { path, turn, from }: Level): Promise<void> {
    const [first = 0, ...inside] = turn;
    for (const [at, link] of links.entries()) {
      if (at < first || !this.#isMeant(link, from)) continue;
      const place = [...path, at];
      if (!this.#hasRoom()) this.#next ??= place;
      if (this.#next !== undefined) this.#notes.left++;
      else await this.#read(link.address, { path: place, turn: at === first ? inside : [], from });
    }
  }

  /** What the source begins with is meant; of what an index lists, what changed and is of its site. */
  #isMeant({ address, time }: Listed, from: string | undefined): boolean {
    if (from === undefined) return true;
    if (time !== undefined && time <= this.#options.after) return false;
    const isHere = [from, this.#options.address].some((place) => isWithin(new URL(address), { address: place }));
    if (!isHere) this.#notes.elsewhere++;
    return isHere;
  }

  #hasRoom(): boolean {
    return this.#indexes < MOST_INDEXES && this.#fetched - this.#indexes < MOST_SITEMAPS;
  }

  async #read(address: string, { path, turn, from }: Level): Promise<void> {
    if (this.#seen.has(address)) return;
    this.#seen.add(address);
    const site = this.#options.address;
    const sitemap = await this.#fetch(address, from ?? (address === site ? undefined : site));
    if (sitemap === undefined) return;
    const { parsed } = sitemap;
    if (parsed.isCut) this.#notes.cut++;
    this.#notes.unusable += parsed.unusable;
    if (parsed.kind === 'pages') {
      this.#keep(parsed.links);
      return;
    }
    this.#indexes++;
    if (path.length >= DEEPEST) this.#notes.tooDeep++;
    else await this.#readAll(parsed.links, { path, turn, from: sitemap.from });
  }

  async #fetch(
    address: string,
    namedBy: string | undefined,
  ): Promise<{ readonly parsed: ParsedSitemap; readonly from: string } | undefined> {
    const { fetch, signal } = this.#world;
    this.#fetched++;
    try {
      const limits = { wireBytes: LARGEST_SITEMAP, bodyBytes: LARGEST_SITEMAP };
      const before = (this.#options.lists[address] ?? {}) as SourceCursor;
      const request = { accept: ACCEPT, robots: 'named', namedBy, limits, signal } as const;
      const fetched = await fetch(address, { ...request, validators: validatorsIn(before) });
      if (fetched.status === 304) {
        this.#isKnown = true;
        this.#remember(address, before);
        return undefined;
      }
      const bytes = await allUnpacked(fetched.bytes, LARGEST_SITEMAP);
      const parsed = await takenApart(this.#world, 'sitemap', bytes, { charset: fetched.charset });
      // An index may stay as it is while what it lists changes.
      if (parsed.kind === 'pages') this.#remember(address, validatorsOf(fetched));
      return { parsed, from: fetched.address };
    } catch (error) {
      if (!(error instanceof SourceFailure)) throw error;
      // A site that asks to be left alone is left alone.
      if (error.code === 'fetch-retry-later') throw error;
      this.#firstFailure ??= error;
      this.#failed.push(address);
      return undefined;
    }
  }

  #remember(address: string, validators: SourceCursor): void {
    const isWorth = Object.keys(validators).length > 0 && Object.keys(this.#lists).length < MOST_KEPT;
    if (isWorth) this.#lists[address] = validators;
  }

  #keep(links: readonly Link[]): void {
    for (const link of links) {
      if (!isWithin(new URL(link.address), this.#options)) this.#notes.elsewhere++;
      else if (this.#links.size >= MOST_LINKS) this.#notes.tooMany++;
      else if (!this.#links.has(link.address)) this.#links.set(link.address, link);
    }
  }
}
