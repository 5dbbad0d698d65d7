import { isAscii } from 'node:buffer';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { conditionsOf, type FeedField, highestEntry, holds, isSame } from '../../../test/support/feedparser-view.ts';
import { type PythonNode, parsePython } from '../../../test/support/python-expression.ts';
import { charsetIn } from '../content-type.ts';
import { decodeText } from '../decode-text.ts';
import { Unreadable } from '../extract-problem.ts';
import { type ParsedFeed, parseFeed } from './parse-feed.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data', 'feeds');
/** Where the tests of feedparser are served from. */
const ADDRESS = 'http://127.0.0.1:8097/';

/** Runs where the folder of real files is there; otherwise the name of the skipped test says what is missing. */
function withFeeds(folder: string, sentence: string, check: (paths: string[]) => void): void {
  const path = join(ROOT, folder);
  const present = existsSync(path);
  const name = present ? sentence : `${sentence} (skipped: ../shared/data/feeds/${folder} is not there)`;
  it.skipIf(!present)(name, { timeout: 120_000 }, () => check(filesBelow(path)));
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function read(path: string, contentType?: string): ParsedFeed | Unreadable {
  return readBytes(readFileSync(path), contentType);
}

function readBytes(bytes: Uint8Array, contentType?: string): ParsedFeed | Unreadable {
  try {
    return parseFeed(bytes, { address: ADDRESS, charset: charsetIn(contentType) });
  } catch (error) {
    if (error instanceof Unreadable) return error;
    throw error;
  }
}

interface Expectation {
  readonly name: string;
  readonly node: PythonNode | undefined;
  readonly feed: ParsedFeed | Unreadable;
}

function expectationIn(path: string): Expectation {
  const head = decodeText(readFileSync(path), { declares: true });
  const contentType = /^\s*Header:\s*Content-type:\s*(.+)$/im.exec(head)?.[1]?.trim();
  const expected = /^\s*Expect:\s*(.+)$/m.exec(head)?.[1];
  let node: PythonNode | undefined;
  try {
    node = expected === undefined ? undefined : parsePython(expected);
  } catch {
    node = undefined;
  }
  return { name: relative(join(ROOT, 'feedparser'), path), node, feed: read(path, contentType) };
}

interface Score {
  all: number;
  readonly failed: string[];
}

const FIELDS = ['entries', 'title', 'link', 'date'] as const satisfies readonly FeedField[];
type Scores = Record<FeedField, Score>;

const noScores = () => Object.fromEntries(FIELDS.map((field) => [field, { all: 0, failed: [] }])) as unknown as Scores;
const shareOf = ({ all, failed }: Score) => (all - failed.length) / all;

/** Of each field the share that must be right. */
const BARS: Readonly<Record<FeedField, number>> = { entries: 0.98, title: 0.98, link: 0.97, date: 0.97 };

/** What fails in scope, and why we keep it so. Whatever else fails is a fault. */
const KNOWN: Readonly<Record<string, string>> = {
  'entities/lang.xml': '&lang; is U+27E8, as in HTML 5; feedparser has U+2329, as in HTML 4',
  'entities/rang.xml': '&rang; is U+27E9, as in HTML 5; feedparser has U+232A, as in HTML 4',
};

/**
 * Links that feedparser takes to be relative to the header Content-Location. RFC 7231 (appendix B) took that meaning away
 * from it, and browsers never gave it any: these are set aside, and counted.
 */
const BY_CONTENT_LOCATION =
  /(?:http_(?:channel|entry|feed|item)_link_base_content_location|headers_content_location-relative)\.xml$/;

/** Counts one expectation; returns whether any of it is in scope. */
function score({ name, node, feed }: Expectation, scores: Scores): boolean {
  if (node === undefined) return false;
  const count = (field: FeedField, isRight: (feed: ParsedFeed) => boolean) => {
    scores[field].all++;
    if (feed instanceof Unreadable || !isRight(feed)) scores[field].failed.push(name);
  };
  const highest = highestEntry(node);
  if (highest >= 0) count('entries', ({ entries }) => entries.length > highest);
  const inScope = conditionsOf(node).filter(({ field }) => field !== undefined);
  for (const { node: part, field } of inScope) count(field!, (read) => holds(part, field!, read));
  return inScope.length > 0 || highest >= 0;
}

function expectBars(scores: Scores, known: readonly string[]): void {
  for (const field of FIELDS) {
    expect(
      scores[field].failed.filter((name) => !known.includes(name)),
      field,
    ).toEqual([]);
    expect(shareOf(scores[field]), field).toBeGreaterThanOrEqual(BARS[field]);
  }
}

describe('feeds of feedparser', () => {
  // In scope: that the entries are there, and feed and entry titles, links (address and relation) and dates. Out of scope,
  // since we keep no such thing or keep it otherwise: markup after cleaning, types and bases of texts, the encoding by
  // name, “bozo”, people with addresses, categories, pictures, places, podcasts, ids that are made absolute.
  withFeeds('feedparser', 'give what their expectations say of entries, titles, links and dates', (paths) => {
    const files = paths.map(expectationIn);
    const scores = noScores();
    const aside = files.filter(({ name }) => BY_CONTENT_LOCATION.test(name));
    const outside = files.filter((file) => !aside.includes(file) && !score(file, scores));
    expect(files).toHaveLength(1361);
    expect(aside).toHaveLength(5);
    expect(files.filter(({ node }) => node === undefined).map(({ name }) => name)).toEqual([
      'wellformed/rss/item_description_not_a_doctype.xml',
    ]);
    expect(outside).toHaveLength(423);
    expect(FIELDS.map((field) => scores[field].all)).toEqual([585, 418, 66, 40]);
    expectBars(scores, Object.keys(KNOWN));
  });

  withFeeds(
    'feedparser',
    'have as many entries as they have tags that begin one, where they are well formed',
    (paths) => {
      const wrong = paths.filter((path) => {
        if (!path.includes('/wellformed/')) return false;
        const feed = read(path);
        const text = decodeText(readFileSync(path), { declares: true }).replace(/<!--.*?-->|<!\[CDATA\[.*?\]\]>/gs, '');
        const tags = text.match(/<(?:\w+:)?(?:item|entry)[\s/>]/gi)?.length ?? 0;
        return feed instanceof Unreadable || feed.entries.length !== tags;
      });
      expect(wrong.map((path) => relative(join(ROOT, 'feedparser'), path))).toEqual([]);
    },
  );
});

describe('real feeds, cut anywhere', () => {
  withFeeds('', 'give the entries that are complete before the cut, and never anything but a failure', (paths) => {
    for (const path of paths.filter((one) => !one.endsWith('.json'))) {
      const bytes = readFileSync(path);
      const whole = read(path);
      for (let tenth = 1; tenth < 10; tenth++) {
        const cut = readBytes(bytes.subarray(0, Math.floor((bytes.length * tenth) / 10)));
        if (cut instanceof Unreadable || whole instanceof Unreadable) continue;
        expect(cut.entries.length, path).toBeLessThanOrEqual(whole.entries.length);
        const names = ({ entries }: ParsedFeed) => entries.map(({ title, id }) => [title, id]);
        // The guess at a charset may change with the length.
        if (isAscii(bytes)) expect(names(cut), path).toEqual(names(whole).slice(0, cut.entries.length));
      }
    }
  });
});

interface Twin {
  readonly title?: string;
  readonly link?: string;
  readonly items: readonly { readonly title?: unknown; readonly link?: string; readonly isoDate?: string }[];
}

describe('feeds of rss-parser', () => {
  withFeeds('rss-parser', 'give the entries, titles, links and dates of their twins', (paths) => {
    const scores = noScores();
    const inputs = paths.filter((path) => path.includes('/input/'));
    const outside: string[] = [];
    for (const path of inputs) {
      const name = basename(path);
      const twin = join(ROOT, 'rss-parser', 'output', name.replace(/\.\w+$/, '.json'));
      const feed = read(path);
      if (!existsSync(twin)) outside.push(`${name}: ${feed instanceof Unreadable ? feed.code : feed.entries.length}`);
      else compareTwin(name, feed, (JSON.parse(readFileSync(twin, 'utf8')) as { feed: Twin }).feed, scores);
    }
    expect(inputs).toHaveLength(31);
    expect(outside).toEqual(['itunes-missing-image.rss: 131', 'unrecognized.rss: feed-none']);
    expect(FIELDS.map((field) => scores[field].all)).toEqual([29, 1238, 1238, 1221]);
    expectBars(scores, []);
  });
});

function compareTwin(name: string, feed: ParsedFeed | Unreadable, twin: Twin, scores: Scores): void {
  const count = (field: FeedField, what: string, isRight: boolean) => {
    scores[field].all++;
    if (!isRight) scores[field].failed.push(`${name}: ${what}`);
  };
  const read = feed instanceof Unreadable ? { entries: [] } : feed;
  count('entries', 'entries', read.entries.length === twin.items.length);
  for (const [index, { title, link, isoDate }] of twin.items.entries()) {
    const entry = read.entries[index];
    if (typeof title === 'string') count('title', `${index} ${title}`, isTitle(entry?.title, title));
    if (link !== undefined) count('link', `${index} ${link}`, isSame('link', entry?.link, new URL(link, ADDRESS).href));
    if (isoDate !== undefined) {
      const dates = [entry?.published, entry?.updated].filter((date) => date !== undefined);
      count(
        'date',
        `${index} ${isoDate}`,
        dates.some((date) => isSame('date', date, isoDate)),
      );
    }
  }
}

/** Two twins were made by reading ISO-8859-1 as UTF-8: what was lost there must be a letter here, and the rest the same. */
function isTitle(ours: string | undefined, twin: string): boolean {
  if (!twin.includes('\ufffd')) return isSame('title', ours, twin);
  const pattern = twin
    .replace(/\s+/g, ' ')
    .trim()
    .split('\ufffd')
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return (
    ours !== undefined && !ours.includes('\ufffd') && new RegExp(`^${pattern.join('[^\\0-\\x1f!-\\x7f]')}$`).test(ours)
  );
}
