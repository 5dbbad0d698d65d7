import type { Document } from '../domain/document.ts';
import { datelineOf } from './dateline.ts';
import { documentOf } from './document-of.ts';
import { type Origin, Unreadable } from './extract-problem.ts';
import { readFileName } from './file-name.ts';
import { MOST_RATED_ELEMENTS } from './limits.ts';
import { linkLists } from './link-lists.ts';
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
import { addressOf, bylineOf, languageOf, pageMetadata, publishedOn, updatedOn } from './page-metadata.ts';
import { titleHeading, titleOf } from './page-title.ts';
import { type PortionedText, renderedParts, shownLine } from './rendered-text.ts';

const CONTAINERS = 'article, main, [role="main"]';
/** Share of the words of a page from which on an element is the page, and not one of several parts. */
const MOST = 0.6;
/** Parts of a container that are not its text. */
const BESIDE = new Set(['aside', 'footer', 'form']);
const BESIDE_NAMES =
  /(?:^|[\s_-])(?:comments?|disqus|share|sharing|social|related|recommended|newsletter|promo|advert(?:isement|ising)?s?|breadcrumbs?|sidebar|most[_-]?(?:read|popular|viewed)|trending|read[_-]?next|up[_-]?next)(?=$|[\s_-])/i;
/** A main text of less than this share of the page's text outside of links is a mistake: real ones have half of it. */
const LEAST = 0.25;
const MOST_CONTAINERS_OF_A_PAGE = 50;
/** Share of link text up to which a page without navigation is a text and nothing else. */
const FEW_LINKS = 0.15;
const NOTHING: PortionedText = { text: '', portions: [] };

/**
 * Returns the document that a page holds: its main text without navigation and advertisement. The date is the one that
 * the page states for machines, else that of the file name, else the first one in the prose. Throws `Unreadable`.
 */
export function htmlDocument(markup: string, origin: Origin): Document {
  const page = parseHtml(markup);
  const metadata = pageMetadata(page);
  const lang = languageOf(page, metadata) ?? origin.lang;
  const stated = publishedOn(page, metadata);
  const updated = updatedOn(page, metadata);
  const byline = bylineOf(page, metadata);
  const address = addressOf(page, metadata, origin);
  const heading = titleHeading(page);
  const title = titleOf(page, metadata, heading);
  // From here on the page is taken apart.
  const { text, portions } = mainText(page, heading && shownLine(heading) === title ? heading : undefined);
  if (text === '' && title === '') throw new Unreadable('extract-no-text', 'The page holds no text.');
  const date = stated ?? readFileName(origin.path).date ?? datelineOf(text, lang);
  return documentOf({ id: origin.path, title, text, lang, date, byline, updated, address, portions });
}

function mainText(page: MarkupDocument, heading: MarkupElement | undefined): PortionedText {
  const body = page.querySelector('body');
  if (!body) return NOTHING;
  const omit = new Set<MarkupNode>(heading ? [heading] : []);
  const whole = renderedParts(body, omit);
  const length = whole.text.length;
  const own = length - linkedLength(body, false);
  if (own >= length * (1 - FEW_LINKS) && !hasSurroundings(page)) return whole;
  const container = fullestContainer(page, omit);
  if (container.text.length >= length * MOST) return container;
  const main = mainElement(page, MOST_RATED_ELEMENTS);
  const parts = main ? renderedParts(main, omit) : NOTHING;
  return parts.text === '' || parts.text.length < own * LEAST ? whole : parts;
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
function fullestContainer(page: MarkupDocument, omit: ReadonlySet<MarkupNode>): PortionedText {
  const containers = [...page.querySelectorAll(CONTAINERS)];
  // A page of many articles is a list, and each of them only a part of it.
  if (containers.length === 0 || containers.length > MOST_CONTAINERS_OF_A_PAGE) return NOTHING;
  const beside = new Set<MarkupNode>(omit);
  for (const element of page.querySelectorAll('*')) if (isBeside(element)) beside.add(element);
  let fullest = NOTHING;
  for (const container of containers) {
    // One inside another cannot be fuller.
    if (container.parentElement?.closest(CONTAINERS)) continue;
    const others = new Set(beside);
    others.delete(container);
    for (const list of linkLists(container)) others.add(list);
    const parts = renderedParts(container, others);
    if (parts.text.length > fullest.text.length) fullest = parts;
  }
  return fullest;
}

function isBeside(element: MarkupElement): boolean {
  if (BESIDE.has(nameOf(element))) return true;
  return BESIDE_NAMES.test(`${element.getAttribute('id') ?? ''} ${element.getAttribute('class') ?? ''}`);
}
