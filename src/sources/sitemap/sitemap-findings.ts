import type { SourceFinding } from '../source.ts';
import type { GatheredLinks } from './gathered-links.ts';

const WARNING = 'warning';

/** Says what was odd about the sitemaps of a site, and what of them was left. */
export function sitemapFindings(
  { notes, failed }: Pick<GatheredLinks, 'notes' | 'failed'>,
  { unwatched, givenUp }: { readonly unwatched: number; readonly givenUp: number },
): SourceFinding[] {
  return [
    ...told('sitemap-failed', failed.length, 'sitemaps could not be read, or are none'),
    ...told(
      'sitemap-given-up',
      givenUp,
      'sitemaps could not be read for so long that older pages which they list may be missed',
    ),
    ...told('sitemap-more-sitemaps', notes.left, 'sitemaps are left for the next readings'),
    ...told(
      'sitemap-cut-short',
      notes.cut,
      'sitemaps break off or hold more than is taken apart; what is before was read',
    ),
    ...told('sitemap-too-deep', notes.tooDeep, 'lists of sitemaps nest too deeply and were left out'),
    ...told('sitemap-bad-entries', notes.unusable, 'entries have no address of the web and were left out'),
    ...told('sitemap-elsewhere', notes.elsewhere, 'addresses are of other sites, or outside of what is asked for'),
    ...told('sitemap-too-many', notes.tooMany + unwatched, 'addresses are more than are looked at'),
  ];
}

/** Says what a first reading did not take. */
export function leftAtFirst(days: number, old: number, undated: number): SourceFinding[] {
  return [
    ...told('sitemap-older', old, `pages are older than ${days} days and are not taken at the first reading`),
    ...told(
      'sitemap-undated',
      undated,
      'pages without a time stand further down and are not taken at the first reading',
    ),
  ];
}

function told(code: string, count: number, what: string): SourceFinding[] {
  return count === 0 ? [] : [{ code, severity: WARNING, message: `Of the sitemaps: ${count} ${what}.` }];
}
