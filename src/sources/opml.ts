import type { SourceKind } from '../domain/source.ts';
import { decodeText } from '../extract/decode-text.ts';
import { resolveAddress } from '../extract/feed/addresses.ts';
import { escapeHtml } from '../extract/feed/html-text.ts';
import { elementsIn } from '../extract/feed/vocabulary.ts';
import { readXml, type XmlElement } from '../extract/feed/xml-tree.ts';
import type { SourceFinding } from './source.ts';

/** A source as lists of subscriptions have it. */
export interface OpmlOutline {
  /** Empty where the list has none. */
  readonly title: string;
  /** Absolute, http or https. */
  readonly address: string;
  readonly kind: SourceKind;
  /** The names of the folders that it lies in, the outermost first. */
  readonly folders: readonly string[];
}

export interface Opml {
  readonly outlines: readonly OpmlOutline[];
  readonly findings: readonly SourceFinding[];
}

const MOST_OUTLINES = 20_000;
/** What no XML file may hold (XML 1.0, 2.2). */
const NOT_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;
/** Kinds that an address of the web can be of: a list from outside makes no mailbox, and reads no folder. */
const ON_THE_WEB = [
  ...(['feed', 'web-page', 'sitemap', 'contracts', 'csaf'] as const),
  ...(['stix', 'taxii', 'misp', 'ninjs'] as const),
] satisfies readonly SourceKind[];
/** Types of outlines, and what they are here; our own kinds stand for themselves. */
const KINDS: Readonly<Record<string, SourceKind>> = {
  ...Object.fromEntries(ON_THE_WEB.map((kind) => [kind, kind])),
  ...{ rss: 'feed', atom: 'feed', rdf: 'feed', rss1: 'feed', json: 'feed', link: 'web-page', url: 'web-page' },
};

/**
 * Reads a list of subscriptions in OPML 1.0 or 2.0 (opml.org/spec2), sound or not, into its sources in order. An address
 * that is there again counts once. What is no OPML, what has no usable address, and what broke off is a finding.
 */
export function readOpml(bytes: Uint8Array): Opml {
  const { root, isCut, isTooLarge, isTooDeep } = readXml(decodeText(bytes, { declares: true }));
  if (root?.name !== 'opml') {
    const message = 'The file is no list of subscriptions: its first element is not “opml”.';
    return { outlines: [], findings: [{ code: 'opml-none', severity: 'error', message }] };
  }
  const reading = new OpmlReading();
  reading.readInside(root, []);
  return { outlines: reading.outlines, findings: reading.findings(isCut || isTooLarge || isTooDeep) };
}

class OpmlReading {
  readonly outlines: OpmlOutline[] = [];
  readonly #seen = new Set<string>();
  #doubles = 0;
  #unusable = 0;
  #isFull = false;

  readInside(element: XmlElement, folders: readonly string[]): void {
    for (const child of elementsIn(element)) {
      if (child.name === 'outline') this.#readOutline(child, folders);
      else if (child.name === 'body') this.readInside(child, folders);
    }
  }

  #readOutline(element: XmlElement, folders: readonly string[]): void {
    const { attributes } = element;
    const title = (attributes.get('text')?.trim() || attributes.get('title')?.trim()) ?? '';
    const written = attributes.get('xmlurl') ?? attributes.get('url');
    if (written === undefined) {
      this.readInside(element, title === '' ? folders : [...folders, title]);
      return;
    }
    this.#add(title, written, kindOf(element), folders);
    this.readInside(element, folders);
  }

  #add(title: string, written: string, kind: SourceKind, folders: readonly string[]): void {
    const address = resolveAddress(withoutFeedScheme(written.trim()), 'about:blank');
    if (address === undefined) this.#unusable++;
    else if (this.#seen.has(address)) this.#doubles++;
    else if (this.outlines.length >= MOST_OUTLINES) this.#isFull = true;
    else {
      this.#seen.add(address);
      this.outlines.push({ title, address, kind, folders });
    }
  }

  findings(isCut: boolean): SourceFinding[] {
    const found: SourceFinding[] = [];
    const add = (code: string, message: string) => found.push({ code, severity: 'warning', message });
    if (this.#unusable > 0)
      add('opml-address', `${this.#unusable} of the sources have no address that can be fetched.`);
    if (this.#doubles > 0)
      add('opml-double', `${this.#doubles} of the addresses are there more than once; they count once.`);
    if (this.#isFull)
      add('opml-too-large', `The list has more than ${MOST_OUTLINES} sources; the first ones were read.`);
    if (isCut)
      add(
        'opml-cut-short',
        'The list breaks off, is too large or nests too deeply; only what stands before that place was read.',
      );
    return found;
  }
}

/** Readers of feeds once had a scheme of their own: `feed://host/` and `feed:https://host/`. */
function withoutFeedScheme(address: string): string {
  return address.replace(/^feed:(?=https?:)/i, '').replace(/^feed:\/\//i, 'http://');
}

function kindOf({ attributes }: XmlElement): SourceKind {
  const type = attributes.get('type')?.trim().toLowerCase() ?? '';
  return KINDS[type] ?? (attributes.has('xmlurl') ? 'feed' : 'web-page');
}

/**
 * Writes a list of subscriptions in OPML 2.0, in UTF-8, which `readOpml` reads as the same. Sources that follow one
 * another in one folder stand in it together. White space around titles, and signs that XML has no way to hold, are lost.
 */
export function writeOpml(outlines: readonly OpmlOutline[], title = 'Sources'): Uint8Array {
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<opml version="2.0">',
    `<head><title>${escaped(title)}</title></head>`,
    '<body>',
  ];
  let open: readonly string[] = [];
  for (const outline of outlines) {
    const folders = outline.folders.map((folder) => folder.trim()).filter((folder) => folder !== '');
    const shared = open.findIndex((folder, index) => folder !== folders[index]);
    const kept = shared < 0 ? open.length : shared;
    lines.push(...open.slice(kept).map(() => '</outline>'));
    lines.push(...folders.slice(kept).map((folder) => `<outline text="${escaped(folder)}">`));
    lines.push(lineOf(outline));
    open = folders;
  }
  lines.push(...open.map(() => '</outline>'), '</body>', '</opml>', '');
  return Buffer.from(lines.join('\n'));
}

function lineOf({ title, address, kind }: OpmlOutline): string {
  const name = escaped(title.trim());
  if (kind === 'web-page') return `<outline text="${name}" type="link" url="${escaped(address)}"/>`;
  return `<outline text="${name}" type="${kind === 'feed' ? 'rss' : kind}" xmlUrl="${escaped(address)}"/>`;
}

function escaped(text: string): string {
  return escapeHtml(text.replace(NOT_XML, '')).replace(/[\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
