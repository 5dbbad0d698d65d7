import { sitemapOptions } from '../domain/source-options.ts';
import { askedAs } from './links/asked-as.ts';
import type { Link } from './links/link.ts';
import { LinkMemory } from './links/link-memory.ts';
import { pageItem, readLinks } from './links/read-links.ts';
import { nextAfter, wantedLinks } from './links/timed-links.ts';
import { findSitemaps } from './sitemap/find-sitemaps.ts';
import { gatherLinks } from './sitemap/gathered-links.ts';
import { standingIn } from './sitemap/sitemap-cursor.ts';
import { leftAtFirst, sitemapFindings } from './sitemap/sitemap-findings.ts';
import type { ReadSource, SourceFinding } from './source.ts';
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
  const start = now - since * DAY;
  const { known, after, isFirst, turn, lists: before, failing } = standingIn(cursor, within ?? '', start);
  const site = { address, within, after, turn, lists: before };
  const gathered = await gatherLinks(await findSitemaps(address, world), site, world);
  const { links, lists, isKnown, failed, next } = gathered;
  for (const sitemap of failed) failing.note(sitemap);
  const { cursor: stillFailing, isHeld, givenUp } = failing.ending(next === undefined);
  // Whether this reading saw all sitemaps.
  const isWhole = next === undefined && turn.length === 0;
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
  const isEmpty = links.length === 0 && failed.length === 0 && next === undefined && !isKnown;
  return {
    cursor: {
      known: memory.text,
      ...askedAs(within ?? ''),
      ...stillFailing,
      // What a sitemap lists that failed may be older than what others list.
      // Where one reading does not see all sitemaps, none knows what the newest is: the days before it are looked at.
      after: isHeld
        ? after
        : isWhole
          ? nextAfter(links, unread, { after, now, late: LATE })
          : rolling(after, next === undefined, start),
      // A sitemap of which something is left is read again, even if it did not change.
      ...(unread.length === 0 && isWhole && { lists }),
      ...(next !== undefined && { turn: next }),
      ...(isFirst && (isHeld || next !== undefined) && { first: true }),
    },
    outcome: items > 0 ? 'items' : isEmpty ? 'empty' : 'unchanged',
    findings: [...sitemapFindings(gathered, { unwatched: wanted.unwatched, givenUp }), ...left, ...findings],
    retryAfter,
  };
};

/** The time moves on when all sitemaps had their turn. */
function rolling(after: number, isEnd: boolean, start: number): number {
  return isEnd ? Math.max(after, start) : after;
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
