import type { XmlElement } from './xml-tree.ts';

/** The names of feeds themselves, which are told apart by what they say and not by their namespace. */
const OWN = '';
const BY_NAMESPACE: Readonly<Record<string, string>> = {
  'http://www.w3.org/2005/atom': OWN,
  'http://purl.org/atom/ns#': OWN,
  'http://purl.org/atom-blog/ns#': OWN,
  'http://example.com/newformat#': OWN,
  'http://example.com/necho': OWN,
  'http://purl.org/echo/': OWN,
  'uri/of/echo/namespace#': OWN,
  'http://purl.org/pie/': OWN,
  'http://purl.org/rss/1.0/': OWN,
  'http://purl.org/net/rss1.1#': OWN,
  'http://my.netscape.com/rdf/simple/0.9/': OWN,
  'http://channel.netscape.com/rdf/simple/0.9/': OWN,
  'http://my.netscape.com/publish/formats/rss-0.91.dtd': OWN,
  'http://backend.userland.com/rss': OWN,
  'http://backend.userland.com/rss2': OWN,
  'http://backend.userland.com/rss091': OWN,
  'http://blogs.law.harvard.edu/tech/rss': OWN,
  'http://www.w3.org/1999/02/22-rdf-syntax-ns#': 'rdf',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://purl.org/dc/elements/1.0/': 'dc',
  'http://purl.org/dc/terms/': 'dcterms',
  'http://purl.org/rss/1.0/modules/content/': 'content',
  'http://www.w3.org/1999/xhtml': 'xhtml',
  'http://www.itunes.com/dtds/podcast-1.0.dtd': 'itunes',
  'http://search.yahoo.com/mrss': 'media',
  'http://search.yahoo.com/mrss/': 'media',
  'http://rssnamespace.org/feedburner/ext/1.0': 'feedburner',
  'http://www.w3.org/2000/svg': 'svg',
  'http://www.w3.org/1998/math/mathml': 'mathml',
};
/** What prefixes mean that nobody declared. */
const BY_PREFIX: Readonly<Record<string, string>> = { atom: OWN, rss: OWN, '': OWN };

/** The namespace that holds for `prefix` at `element`, or undefined. */
function namespaceAt(element: XmlElement, prefix: string): string | undefined {
  const name = prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
  for (let at: XmlElement | undefined = element; at; at = at.parent) {
    const namespace = at.attributes.get(name);
    if (namespace !== undefined) return namespace.trim().toLowerCase();
  }
  return undefined;
}

/**
 * The name of an element as this folder knows it: bare for the elements of feeds, else with the customary prefix of its
 * namespace, whatever prefix was written (`dc:date`).
 */
export function keyOf(element: XmlElement): string {
  const colon = element.name.indexOf(':');
  const written = element.name.slice(0, Math.max(0, colon));
  const local = element.name.slice(colon + 1);
  const namespace = namespaceAt(element, written);
  const prefix = (namespace === undefined ? undefined : BY_NAMESPACE[namespace]) ?? BY_PREFIX[written] ?? written;
  return prefix === OWN ? local : `${prefix}:${local}`;
}

/** The elements directly inside one, by what this folder calls them. */
export class Fields {
  readonly element: XmlElement;
  readonly #byKey = new Map<string, XmlElement[]>();

  constructor(element: XmlElement) {
    this.element = element;
    for (const child of elementsIn(element)) {
      const key = keyOf(child);
      const list = this.#byKey.get(key);
      if (list) list.push(child);
      else this.#byKey.set(key, [child]);
    }
  }

  /** All elements with one of these names, those of the first name first. */
  all(...keys: readonly string[]): readonly XmlElement[] {
    return keys.flatMap((key) => this.#byKey.get(key) ?? []);
  }

  /** The text of the first of them that has any, without white space around it. */
  text(...keys: readonly string[]): string | undefined {
    for (const element of this.all(...keys)) {
      const text = textOf(element).trim();
      if (text !== '') return text;
    }
    return undefined;
  }
}

export function* elementsIn(element: XmlElement): Generator<XmlElement> {
  for (const child of element.children) if (typeof child !== 'string') yield child;
}

/** All text inside an element, in order. */
export function textOf(element: XmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}

/** The nearest value of an attribute that holds for all that is inside, such as `xml:lang`; undefined for an empty one. */
export function inherited(element: XmlElement, name: string): string | undefined {
  for (let at: XmlElement | undefined = element; at; at = at.parent) {
    const value = at.attributes.get(name);
    if (value !== undefined) return value.trim() || undefined;
  }
  return undefined;
}
