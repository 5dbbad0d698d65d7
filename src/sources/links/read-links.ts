import type { Fetched, FetchRequest } from '../fetch/guarded-fetch.ts';
import type { SourceFinding, SourceItem, SourceWorld } from '../source.ts';
import { SourceFailure } from '../source-failure.ts';
import type { Link } from './link.ts';
import type { LinkMemory } from './link-memory.ts';

/** What passes: the address is asked for again in the next reading. */
const PASSING = new Set([
  ...['fetch-unknown-host', 'fetch-connection', 'fetch-certificate', 'fetch-too-slow', 'fetch-bad-answer'],
  ...['fetch-server-error', 'fetch-robots-unreachable', 'csaf-hash'],
]);
const GONE = new Set(['fetch-not-found', 'fetch-gone']);

/** How links are followed. */
export interface Following<L extends Link> {
  /** Links that one reading fetches. */
  readonly most: number;
  readonly request: FetchRequest;
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
 * be left alone ends the reading.
 */
export async function* readLinks<L extends Link>(
  links: readonly L[],
  memory: LinkMemory,
  { most, request, take }: Following<L>,
  { fetch, signal }: SourceWorld,
): AsyncGenerator<SourceItem, Followed> {
  const tally = new Tally();
  let at = 0;
  for (; at < Math.min(links.length, most) && !tally.isPaused; at++) {
    const link = links[at]!;
    signal.throwIfAborted();
    try {
      const item = await take(link, await fetch(link.address, { ...request, signal }));
      memory.note(link);
      tally.items++;
      yield item;
    } catch (error) {
      if (!(error instanceof SourceFailure)) throw error;
      tally.failed(link, error, memory);
    }
  }
  return tally.followed(links.slice(at));
}

/** Counts how links ended, and notes those that failed. */
class Tally {
  items = 0;
  /** A site asked to be left alone. */
  isPaused = false;
  retryAfter: number | undefined;
  readonly #again: Link[] = [];
  #left: Link[] = [];
  #gone = 0;
  #refused = 0;
  #givenUp = 0;

  failed(link: Link, { code, retryAfter }: SourceFailure, memory: LinkMemory): void {
    if (code === 'fetch-retry-later') {
      this.isPaused = true;
      this.retryAfter = retryAfter;
      this.#left = [link];
    } else if (PASSING.has(code)) {
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
