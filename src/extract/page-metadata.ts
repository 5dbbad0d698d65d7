import { dayOf } from './day.ts';
import type { Origin } from './extract-problem.ts';
import { languageCode } from './language-code.ts';
import { linkedAuthors, linkedRecords, linkedText } from './linked-records.ts';
import type { MarkupDocument, MarkupElement } from './markup-tree.ts';
import type { UnknownRecord } from './record-fields.ts';

const DATE_METAS = [
  'article:published_time',
  'og:article:published_time',
  'datepublished',
  'date',
  'pubdate',
  'publishdate',
  'publish_date',
  'parsely-pub-date',
  'dc.date',
  'dc.date.issued',
  'dcterms.date',
  'dcterms.issued',
  'dcterms.created',
];
const UPDATE_METAS = [
  'article:modified_time',
  'og:article:modified_time',
  'og:updated_time',
  'datemodified',
  'dc.date.modified',
  'dcterms.modified',
  'last-modified',
  'revised',
];
const AUTHOR_METAS = [
  'dc.creator',
  'dcterms.creator',
  'dcterm.creator',
  'author',
  'parsely-author',
  'sailthru.author',
  'article:author',
  'byl',
];
/** Elements of a page in which a byline stands: those that are meant as one, then those that are called so. */
const BYLINES = [
  '[rel~="author"], [itemprop~="author"], [class*="byline" i], [id*="byline" i], [class*="writtenby" i]',
  '[class~="author" i], [id="author" i], [class*="p-author" i], [class*="author-name" i]',
  '[class*="author" i]',
];
const LONGEST_BYLINE = 100;
const BYLINES_TRIED = 5;
const BY = /^(?:written\s+by|posted\s+by|by|par|von|por|di|door|av)\s*[:\s]\s*/i;

/** What a page says of itself outside of its text. What it does not say is absent. */
export interface PageMetadata {
  readonly metas: ReadonlyMap<string, string>;
  readonly linked: readonly UnknownRecord[];
}

/** Reads the `meta` elements (by name, property or itemprop, in small letters) and the JSON-LD of a page. */
export function pageMetadata(page: MarkupDocument): PageMetadata {
  const metas = new Map<string, string>();
  for (const meta of page.querySelectorAll('meta')) {
    const name = ['property', 'name', 'itemprop', 'http-equiv'].map((key) => meta.getAttribute(key)).find(Boolean);
    const content = meta.getAttribute('content')?.trim();
    if (!name || !content) continue;
    for (const one of name.toLowerCase().split(/\s+/)) {
      const plain = one.replace(/^(dc|dcterms?):/, '$1.');
      const known = metas.get(plain);
      if (known === undefined) metas.set(plain, content);
      // Each author has an element of their own.
      else if (plain === 'dc.creator' && !known.includes(content)) metas.set(plain, `${known}; ${content}`);
    }
  }
  return { metas, linked: linkedRecords(page) };
}

/** Returns the UTC day of publication that the page states. */
export function publishedOn(page: MarkupDocument, { metas, linked }: PageMetadata): string | undefined {
  const stated = firstOf(metas, DATE_METAS, dayOf) ?? linkedText(linked, 'datePublished', dayOf);
  if (stated !== undefined) return stated;
  for (const time of page.querySelectorAll('time[datetime]')) {
    if (time.getAttribute('itemprop') === 'dateModified') continue;
    const day = dayOf(time.getAttribute('datetime') ?? '');
    if (day !== undefined) return day;
  }
  return undefined;
}

/** Returns the UTC day of the last change that the page states. */
export function updatedOn(page: MarkupDocument, { metas, linked }: PageMetadata): string | undefined {
  const stated = firstOf(metas, UPDATE_METAS, dayOf) ?? linkedText(linked, 'dateModified', dayOf);
  const time = page.querySelector('time[itemprop~="dateModified"]');
  return stated ?? dayOf(time?.getAttribute('datetime') ?? '');
}

/** Returns who wrote the page: as it states for machines, else as a byline shows it. */
export function bylineOf(page: MarkupDocument, { metas, linked }: PageMetadata): string | undefined {
  const stated = firstOf(metas, AUTHOR_METAS, byline) ?? byline(linkedAuthors(linked).join(', '));
  if (stated !== undefined) return stated;
  for (const selector of BYLINES) {
    let tried = 0;
    for (const element of page.querySelectorAll(selector)) {
      // A list of authors is no byline, and a page of teasers has one for each.
      if (++tried > BYLINES_TRIED) break;
      const shown = byline(nameIn(element));
      if (shown !== undefined) return shown;
    }
  }
  return undefined;
}

function nameIn(element: MarkupElement): string {
  return (element.querySelector('[itemprop~="name"]') ?? element).textContent ?? '';
}

/** A name without "by"; no address, no date, nothing too long for one. */
function byline(text: string): string | undefined {
  const name = text.replace(/\s+/g, ' ').split(/[|•]/)[0]!.trim().replace(BY, '');
  if (name.length > LONGEST_BYLINE || !/\p{L}{2}/u.test(name)) return undefined;
  if (/^(?:https?:|www\.|@)/i.test(name) || dayOf(name) !== undefined || /\d{1,2}:\d{2}/.test(name)) return undefined;
  return name;
}

/** Returns the canonical address of the page; one that is relative counts from where the page was found. */
export function addressOf(page: MarkupDocument, { metas }: PageMetadata, { address }: Origin): string | undefined {
  const linked = page.querySelector('link[rel~="canonical"]')?.getAttribute('href');
  const base = webAddress(page.querySelector('base')?.getAttribute('href'), address) ?? address;
  return webAddress(linked, base) ?? webAddress(metas.get('og:url'), base) ?? webAddress(address, undefined);
}

function webAddress(text: string | null | undefined, base: string | undefined): string | undefined {
  if (!text?.trim()) return undefined;
  const url = URL.canParse(text.trim(), base) ? new URL(text.trim(), base) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') return undefined;
  url.hash = '';
  return url.href;
}

/** Returns the ISO 639-1 code of the language that the page states. */
export function languageOf(page: MarkupDocument, { metas, linked }: PageMetadata): string | undefined {
  const root = page.documentElement;
  return (
    languageCode(root?.getAttribute('lang') ?? '') ??
    languageCode(root?.getAttribute('xml:lang') ?? '') ??
    firstOf(metas, ['content-language', 'og:locale', 'dc.language', 'language'], languageCode) ??
    linkedText(linked, 'inLanguage', languageCode)
  );
}

function firstOf<T>(
  metas: ReadonlyMap<string, string>,
  names: readonly string[],
  read: (text: string) => T | undefined,
): T | undefined {
  for (const name of names) {
    const found = read(metas.get(name) ?? '');
    if (found !== undefined) return found;
  }
  return undefined;
}
