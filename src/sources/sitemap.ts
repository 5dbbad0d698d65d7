import { sitemapOptions } from '../domain/source-options.ts';
import { askedAs, cursorFor } from './links/asked-as.ts';
import type { Link } from './links/link.ts';
import { LinkMemory } from './links/link-memory.ts';
import { pageItem, readLinks } from './links/read-links.ts';
import { nextAfter, wantedLinks } from './links/timed-links.ts';
import { findSitemaps } from './sitemap/find-sitemaps.ts';
import { gatherLinks } from './sitemap/gathered-links.ts';
import { leftAtFirst, sitemapFindings } from './sitemap/sitemap-findings.ts';
import type { ReadSource, SourceCursor, SourceFinding } from './source.ts';
import { statedOptions } from './stated-options.ts';

const ACCEPT = 'text/html, application/xhtml+xml, */*;q=0.5';
const DAY = 24 * 3600 * 1000;
/** Pages that are dated back by less are still seen. */
const LATE = 2 * DAY;

/**
 * Reads the pages that the sitemaps of a site list: those that are new, or that changed by their `lastmod`. The first reading takes
 * those of the last days (`since`), and of pages without a time the ones that are listed first. The address is that of a
 * sitemap, of a site, or of its robots.txt. Throws `SourceFailure` for what cannot be fetched or is no sitemap, and for wrong
 * options.
 */
export const readSitemap: ReadSource = async function* ({ address, options, cursor }, world) {
  const { since, within, most } = statedOptions(() => sitemapOptions(options));
  const now = world.now();
  const { known, after: stated, skip, first, lists: before } = cursorFor(cursor, within ?? '');
  const isFirst = typeof stated !== 'number' || first === true;
  const after = typeof stated === 'number' ? stated : now - since * DAY;
  const turn = typeof skip === 'number' && Number.isSafeInteger(skip) && skip > 0 ? skip : 0;
  const kept = typeof before === 'object' && before !== null ? (before as SourceCursor) : {};
  const site = { address, within, after, skip: turn, lists: kept };
  const { links, lists, isKnown, notes, next } = await gatherLinks(await findSitemaps(address, world), site, world);
  const memory = new LinkMemory(known);
  const wanted = wantedLinks(links, memory, after);
  const chosen = isFirst ? firstOnes(wanted.links, memory, most) : { links: wanted.links, undated: 0 };
  const request = { accept: ACCEPT, namedBy: address };
  const { items, unread, findings, retryAfter } = yield* readLinks(
    chosen.links,
    memory,
    { most, request, home: address, take: pageItem },
    world,
  );
  const left: SourceFinding[] = isFirst ? leftAtFirst(since, wanted.old, chosen.undated) : [];
  return {
    cursor: {
      known: memory.text,
      ...askedAs(within ?? ''),
      // Where one reading does not see all sitemaps, none knows what the newest is: the days before it are looked at.
      after:
        next > 0 || turn > 0
          ? rolling(after, next, now - since * DAY)
          : nextAfter(links, unread, { after, now, late: LATE }),
      // A sitemap of which something is left is read again, even if it did not change.
      ...(unread.length === 0 && next === 0 && turn === 0 && { lists }),
      ...(next > 0 && { skip: next, ...(isFirst && { first: true }) }),
    },
    outcome: items > 0 ? 'items' : links.length === 0 && next === 0 && !isKnown ? 'empty' : 'unchanged',
    findings: [...sitemapFindings(notes, wanted.unwatched), ...left, ...findings],
    retryAfter,
  };
};

/** The time moves on when all sitemaps had their turn. */
function rolling(after: number, next: number, days: number): number {
  return next > 0 ? after : Math.max(after, days);
}

/** Of pages without a time the first reading takes as many as there is room for; the others count as read. */
function firstOnes(
  links: readonly Link[],
  memory: LinkMemory,
  most: number,
): { readonly links: readonly Link[]; readonly undated: number } {
  const dated = links.filter(({ time }) => time !== undefined);
  const undated = links.filter(({ time }) => time === undefined);
  const room = Math.max(0, most - dated.length);
  for (const link of undated.slice(room)) memory.note(link);
  return { links: [...dated, ...undated.slice(0, room)], undated: Math.max(0, undated.length - room) };
}
