import { decodeText } from '../decode-text.ts';
import { Unreadable } from '../extract-problem.ts';
import { parseDate } from '../feed/parse-date.ts';
import { elementsIn, textOf } from '../feed/vocabulary.ts';
import { readXml, type XmlElement } from '../feed/xml-tree.ts';
import { languageCode } from '../language-code.ts';
import { canonicalAddress } from './canonical-address.ts';
import type { GivenByList, ListedLink } from './listed-link.ts';

export interface ParsedSitemap {
  /** `index`: the links are of other sitemaps. `pages`: they are of pages. */
  readonly kind: 'index' | 'pages';
  /** In the order of the file, each address once. */
  readonly links: readonly ListedLink[];
  /** It breaks off, or holds more than is taken apart; what is complete before that place was read. */
  readonly isCut: boolean;
  /** Entries without an address of the web. */
  readonly unusable: number;
}

/** Bytes of one sitemap, unpacked; the protocol allows 50 MB. */
export const LARGEST_SITEMAP = 52_428_800;
/** Addresses of one sitemap, by the protocol. */
export const MOST_IN_SITEMAP = 50_000;
/** Elements of one sitemap: an address with its images and translations has some dozens. */
const MOST_TAGS = 2_000_000;
const KINDS: Readonly<Record<string, ParsedSitemap['kind']>> = { urlset: 'pages', sitemapindex: 'index' };

/**
 * Reads a sitemap (sitemaps.org): a list of pages or of sitemaps in XML, with the extension for news, or addresses line by line.
 * Throws `Unreadable` (`sitemap-none`) for what is none.
 */
export function parseSitemap(bytes: Uint8Array, { charset }: { readonly charset?: string | undefined }): ParsedSitemap {
  const text = decodeText(bytes, { declares: true, charset }).replace(/^[\s\ufeff\0]+/, '');
  return text.startsWith('<') ? inXml(text) : inLines(text);
}

function inXml(text: string): ParsedSitemap {
  const { root, isCut, isTooLarge } = readXml(text, MOST_TAGS);
  const name = root === undefined ? '' : localName(root);
  const kind = KINDS[name];
  if (root === undefined || kind === undefined) throw noSitemap(name);
  const entry = kind === 'index' ? 'sitemap' : 'url';
  const isBroken = isCut || isTooLarge;
  const entries = [...elementsIn(root)].filter((child) => localName(child) === entry && (child.closed || !isBroken));
  return collected(kind, entries.map(linkOf), isBroken);
}

function inLines(text: string): ParsedSitemap {
  const lines = text.split(/\r\n?|\n/, MOST_IN_SITEMAP + 1).filter((line) => line.trim() !== '');
  if (!lines.some((line) => /^\s*https?:\/\//i.test(line))) throw noSitemap('');
  return collected(
    'pages',
    lines.map((line) => bareLink(line)),
    false,
  );
}

function collected(
  kind: ParsedSitemap['kind'],
  found: readonly (ListedLink | undefined)[],
  isCut: boolean,
): ParsedSitemap {
  const links = new Map<string, ListedLink>();
  for (const link of found.slice(0, MOST_IN_SITEMAP)) {
    if (link !== undefined && !links.has(link.address)) links.set(link.address, link);
  }
  const unusable = found.filter((link) => link === undefined).length;
  return { kind, links: [...links.values()], isCut: isCut || found.length > MOST_IN_SITEMAP, unusable };
}

function bareLink(text: string): ListedLink | undefined {
  const address = canonicalAddress(text);
  return address === undefined ? undefined : { address, state: '', given: {} };
}

function linkOf(entry: XmlElement): ListedLink | undefined {
  const fields = fieldsOf(entry);
  const bare = bareLink(fields.get('loc') ?? '');
  if (bare === undefined) return undefined;
  const written = fields.get('lastmod') ?? '';
  const news = [...elementsIn(entry)].find((child) => localName(child) === 'news');
  const given = { ...givenByNews(news), ...dated('updated', written) };
  // A news item that says when it was published and not when it was changed is as old as that.
  const stated = given.updated ?? given.published;
  const time = stated === undefined ? Number.NaN : Date.parse(stated);
  return {
    ...bare,
    state: written === '' ? (given.published ?? '') : written,
    given,
    ...(!Number.isNaN(time) && { time }),
  };
}

/** What the extension for news says: title, day or instant of publication, language. */
function givenByNews(news: XmlElement | undefined): GivenByList {
  if (news === undefined) return {};
  const fields = fieldsOf(news);
  const title = (fields.get('title') ?? '').replace(/\s+/g, ' ').slice(0, 500);
  const publication = [...elementsIn(news)].find((child) => localName(child) === 'publication');
  const stated = publication === undefined ? undefined : fieldsOf(publication).get('language');
  const language = languageCode(stated ?? '');
  return {
    ...(title !== '' && { title }),
    ...dated('published', fields.get('publication_date') ?? ''),
    ...(language !== undefined && { language }),
  };
}

function dated(name: 'published' | 'updated', text: string): GivenByList {
  const date = parseDate(text);
  return date === undefined ? {} : { [name]: date };
}

/** The texts of the elements directly inside one, by their names without prefix; of equal ones the first. */
function fieldsOf(element: XmlElement): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const child of elementsIn(element)) {
    const name = localName(child);
    if (!fields.has(name)) fields.set(name, textOf(child).trim());
  }
  return fields;
}

function localName({ name }: XmlElement): string {
  return name.slice(name.lastIndexOf(':') + 1);
}

function noSitemap(root: string): Unreadable {
  const message = ['rss', 'feed', 'rdf'].includes(root)
    ? 'What lies at the address is a feed and no sitemap: read it as a source of the kind feed.'
    : 'What lies at the address is no sitemap: XML of sitemaps.org and lists of addresses can be read.';
  return new Unreadable('sitemap-none', message);
}
