import type { FeedEntry, ParsedFeed } from '../../src/extract/feed/parse-feed.ts';
import type { PythonNode } from './python-expression.ts';

/** The fields that are held against the corpus. */
export type FeedField = 'entries' | 'title' | 'link' | 'date';

const DATES = new Set(
  ['published', 'updated', 'created', 'modified', 'date'].flatMap((name) => [name, `${name}_parsed`]),
);

/** One condition of an expectation: what it is about, or undefined where that is out of scope. */
export interface Condition {
  readonly node: PythonNode;
  readonly field: FeedField | undefined;
}

/** Takes an expectation apart at its outermost “and”s. */
export function conditionsOf(node: PythonNode): Condition[] {
  if (node.kind === 'and') return node.parts.flatMap(conditionsOf);
  return [{ node, field: fieldOf(node) }];
}

/** The highest index of an entry that an expectation speaks of, or -1. */
export function highestEntry(node: PythonNode): number {
  const own =
    node.kind === 'index' && node.of.kind === 'name' && node.of.name === 'entries' && node.at.kind === 'literal'
      ? Number(node.at.value)
      : -1;
  return Math.max(own, ...partsOf(node).map(highestEntry));
}

/** What the paths of a condition are about, where all of them are about the same and we have it. */
function fieldOf(node: PythonNode): FeedField | undefined {
  const fields = pathsIn(node).map(([root, ...path]) => {
    if (root === 'len' && path.length === 0) return undefined;
    if (root !== 'feed' && root !== 'entries') return undefined;
    return fieldOfPath((root === 'entries' ? path.slice(1) : path).map(String));
  });
  const [first] = fields;
  return fields.length > 0 && fields.every((field) => field === first) ? first : undefined;
}

function fieldOfPath([name, second, third]: readonly string[]): FeedField | undefined {
  if (name === 'title' && second === undefined) return 'title';
  if (name === 'title_detail' && second === 'value') return 'title';
  if (name === 'link' && second === undefined) return 'link';
  if (name === 'links' && (third === 'href' || third === 'rel')) return 'link';
  return DATES.has(name ?? '') && second === undefined ? 'date' : undefined;
}

/** Every chain of names and indexes: `entries[0]['title']` is `['entries', 0, 'title']`. A test for a key is part of it. */
function pathsIn(node: PythonNode): (string | number)[][] {
  const path = pathOf(node);
  return path ? [path] : partsOf(node).flatMap(pathsIn);
}

function pathOf(node: PythonNode): (string | number)[] | undefined {
  if (node.kind === 'name') return [node.name];
  if (node.kind === 'call' && node.of.kind === 'index' && node.given.length > 0) {
    const method = node.of.at.kind === 'literal' ? node.of.at.value : undefined;
    const [key] = node.given;
    if ((method === 'has_key' || method === 'get') && key?.kind === 'literal') {
      const path = pathOf(node.of.of);
      return path && [...path, String(key.value)];
    }
  }
  if (node.kind !== 'index' || node.at.kind !== 'literal') return undefined;
  const path = pathOf(node.of);
  return path && [...path, node.at.value as string | number];
}

function partsOf(node: PythonNode): readonly PythonNode[] {
  switch (node.kind) {
    case 'list':
      return node.items;
    case 'dict':
      return node.pairs.flat();
    case 'index':
      return [node.of, node.at];
    case 'call':
      return [node.of, ...node.given];
    case 'not':
      return [node.of];
    case 'compare':
    case 'and':
    case 'or':
      return node.parts;
    default:
      return [];
  }
}

/** Whether a condition in scope holds for our reading of a feed. */
export function holds(node: PythonNode, field: FeedField, feed: ParsedFeed): boolean {
  const view = { feed: viewOf(feed), entries: feed.entries.map(viewOf) };
  const evaluate = (part: PythonNode): unknown => {
    if (part.kind === 'literal') return part.value;
    if (part.kind === 'list') return part.items.map(evaluate);
    const path = pathOf(part);
    if (!path) throw new Error(`cannot evaluate ${part.kind}`);
    return path.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], view);
  };
  if (node.kind === 'not') return !holds(node.of, field, feed);
  if (node.kind !== 'compare') return evaluate(node) !== undefined;
  const values = node.parts.map(evaluate);
  return node.signs.every((sign, index) => {
    const same = isSame(field, values[index], values[index + 1]);
    if (sign === '==' || sign === '!=') return same === (sign === '==');
    throw new Error(`cannot evaluate ${sign}`);
  });
}

/** Our reading under the names of feedparser, which falls back from one date to the other. */
function viewOf(read: ParsedFeed | FeedEntry): Record<string, unknown> {
  const [published, updated] = [read.published ?? read.updated, read.updated ?? read.published];
  return {
    title: read.title,
    title_detail: { value: read.title },
    link: read.link,
    links: read.links.map(({ address, relation }) => ({ href: address, rel: relation })),
    ...{ published, published_parsed: published, created: published, created_parsed: published },
    ...{
      updated,
      updated_parsed: updated,
      modified: updated,
      modified_parsed: updated,
      date: updated,
      date_parsed: updated,
    },
  };
}

/** Whether two readings of a field mean the same: dates as instants, addresses in their one form, titles by their text. */
export function isSame(field: FeedField, one: unknown, other: unknown): boolean {
  if (one === undefined || other === undefined) return sameText(String(one ?? ''), String(other ?? ''));
  switch (field) {
    case 'date':
      // Ours have no fractions of seconds.
      return Math.floor(instantOf(one) / 1000) === Math.floor(instantOf(other) / 1000);
    case 'link':
      return addressOf(String(one)) === addressOf(String(other));
    default:
      return sameText(String(one), String(other));
  }
}

/** The corpus keeps the markup of titles and we their text: either the same text, or the same once the markup is gone. */
function sameText(one: string, other: string): boolean {
  return (
    spaced(one) === spaced(other) || spaced(one) === spaced(stripped(other)) || spaced(stripped(one)) === spaced(other)
  );
}

const spaced = (text: string) => text.replace(/\s+/g, ' ').trim();
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' };

function stripped(html: string): string {
  return html
    .replace(/<[^<>]*>/g, '')
    .replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return NAMED[name] ?? whole;
      return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
    });
}

function addressOf(text: string): string {
  return URL.canParse(text) ? new URL(text).href : text;
}

/** A tuple of Python's time, a date as the feed has it, or ours, as milliseconds. */
function instantOf(value: unknown): number {
  if (!Array.isArray(value)) return Date.parse(String(value));
  const [year, month, day, hour, minute, second] = value as number[];
  return Date.UTC(year!, month! - 1, day, hour, minute, second);
}
