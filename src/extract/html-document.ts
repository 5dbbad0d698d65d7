import type { Document } from '../domain/document.ts';
import { datelineOf } from './dateline.ts';
import { dayOf } from './day.ts';
import { type Origin, Unreadable } from './extract-problem.ts';
import { readFileName } from './file-name.ts';
import { languageCode } from './language-code.ts';
import { MOST_RATED_ELEMENTS } from './limits.ts';
import {
  childrenOf,
  isElement,
  type MarkupDocument,
  type MarkupElement,
  type MarkupNode,
  mainElement,
  nameOf,
  parseHtml,
} from './markup-tree.ts';
import { checkJson } from './nesting.ts';
import { renderedText } from './rendered-text.ts';

const CONTAINERS = 'article, main, [role="main"]';
/** Share of the words of a page from which on an element is the page, and not one of several parts. */
const MOST = 0.6;
/** Parts of a container that are not its text. */
const BESIDE = new Set(['aside', 'footer', 'form']);
const BESIDE_NAMES =
  /(?:^|[\s_-])(?:comments?|disqus|share|sharing|social|related|recommended|newsletter|promo|advert(?:isement)?s?|breadcrumbs?|sidebar)(?=$|[\s_-])/i;
/** A main text of less than this share of the page's text outside of links is a mistake: real ones have half of it. */
const LEAST = 0.25;
const MOST_HEADINGS = 20;
const MOST_CONTAINERS_OF_A_PAGE = 50;
/** Share of link text up to which a page without navigation is a text and nothing else. */
const FEW_LINKS = 0.15;
const DATE_METAS = [
  'article:published_time',
  'og:article:published_time',
  'datepublished',
  'date',
  'pubdate',
  'publishdate',
  'publish_date',
  'dc.date',
  'dc.date.issued',
  'dcterms.date',
  'dcterms.issued',
  'dcterms.created',
];

/**
 * Returns the document that a page holds: its main text without navigation and advertisement. The date is the one that
 * the page states for machines, else that of the file name, else the first one in the prose. Throws `Unreadable`.
 */
export function htmlDocument(markup: string, origin: Origin): Document {
  const page = parseHtml(markup);
  const lang = languageCode(page.documentElement?.getAttribute('lang') ?? '') ?? origin.lang;
  const metas = metasOf(page);
  const stated = statedDate(page, metas);
  const heading = titleHeading(page);
  const title = titleOf(page, metas, heading);
  const text = mainText(page, heading && shownText(heading) === title ? heading : undefined);
  if (text === '' && title === '') throw new Unreadable('extract-no-text', 'The page holds no text.');
  const date = stated ?? readFileName(origin.path).date ?? datelineOf(text, lang);
  return { id: origin.path, title, text, ...(lang && { lang }), ...(date && { date }) };
}

function metasOf(page: MarkupDocument): ReadonlyMap<string, string> {
  const metas = new Map<string, string>();
  for (const meta of page.querySelectorAll('meta')) {
    const name = meta.getAttribute('property') ?? meta.getAttribute('name') ?? meta.getAttribute('itemprop');
    const content = meta.getAttribute('content')?.trim();
    if (!name || !content) continue;
    for (const one of name.toLowerCase().split(/\s+/)) if (!metas.has(one)) metas.set(one, content);
  }
  return metas;
}

function statedDate(page: MarkupDocument, metas: ReadonlyMap<string, string>): string | undefined {
  for (const name of DATE_METAS) {
    const day = dayOf(metas.get(name) ?? '');
    if (day !== undefined) return day;
  }
  const linked = linkedDate(page);
  if (linked !== undefined) return linked;
  for (const time of page.querySelectorAll('time[datetime]')) {
    const day = dayOf(time.getAttribute('datetime') ?? '');
    if (day !== undefined) return day;
  }
  return undefined;
}

/** The day of publication in the page's JSON-LD, where there is any. */
function linkedDate(page: MarkupDocument): string | undefined {
  for (const script of page.querySelectorAll('script[type="application/ld+json"]')) {
    const source = (script.textContent ?? '').replace(/^\s*<!\[CDATA\[|\]\]>\s*$/g, '');
    try {
      checkJson(source);
      const day = publishedIn(JSON.parse(source));
      if (day !== undefined) return day;
    } catch {
      // Broken JSON-LD is common; the page has other places for a date.
    }
  }
  return undefined;
}

