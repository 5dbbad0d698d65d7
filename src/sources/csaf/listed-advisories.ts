import type { AdvisoryLink, AdvisoryLinks } from '../../extract/lists/advisory-links.ts';
import type { Provider } from '../../extract/lists/provider.ts';
import type { Fetched } from '../fetch/guarded-fetch.ts';
import { validatorsIn, validatorsOf } from '../fetch/validators.ts';
import type { SourceCursor, SourceFinding, SourceWorld } from '../source.ts';
import { SourceFailure } from '../source-failure.ts';
import { takenApart } from '../taken-apart.ts';

const LARGEST_LIST = 64 * 1024 * 1024;
/** Lists whose validators are kept in the cursor. */
const MOST_KEPT = 10;

/** What a provider lists, of the lists that changed since. */
export interface ListedAdvisories {
  /** Each address once, as it was changed last. */
  readonly links: readonly AdvisoryLink[];
  /** How the lists are known again: validators by address. */
  readonly lists: SourceCursor;
  readonly findings: readonly SourceFinding[];
  /** Addresses of the lists that could not be read. */
  readonly failed: readonly string[];
  /** Whether some list said that it did not change. */
  readonly isKnown: boolean;
}

/**
 * Reads what a provider lists: its ROLIE feeds with one of the labels; where it has no feed, its directories. A list that fails beside
 * others is told; where all fail, so does the source. Throws `SourceFailure`.
 */
export async function listAdvisories(
  { feeds, directories }: Provider,
  {
    labels,
    lists: before,
    address,
  }: { readonly labels: readonly string[]; readonly lists: SourceCursor; readonly address: string },
  world: SourceWorld,
): Promise<ListedAdvisories> {
  const open = feeds.filter(({ label }) => labels.includes(label || 'UNLABELED'));
  const listing = new Listing(before, address, world);
  for (const feed of open)
    await listing.read([feed.address], ({ bytes, address: at }) =>
      takenApart(world, 'csaf-feed', bytes, { address: at }),
    );
  if (feeds.length === 0) {
    for (const directory of directories) {
      const files = [`${directory}changes.csv`, `${directory}index.txt`];
      await listing.read(files, ({ bytes }) => takenApart(world, 'csaf-directory', bytes, { directory }));
    }
  }
  return listing.listed(feeds.length - open.length);
}

class Listing {
  readonly #before: SourceCursor;
  readonly #namedBy: string;
  readonly #world: SourceWorld;
  readonly #links = new Map<string, AdvisoryLink>();
  readonly #lists: Record<string, SourceCursor> = {};
  #unusable = 0;
  readonly #failed: string[] = [];
  #read = 0;
  #isKnown = false;
  #firstFailure: SourceFailure | undefined;

  constructor(before: SourceCursor, namedBy: string, world: SourceWorld) {
    this.#before = before;
    this.#namedBy = namedBy;
    this.#world = world;
  }

  /** Reads the first of these files that is there. */
  async read(addresses: readonly string[], parse: (fetched: Fetched) => Promise<AdvisoryLinks>): Promise<void> {
    try {
      const [address, fetched] = await this.#first(addresses);
      if (fetched.status === 304) {
        this.#read++;
        this.#isKnown = true;
        this.#keep(address, this.#before[address]);
        return;
      }
      const { links, unusable } = await parse(fetched);
      this.#read++;
      this.#unusable += unusable;
      for (const link of links) this.#add(link);
      this.#keep(address, validatorsOf(fetched));
    } catch (error) {
      if (!(error instanceof SourceFailure) || error.code === 'fetch-retry-later') throw error;
      this.#firstFailure ??= error;
      this.#failed.push(addresses[0]!);
    }
  }

  listed(closed: number): ListedAdvisories {
    if (this.#read === 0 && this.#firstFailure !== undefined) throw this.#firstFailure;
    const findings = [
      ...told('csaf-feeds-closed', closed, 'feeds have a label that is not among those that are read'),
      ...told('csaf-lists-failed', this.#failed.length, 'lists could not be read'),
      ...told('csaf-bad-entries', this.#unusable, 'entries have no address that can be used and were left out'),
    ];
    const found = { links: [...this.#links.values()], lists: this.#lists, isKnown: this.#isKnown };
    return { ...found, failed: this.#failed, findings };
  }

  async #first(addresses: readonly string[]): Promise<readonly [string, Fetched]> {
    const { fetch, signal } = this.#world;
    for (const [at, address] of addresses.entries()) {
      try {
        const limits = { wireBytes: LARGEST_LIST, bodyBytes: LARGEST_LIST };
        const validators = validatorsIn((this.#before[address] ?? {}) as SourceCursor);
        return [address, await fetch(address, { robots: 'named', namedBy: this.#namedBy, validators, limits, signal })];
      } catch (error) {
        const isAbsent = error instanceof SourceFailure && error.code === 'fetch-not-found';
        if (!isAbsent || at === addresses.length - 1) throw error;
      }
    }
    throw new Error('There is no list to read.');
  }

  #add(link: AdvisoryLink): void {
    const before = this.#links.get(link.address);
    if (before === undefined || (before.time ?? 0) < (link.time ?? 0)) this.#links.set(link.address, link);
  }

  #keep(address: string, validators: unknown): void {
    if (Object.keys(this.#lists).length < MOST_KEPT) this.#lists[address] = (validators ?? {}) as SourceCursor;
  }
}

function told(code: string, count: number, what: string): SourceFinding[] {
  return count === 0
    ? []
    : [{ code, severity: 'warning', message: `Of the provider of advisories: ${count} ${what}.` }];
}
