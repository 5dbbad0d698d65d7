import { languageCode } from '../language-code.ts';
import { addressAround, languageAt, linksIn, pageAmong, resolveAddress } from './addresses.ts';
import { parseDate } from './parse-date.ts';
import type { FeedEntry, FeedLink } from './parsed-feed.ts';
import { Fields, textOf } from './vocabulary.ts';
import { htmlOf, readWritten, titleOf } from './written-text.ts';
import type { XmlElement } from './xml-tree.ts';

/** What holds for all entries of a feed. */
export interface Around {
  readonly isAtom: boolean;
  /** What addresses are relative to where no xml:base says it. */
  readonly base: string;
  readonly language: string | undefined;
  readonly authors: readonly string[];
  /** Called for what stands where a date should, and is none. */
  readonly onBadDate: () => void;
}

const PUBLISHED = ['pubdate', 'published', 'issued', 'dcterms:issued', 'dcterms:created', 'created'] as const;
const UPDATED = ['updated', 'modified', 'dcterms:modified', 'lastbuilddate', 'lastmod'] as const;
const TITLES = ['title', 'dc:title', 'dcterms:title', 'media:title', 'itunes:title'] as const;
/** Where content may stand, the fullest as a rule first. */
const CONTENTS = [
  ...[
    'content:encoded',
    'content',
    'xhtml:body',
    'xhtml:div',
    'body',
    'fullitem',
    'description',
    'summary',
    'abstract',
  ],
  ...['dcterms:abstract', 'dc:description', 'itunes:summary', 'media:description'],
];

/** Reads one entry or item. Every field that cannot be read is left out. */
export function readEntry(element: XmlElement, around: Around): FeedEntry {
  const fields = new Fields(element);
  const links = linksIn(element, around.base);
  const id = fields.text('guid', 'id', 'dc:identifier') ?? element.attributes.get('rdf:about')?.trim();
  const language = fields.text('dc:language', 'language') ?? languageAt(element);
  const base = addressAround(element, around.base);
  const authors = authorsIn(fields);
  return {
    id: id || undefined,
    link: linkOf(fields, links, base),
    originalLink: resolveAddress(fields.text('feedburner:origlink') ?? '', base),
    links,
    title: titleIn(fields, around.isAtom),
    content: contentIn(fields, around.isAtom),
    base,
    ...datesIn(fields, around.onBadDate),
    language: languageCode(language ?? '') ?? around.language,
    authors: authors.length > 0 ? authors : around.authors,
  };
}

/** The first title that has text, its own before those of other vocabularies. */
export function titleIn(fields: Fields, isAtom: boolean): string | undefined {
  for (const element of fields.all(...TITLES)) {
    const title = titleOf(readWritten(element, isAtom));
    if (title !== undefined) return title;
  }
  return undefined;
}

/** When a feed or an entry was published and changed. A dc:date is the one of the two that is not stated otherwise. */
export function datesIn(
  fields: Fields,
  onBadDate: () => void,
): { readonly published: string | undefined; readonly updated: string | undefined } {
  // Of several dates of one name the last one counts: whoever adds one leaves the old one standing before it.
  const dateOf = (keys: readonly string[]) => {
    for (const key of keys) {
      for (const element of [...fields.all(key)].reverse()) {
        const text = textOf(element).trim();
        const date = parseDate(text);
        if (date !== undefined) return date;
        if (text !== '') onBadDate();
      }
    }
    return undefined;
  };
  const published = dateOf(PUBLISHED);
  const updated = dateOf(UPDATED) ?? parseDate(fields.element.attributes.get('lastmod') ?? '');
  const either =
    published === undefined || updated === undefined ? dateOf(['dc:date', 'dcterms:date', 'date']) : undefined;
  return { published: published ?? either, updated: updated ?? (published === undefined ? undefined : either) };
}

/** The names of those who wrote it, without their mail addresses where there is a name. */
export function authorsIn(fields: Fields): string[] {
  const names = fields.all('author', 'dc:creator', 'itunes:author', 'managingeditor').map((element) => {
    const inside = new Fields(element);
    return nameOf(inside.text('name') ?? inside.text('email') ?? textOf(element));
  });
  return [...new Set(names.filter((name) => name !== ''))].slice(0, 20);
}

function nameOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim().slice(0, 200);
  // “mail (name)” as RSS has it, and “name <mail>” as mail has it.
  const [, inBrackets] = /^\S+@\S+ \((.+)\)$/.exec(line) ?? [];
  return inBrackets ?? (/^(.+) <\S+@\S+>$/.exec(line)?.[1] || line);
}

function linkOf(fields: Fields, links: readonly FeedLink[], base: string): string | undefined {
  const page = pageAmong(links);
  if (page !== undefined) return page;
  for (const element of fields.all('guid')) {
    const isLink = element.attributes.get('ispermalink')?.trim().toLowerCase() !== 'false';
    const written = textOf(element).trim();
    const isAddress = /^(?:https?:)?\/\//i.test(written) || element.attributes.has('ispermalink');
    if (isLink && isAddress) return resolveAddress(written, addressAround(element, base));
  }
  return resolveAddress(fields.element.attributes.get('rdf:about') ?? '', base);
}

/** The longest of all contents, by its text; of equal ones the first. */
function contentIn(fields: Fields, isAtom: boolean): string | undefined {
  let fullest: string | undefined;
  let most = 0;
  // Sites of films describe an entry only in the group of its media.
  const inGroups = fields.all('media:group').flatMap((group) => new Fields(group).all('media:description'));
  for (const element of [...fields.all(...CONTENTS), ...inGroups]) {
    const written = readWritten(element, isAtom);
    if (written === undefined) continue;
    const html = htmlOf(written);
    const length = html.replace(/<[^<>]*>/g, '').trim().length + (html === '' ? 0 : 1);
    if (length > most) [fullest, most] = [html, length];
  }
  return fullest;
}