function publishedIn(value: unknown): string | undefined {
  const queue: unknown[] = [value];
  for (const one of queue) {
    if (typeof one !== 'object' || one === null) continue;
    const published = 'datePublished' in one ? one.datePublished : undefined;
    const day = typeof published === 'string' ? dayOf(published) : undefined;
    if (day !== undefined) return day;
    for (const inner of Object.values(one)) queue.push(inner);
  }
  return undefined;
}

function shownText(element: MarkupElement): string {
  return renderedText(element).replace(/\s+/g, ' ').trim();
}

function titleHeading(page: MarkupDocument): MarkupElement | undefined {
  const all = [...page.querySelectorAll('h1')];
  if (all.length > MOST_HEADINGS) return undefined;
  const headings = all.filter((heading) => shownText(heading) !== '' && !isLink(heading));
  // Several first-level headings are sections, or the name of the site before the title.
  return headings.length === 1 ? headings[0] : undefined;
}

/** A heading that is a link as a whole is the name of the site and leads to its first page. */
function isLink(heading: MarkupElement): boolean {
  const link = heading.querySelector('a[href]');
  return link !== null && shownText(link) === shownText(heading);
}

function titleOf(page: MarkupDocument, metas: ReadonlyMap<string, string>, heading: MarkupElement | undefined): string {
  const stated = metas.get('og:title') ?? (heading && shownText(heading));
  // An SVG picture has titles, too.
  const title = page.querySelector('head > title') ?? page.querySelector('body > title');
  return (stated || title?.textContent || '').replace(/\s+/g, ' ').trim();
}

function mainText(page: MarkupDocument, heading: MarkupElement | undefined): string {
  const body = page.querySelector('body');
  if (!body) return '';
  const omit = new Set<MarkupNode>(heading ? [heading] : []);
  const whole = renderedText(body, omit);
  const own = whole.length - linkedLength(body, false);
  if (own >= whole.length * (1 - FEW_LINKS) && !hasSurroundings(page)) return whole;
  const container = fullestContainer(page, omit);
  if (container.length >= whole.length * MOST) return container;
  const main = mainElement(page, MOST_RATED_ELEMENTS);
  const text = main ? renderedText(main, omit) : '';
  return text.length < own * LEAST ? whole : text || whole;
}

/** A page without any is only its text, such as one saved by hand: rating its parts could only lose some of them. */
function hasSurroundings(page: MarkupDocument): boolean {
  return page.querySelector('nav, aside, footer, header, form, iframe, [role="navigation"]') !== null;
}

/** Characters of the text inside links; one walk, because links may stand in links. */
function linkedLength(element: MarkupElement, inLink: boolean): number {
  let length = 0;
  for (const child of childrenOf(element)) {
    if (isElement(child)) length += linkedLength(child, inLink || nameOf(child) === 'a');
    else if (inLink) length += (child.textContent ?? '').length;
  }
  return length;
}

/** The text of the fullest container, without what stands beside the text in it. */
function fullestContainer(page: MarkupDocument, omit: ReadonlySet<MarkupNode>): string {
  const containers = [...page.querySelectorAll(CONTAINERS)];
  // A page of many articles is a list, and each of them only a part of it.
  if (containers.length === 0 || containers.length > MOST_CONTAINERS_OF_A_PAGE) return '';
  const beside = new Set<MarkupNode>(omit);
  for (const element of page.querySelectorAll('*')) if (isBeside(element)) beside.add(element);
  let fullest = '';
  for (const container of containers) {
    // One inside another cannot be fuller.
    if (container.parentElement?.closest(CONTAINERS)) continue;
    const others = new Set(beside);
    others.delete(container);
    const text = renderedText(container, others);
    if (text.length > fullest.length) fullest = text;
  }
  return fullest;
}

function isBeside(element: MarkupElement): boolean {
  if (BESIDE.has(nameOf(element))) return true;
  return BESIDE_NAMES.test(`${element.getAttribute('id') ?? ''} ${element.getAttribute('class') ?? ''}`);
}
