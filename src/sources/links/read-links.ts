import type { Fetched, FetchRequest } from '../fetch/guarded-fetch.ts';
import { PASSING } from '../fetch/passing.ts';
import type { SourceFinding, SourceItem, SourceWorld } from '../source.ts';
import { SourceFailure } from '../source-failure.ts';
import type { Link } from './link.ts';
import type { LinkMemory } from './link-memory.ts';

/** What may pass: the address is asked for again in the next reading. */
const TRIED_AGAIN = new Set([...PASSING, 'fetch-forbidden', 'csaf-hash', 'csaf-signature']);
/** What came all the same, and is not what it should be: the site is well. */
const CAME = new Set(['csaf-hash', 'csaf-signature']);
/** What would meet each of the others too: they are left for the next reading as they are. */
const PAUSES = new Set(['fetch-retry-later', 'csaf-keys']);
const GONE = new Set(['fetch-not-found', 'fetch-gone', 'links-lead-back']);
/** So many that failed one after the other: the site is left alone until the next reading. */
const MOST_IN_A_ROW = 3;

/** How links are followed. */
export interface Following<L extends Link> {
  /** Links that one reading fetches. */
  readonly most: number;
  readonly request: FetchRequest;
  /** Where the links stand: one that leads back there is gone. */
  readonly home: string;
  /** Makes an item of what lies at a link. Throws `SourceFailure` for what is not taken. */
  readonly take: (link: L, fetched: Fetched) => SourceItem | Promise<SourceItem>;
}

/** How following links ended. */
export interface Followed {
  readonly items: number;
  /** Links that were not reached, or that are tried again; they come with the next readings. */
  readonly unread: readonly Link[];
  readonly findings: readonly SourceFinding[];
  /** Seconds for which a site asked to be left alone. */
  readonly retryAfter?: number | undefined;
}

/**
 * Follows links in their order, at most so many in one reading, and notes in `memory` which were read. A link that fails
 * ends nothing: it is told, and tried again for some readings; one that is gone, or not for us, is told once. A site that asks to
 * be left alone ends the reading, and so do what nothing can be checked without and some failures one after the other.
 */
export async function* readLinks<L extends Link>(
  links: readonly L[],
  memory: LinkMemory,
  { most, request, home, take }: Following<L>,
  { fetch, signal }: SourceWorld,
): AsyncGenerator<SourceItem, Followed> {
  const tally = new Tally();
  let at = 0;
  for (; at < Math.min(links.length, most) && !tally.isPaused; at++) {
    const link = links[at]!;
    signal.throwIfAborted();
    try {
      const fetched = await fetch(link.address, { ...request, signal });
      checkThere(link, fetched, home);
      const item = await take(link, fetched);
      memory.note(link);
      tally.took();
      yield item;
    } catch (error) {
      if (!(error instanceof SourceFailure)) throw error;
      tally.failed(link, error, memory);
    }
  }
  return tally.followed(links.slice(at));
}

/** Refuses a link that leads back to the list or to the front page, as sites do with what they took away. */
function checkThere({ address: asked }: Link, { address }: Fetched, home: string): void {
  const [from, to] = [new URL(asked), new URL(address)];
  if (from.href === to.href) return;
  const isFront = to.pathname === '/' && to.search === '' && from.pathname !== '/';
  if (isFront || to.href === home) {
    throw new SourceFailure('links-lead-back', 'The site has led back from this address to where its links stand.');
  }
}

/** Counts how links ended, and notes those that failed. */
class Tally {
  items = 0;
  /** A site asked to be left alone, or nothing can be checked. */
  isPaused = false;
  retryAfter: number | undefined;
  readonly #again: Link[] = [];
  #left: Link[] = [];
  #inARow = 0;
  #gone = 0;
  #refused = 0;
  #givenUp = 0;

  took(): void {
    this.items++;
    this.#inARow = 0;
  }

  failed(link: Link, { code, retryAfter }: SourceFailure, memory: LinkMemory): void {
    if (PAUSES.has(code)) {
      this.isPaused = true;
      this.retryAfter = retryAfter;
      this.#left = [link];
    } else if (TRIED_AGAIN.has(code)) {
      if (!CAME.has(code)) this.isPaused = ++this.#inARow >= MOST_IN_A_ROW;
      if (memory.noteFailed(link)) this.#again.push(link);
      else this.#givenUp++;
    } else {
      memory.note(link);
      if (GONE.has(code)) this.#gone++;
      else this.#refused++;
    }
  }

  followed(rest: readonly Link[]): Followed {
    const left = [...this.#left, ...rest];
    const findings = [
      ...told('links-left', left.length, 'are left for the next readings'),
      ...told('links-failed', this.#again.length, 'could not be read and are tried again in the next reading'),
      ...told('links-given-up', this.#givenUp, 'could not be read for several readings and are tried no more'),
      ...told('links-gone', this.#gone, 'are not there (404, 410) and are not tried again'),
      ...told('links-refused', this.#refused, 'may not or cannot be read and are not tried again'),
    ];
    return { items: this.items, unread: [...left, ...this.#again], findings, retryAfter: this.retryAfter };
  }
}

function told(code: string, count: number, what: string): SourceFinding[] {
  return count === 0 ? [] : [{ code, severity: 'warning', message: `Linked pages: ${count} ${what}.` }];
}

/** What lies at a link as an item. */
export function pageItem({ address: key, given }: Link, { address, bytes, mediaType, charset }: Fetched): SourceItem {
  const name = new URL(address).pathname.slice(-200);
  const stated = { ...given, ...(charset !== undefined && { charset }) };
  return { key, address, bytes, mediaType: mediaType || 'text/html', name, given: stated };
}
