import { decodeText } from './decode-text.ts';
import { quoted, Unreadable } from './extract-problem.ts';
import { articleScore, LEAST_SCORE, mayBeArticle } from './link-signs.ts';
import {
  childrenOf,
  isElement,
  isText,
  type MarkupDocument,
  type MarkupElement,
  nameOf,
  parseHtml,
} from './markup-tree.ts';

/** What is asked of a page whose links are to be read. */
export interface LinksAsked {
  /** Where the page lies, absolute: links are relative to it, unless the page states a base. */
  readonly address: string;
  /** As the header of the answer states it. */
  readonly charset?: string | undefined;
  /** CSS selector of the links, or of what holds them; what reads like an article where none is given. */
  readonly selector?: string | undefined;
  /** What the addresses begin with; those of the same host where nothing is stated. */
  readonly within?: string | undefined;
}

export interface PageLink {
  /** Absolute, http or https, without fragment. */
  readonly address: string;
  /** What the link says, in one line; of several links to one address the longest. May be empty. */
  readonly text: string;
}

export interface PageLinks {
  /** In the order of the page, each address once. */
  readonly links: readonly PageLink[];
  /** Links that would be taken, beyond those that are given. */
  readonly more: number;
}

/** Bytes of a page whose links are read; front pages have up to two million. */
export const LARGEST_LIST = 8 * 1024 * 1024;
/** Links that are given of one page. */
export const MOST_PAGE_LINKS = 2_000;
const LONGEST_TEXT = 300;
const LONGEST_LINK = 2048;
/** Nodes inside of a link that are looked at: a link may hold links, each of which would be gone through again. */
const MOST_NODES = 100;
/** Links of a page that are looked at; the most on a real front page are some thousands. */
const MOST_ANCHORS = 30_000;

/**
 * Returns the links of a list page: those that the selector finds, or else those that lead to articles by where they stand,
 * what they say and how their addresses look. Throws `Unreadable` for a page above the limits and for a selector that is none
 * (`extract-selector`). With a selector its time is not bounded by the size of the page: it belongs into a thread that can
 * be ended.
 */
export function pageLinks(bytes: Uint8Array, asked: LinksAsked): PageLinks {
  if (bytes.length > LARGEST_LIST) {
    const message = `The page has more than ${LARGEST_LIST / 1024 / 1024} MB, and its links are not read.`;
    throw new Unreadable('extract-too-large', message);
  }
  const page = parseHtml(decodeText(bytes, { declares: true, charset: asked.charset }));
  const base = baseOf(page, asked.address);
  const anchors = asked.selector === undefined ? [...page.querySelectorAll('a[href]')] : selected(page, asked.selector);
  const found = new Map<string, Found>();
  for (const anchor of anchors.slice(0, MOST_ANCHORS)) {
    const address = addressOf(anchor, base, asked);
    if (address === undefined) continue;
    const text = textOf(anchor);
    const before = found.get(address);
    const score =
      asked.selector === undefined ? articleScore(anchor, { address, text, list: asked.address }) : LEAST_SCORE;
    found.set(address, {
      text: before && before.text.length >= text.length ? before.text : text,
      score: Math.max(score, before?.score ?? score),
    });
  }
  const taken = [...found].filter(([, { score }]) => score >= LEAST_SCORE);
  const links = taken.slice(0, MOST_PAGE_LINKS).map(([address, { text }]) => ({ address, text }));
  return { links, more: taken.length - links.length };
}

interface Found {
  readonly text: string;
  readonly score: number;
}

/** Throws `Unreadable` (`extract-selector`) for what is no CSS selector. */
export function checkSelector(selector: string): void {
  selected(parseHtml('<p></p>'), selector);
}

/** The anchors that a selector finds, and those inside of what it finds. */
function selected(page: MarkupDocument, selector: string): MarkupElement[] {
  try {
    const anchors = [...page.querySelectorAll(selector)].flatMap((element) =>
      nameOf(element) === 'a' ? [element] : [...element.querySelectorAll('a[href]')],
    );
    return [...new Set(anchors)];
  } catch (error) {
    // An overflow of the stack is the page's, and told as such.
    if (error instanceof RangeError) throw error;
    throw new Unreadable('extract-selector', `What is to select the links is no CSS selector: ${quoted(selector)}.`);
  }
}

function baseOf(page: MarkupDocument, address: string): string {
  const stated = page.querySelector('base[href]')?.getAttribute('href') ?? '';
  return URL.canParse(stated, address) ? new URL(stated, address).href : address;
}

/** Where a link leads, if that is another page within what is asked for. */
function addressOf(anchor: MarkupElement, base: string, asked: LinksAsked): string | undefined {
  const written = (anchor.getAttribute('href') ?? '').trim();
  if (written === '' || written.startsWith('#') || written.length > LONGEST_LINK) return undefined;
  if (!URL.canParse(written, base)) return undefined;
  const url = new URL(written, base);
  url.hash = '';
  const { href } = url;
  if (!/^https?:$/.test(url.protocol) || href.length > LONGEST_LINK || href === asked.address) return undefined;
  if (!isWithin(url, asked)) return undefined;
  return asked.selector !== undefined || mayBeArticle(url, anchor, asked.address) ? href : undefined;
}

/** Whether an address is one of those that are asked for: by its beginning, or else by its host, with or without “www.”. */
export function isWithin(
  { href, hostname }: { readonly href: string; readonly hostname: string },
  { address, within }: Pick<LinksAsked, 'address' | 'within'>,
): boolean {
  if (within !== undefined) return URL.canParse(within) && href.startsWith(new URL(within).href);
  return bare(hostname) === bare(new URL(address).hostname);
}

function bare(host: string): string {
  return host.replace(/^www\./, '');
}

/** What a link says, or what stands for its picture; no more of it is gone through than a headline has. */
function textOf(anchor: MarkupElement): string {
  let [text, picture, nodes] = ['', '', 0];
  const walk = (element: MarkupElement): void => {
    for (const child of childrenOf(element)) {
      if (++nodes > MOST_NODES || text.length >= LONGEST_TEXT) return;
      if (isText(child)) text += (child.textContent ?? '').slice(0, LONGEST_TEXT);
      if (!isElement(child)) continue;
      picture ||= nameOf(child) === 'img' ? (child.getAttribute('alt') ?? '') : '';
      walk(child);
    }
  };
  walk(anchor);
  const line = text.trim() === '' ? picture : text;
  return line.replace(/\s+/g, ' ').trim().slice(0, LONGEST_TEXT);
}
