import { Unreadable } from '../extract-problem.ts';
import { languageCode } from '../language-code.ts';
import { languageAt, linksIn, pageAmong } from './addresses.ts';
import { FeedFindings } from './feed-findings.ts';
import { MOST_ENTRIES } from './limits.ts';
import type { ParsedFeed } from './parsed-feed.ts';
import { elementsIn, Fields, keyOf } from './vocabulary.ts';
import { type Around, authorsIn, datesIn, readEntry, titleIn } from './xml-entry.ts';
import { readXml, type XmlElement } from './xml-tree.ts';

const FORMATS: Readonly<Record<string, ParsedFeed['format']>> = {
  rss: 'rss',
  'rdf:rdf': 'rdf',
  rdf: 'rdf',
  feed: 'atom',
  channel: 'cdf',
};
const MINUTE = 60;
/** Levels below the root in which entries are looked for: RSS 1.1 has them in the list of a channel, CDF in channels of channels. */
const DEEPEST_ENTRY = 5;

/**
 * Reads RSS, Atom, RDF and CDF. Where the text breaks off, the entries that are complete before that place are given, with
 * a finding. Throws `Unreadable` for what is no feed.
 */
export function readXmlFeed(text: string, address: string): ParsedFeed {
  const { root, isCut, isTooLarge, isTooDeep } = readXml(text);
  if (root === undefined)
    throw new Unreadable('feed-empty', 'The feed is empty, or broken off before its first element.');
  const format = FORMATS[keyOf(root)];
  if (format === undefined) throw noFeed(keyOf(root));
  const found = new FeedFindings();
  const channel =
    format === 'atom' ? root : ([...elementsIn(root)].find((child) => keyOf(child) === 'channel') ?? root);
  const fields = new Fields(channel);
  const isAtom = format === 'atom';
  const links = linksIn(channel, address);
  const link = pageAmong(links);
  const language = languageCode(fields.text('language', 'dc:language') ?? languageAt(channel) ?? '');
  const around: Around = {
    isAtom,
    // Whoever writes a relative address into RSS means it to be one of the site.
    base: isAtom ? address : (link ?? address),
    language,
    authors: isAtom || format === 'rss' ? authorsIn(fields) : [],
    onBadDate: () => found.badDate(),
  };
  const whole = entriesBelow(root).filter(({ closed }) => closed || !(isCut || isTooLarge));
  if (isCut) found.cut(whole.length);
  if (isTooLarge) found.tooLarge(whole.length);
  if (isTooDeep) found.tooDeep();
  if (whole.length > MOST_ENTRIES) found.tooMany(whole.length);
  return {
    format,
    version: root.attributes.get('version')?.trim() ?? '',
    title: titleIn(fields, isAtom),
    link,
    links,
    language,
    ...datesIn(fields, around.onBadDate),
    timeToLive: timeToLive(fields),
    entries: whole.slice(0, MOST_ENTRIES).map((element) => readEntry(element, around)),
    findings: found.list(),
  };
}

function noFeed(root: string): Unreadable {
  const message =
    root === 'html' || root === 'xhtml:html'
      ? 'What lies at the address is a page and no feed; the page may name its feed.'
      : 'What lies at the address is no feed: RSS, Atom, RDF, CDF and JSON Feed can be read.';
  return new Unreadable('feed-none', message);
}

/** All items and entries, in the root or in lists and channels inside it; none inside of another. */
function entriesBelow(root: XmlElement, levels = DEEPEST_ENTRY): XmlElement[] {
  return [...elementsIn(root)].flatMap((child) => {
    const key = keyOf(child);
    if (key === 'item' || key === 'entry') return [child];
    return levels > 1 ? entriesBelow(child, levels - 1) : [];
  });
}

/** Seconds of the `ttl` of RSS, which is in minutes. */
function timeToLive(fields: Fields): number | undefined {
  const minutes = Number(fields.text('ttl') ?? '');
  return Number.isFinite(minutes) && minutes > 0 ? Math.round(minutes * MINUTE) : undefined;
}
