import type { MarkupDocument, MarkupElement } from './markup-tree.ts';
import type { PageMetadata } from './page-metadata.ts';
import { isRecord } from './record-fields.ts';
import { shownLine } from './rendered-text.ts';

const MOST_HEADINGS = 20;
/** Words of a title element from which on it says more than a heading that has none of them and is shorter. */
const TELLING = 6;
/** Letters of words that any two titles may share. */
const LONGEST_PARTICLE = 3;
const SITE_BEHIND = /^(.+?)\s+[|–—·»:-]\s+([^|–—·»]+)$/u;

/** Returns the only first-level heading of a page; several are sections, or the name of the site before the title. */
export function titleHeading(page: MarkupDocument): MarkupElement | undefined {
  const all = [...page.querySelectorAll('h1')];
  if (all.length > MOST_HEADINGS) return undefined;
  const headings = all.filter((heading) => shownLine(heading) !== '' && !isLink(heading));
  return headings.length === 1 ? headings[0] : undefined;
}

/** A heading that is a link as a whole is the name of the site and leads to its first page. */
function isLink(heading: MarkupElement): boolean {
  const link = heading.querySelector('a[href]');
  return link !== null && shownLine(link) === shownLine(heading);
}

/** Returns the title of a page, without the name of its site behind it: as it is stated, else `heading`, else the title element. */
export function titleOf(page: MarkupDocument, metadata: PageMetadata, heading: MarkupElement | undefined): string {
  const { metas } = metadata;
  const stated = ['og:title', 'dc.title', 'dcterms.title', 'dcterm.title', 'parsely-title', 'twitter:title']
    .map((name) => metas.get(name))
    .find((title) => title !== undefined);
  // An SVG picture has titles, too.
  const element = ['head > title', 'html > title', 'body > title']
    .map((place) => page.querySelector(place))
    .find(Boolean);
  const named = withoutSite(element?.textContent ?? '', metadata);
  if (stated !== undefined) return withoutSite(stated, metadata);
  const shown = heading ? shownLine(heading) : '';
  return shown === '' || isSection(shown, named) ? named : shown;
}

/** A short heading that has no word of a long title is the name of a section of the site. */
function isSection(heading: string, title: string): boolean {
  const [headed, titled] = [wordsOf(heading), wordsOf(title)];
  if (titled.length < TELLING || headed.length * 2 > titled.length) return false;
  return !headed.some((word) => word.length > LONGEST_PARTICLE && titled.includes(word));
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function withoutSite(text: string, { metas, linked }: PageMetadata): string {
  const title = text.replace(/\s+/g, ' ').trim();
  const [, head = '', tail = ''] = SITE_BEHIND.exec(title) ?? [];
  if (head === '') return title;
  const publishers = linked.map((record) => (isRecord(record['publisher']) ? record['publisher']['name'] : undefined));
  const sites = [metas.get('og:site_name'), metas.get('application-name'), ...publishers];
  const isSite = sites.some((site) => typeof site === 'string' && site.toLowerCase() === tail.toLowerCase());
  return isSite ? head : title;
}
