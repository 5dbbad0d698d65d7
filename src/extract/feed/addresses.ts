import type { FeedLink } from './parsed-feed.ts';
import { elementsIn, inherited, keyOf, textOf } from './vocabulary.ts';
import type { XmlElement } from './xml-tree.ts';

const LONGEST = 4096;

/**
 * Returns the absolute address that `text` means, relative to `base`, or undefined for one that is not http or https or
 * that cannot be read. White space around it, and line breaks inside, are left out.
 */
export function resolveAddress(text: string, base: string): string | undefined {
  const written = text.trim().replace(/[\r\n\t]+/g, '');
  if (written === '' || written.length > LONGEST || !URL.canParse(written, base)) return undefined;
  const url = new URL(written, base);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : undefined;
}

/** Returns what addresses at `element` are relative to: the xml:base of all elements around it, over `outermost`. */
export function addressAround(element: XmlElement, outermost: string): string {
  const bases: string[] = [];
  for (let at: XmlElement | undefined = element; at; at = at.parent) {
    const base = at.attributes.get('xml:base');
    if (base !== undefined) bases.unshift(base);
  }
  return bases.reduce((base, text) => resolveAddress(text, base) ?? base, outermost);
}

/**
 * The links of a feed or an entry, in order: `<link href>` as in Atom, `<link>` with text as in RSS, `<enclosure>`, and
 * the attribute `href` of the element itself as in CDF.
 */
export function linksIn(element: XmlElement, outermost: string): FeedLink[] {
  const inside = [...elementsIn(element)].flatMap((child) => {
    const key = keyOf(child);
    return key === 'link' || key === 'enclosure' ? linkOf(child, key, outermost) : [];
  });
  const own = element.attributes.get('href');
  const address = own === undefined ? undefined : resolveAddress(own, addressAround(element, outermost));
  return address === undefined ? inside : [{ address, relation: 'alternate' }, ...inside];
}

function linkOf(element: XmlElement, key: 'link' | 'enclosure', outermost: string): FeedLink[] {
  const base = addressAround(element, outermost);
  const { attributes } = element;
  const named = attributes.get('href') ?? attributes.get('url') ?? attributes.get('rdf:resource');
  // An empty reference, written as such, is the base itself; an element without text is no link.
  const address = named?.trim() === '' ? base : resolveAddress(named ?? textOf(element), base);
  if (address === undefined) return [];
  const stated = attributes.get('rel')?.trim().toLowerCase() || 'alternate';
  const mediaType = attributes.get('type')?.trim().toLowerCase() || undefined;
  return [{ address, relation: key === 'enclosure' ? key : stated, mediaType }];
}

/** The link to a page among `links`: an alternate in HTML, else the first alternate. */
export function pageAmong(links: readonly FeedLink[]): string | undefined {
  const pages = links.filter(({ relation }) => relation === 'alternate');
  const isPage = ({ mediaType }: FeedLink) =>
    mediaType === undefined || /^(?:text\/html|application\/xhtml)/.test(mediaType);
  return (pages.find(isPage) ?? pages[0])?.address;
}

/** The language that holds at an element, as it is written. */
export function languageAt(element: XmlElement): string | undefined {
  return inherited(element, 'xml:lang');
}
