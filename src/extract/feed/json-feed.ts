import { Unreadable } from '../extract-problem.ts';
import { languageCode } from '../language-code.ts';
import { checkJson } from '../nesting.ts';
import { resolveAddress } from './addresses.ts';
import { FeedFindings } from './feed-findings.ts';
import { htmlOfText, oneLine } from './html-text.ts';
import { MOST_ENTRIES } from './limits.ts';
import { parseDate } from './parse-date.ts';
import type { FeedEntry, FeedLink, ParsedFeed } from './parsed-feed.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** Reads JSON Feed 1.0 and 1.1 (jsonfeed.org). Throws `Unreadable` for JSON that is broken or no feed. */
export function readJsonFeed(text: string, address: string): ParsedFeed {
  const feed = parsed(text);
  const items = feed['items'];
  if (!Array.isArray(items)) {
    throw new Unreadable('feed-none', 'What lies at the address is JSON, and no feed: it has no list of items.');
  }
  const found = new FeedFindings();
  if (items.length > MOST_ENTRIES) found.tooMany(items.length);
  const language = languageCode(textIn(feed, 'language') ?? '');
  const authors = authorsIn(feed);
  const around = { base: address, language, authors, onBadDate: () => found.badDate() };
  const entries = items.slice(0, MOST_ENTRIES).flatMap((item) => {
    if (isObject(item)) return [readItem(item, around)];
    found.noItem();
    return [];
  });
  return {
    format: 'json',
    version: /version\/([\d.]+)$/.exec(textIn(feed, 'version') ?? '')?.[1] ?? '',
    title: lineIn(feed, 'title'),
    link: resolveAddress(textIn(feed, 'home_page_url') ?? '', address),
    links: linksOf(feed, address),
    language,
    entries,
    findings: found.list(),
  };
}

function parsed(text: string): JsonObject {
  try {
    checkJson(text);
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    throw new Unreadable('feed-broken-json', 'What lies at the address is broken JSON, or nests too deeply.');
  }
  throw new Unreadable('feed-none', 'What lies at the address is JSON, and no feed.');
}

function linksOf(feed: JsonObject, base: string): FeedLink[] {
  const named = { home_page_url: 'alternate', feed_url: 'self', next_url: 'next' };
  return Object.entries(named).flatMap(([key, relation]) => {
    const address = resolveAddress(textIn(feed, key) ?? '', base);
    return address === undefined ? [] : [{ address, relation }];
  });
}

interface Around {
  readonly base: string;
  readonly language: string | undefined;
  readonly authors: readonly string[];
  readonly onBadDate: () => void;
}

function readItem(item: JsonObject, { base, language, authors, onBadDate }: Around): FeedEntry {
  const dateIn = (key: string) => {
    const text = textIn(item, key);
    const date = text === undefined ? undefined : parseDate(text);
    if (text !== undefined && date === undefined) onBadDate();
    return date;
  };
  const own = authorsIn(item);
  const plain = textIn(item, 'content_text') ?? textIn(item, 'summary');
  return {
    // The specification asks for a string, and for numbers to be taken as one.
    id: textIn(item, 'id') ?? (typeof item['id'] === 'number' ? String(item['id']) : undefined),
    link: resolveAddress(textIn(item, 'url') ?? textIn(item, 'external_url') ?? '', base),
    links: attachmentsIn(item, base),
    title: lineIn(item, 'title'),
    content: textIn(item, 'content_html') ?? (plain === undefined ? undefined : htmlOfText(plain)),
    base,
    published: dateIn('date_published'),
    updated: dateIn('date_modified'),
    language: languageCode(textIn(item, 'language') ?? '') ?? language,
    authors: own.length > 0 ? own : authors,
  };
}

function attachmentsIn(item: JsonObject, base: string): FeedLink[] {
  const attachments = item['attachments'];
  if (!Array.isArray(attachments)) return [];
  return attachments.filter(isObject).flatMap((attachment) => {
    const address = resolveAddress(textIn(attachment, 'url') ?? '', base);
    const mediaType = textIn(attachment, 'mime_type')?.toLowerCase();
    return address === undefined ? [] : [{ address, relation: 'enclosure', mediaType }];
  });
}

/** The names under `authors` (1.1) or `author` (1.0). */
function authorsIn(value: JsonObject): string[] {
  const several = value['authors'];
  const people: readonly unknown[] = Array.isArray(several) ? several : [value['author']];
  return people.filter(isObject).flatMap((person) => lineIn(person, 'name') ?? []);
}

function lineIn(value: JsonObject, key: string): string | undefined {
  return oneLine(textIn(value, key) ?? '') || undefined;
}

function textIn(value: JsonObject, key: string): string | undefined {
  const text = value[key];
  return typeof text === 'string' && text.trim() !== '' ? text : undefined;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
