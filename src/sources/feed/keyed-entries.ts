import { createHash } from 'node:crypto';
import type { FeedEntry } from '../../extract/feed/parsed-feed.ts';

export interface KeyedEntry {
  readonly key: string;
  /** Changes when something that people read of it changes. */
  readonly state: string;
  readonly entry: FeedEntry;
}

/**
 * Gives every entry the key by which it is known again: its id, else its link, else what it says. Where several have one
 * id, as in feeds that give all the same, the others are known by their links. What is there twice is given once, and
 * what holds nothing is not given. At most `most`, the newest.
 */
export function keyedEntries(entries: readonly FeedEntry[], most: number): KeyedEntry[] {
  const seen = new Set<string>();
  const keyed: KeyedEntry[] = [];
  for (const entry of newest(entries, most)) {
    const { title = '', content = '', link = '', published = '' } = entry;
    const state = createHash('sha256')
      .update(JSON.stringify([title, content, link, published]))
      .digest('hex');
    const names = [entry.id, entry.link, title === '' && content === '' ? undefined : state];
    const key = names.find((name) => name !== undefined && !seen.has(name));
    const isKnown = entry.id !== undefined && seen.has(entry.id) && (entry.link === undefined || key !== entry.link);
    if (key === undefined || isKnown) continue;
    // The link is taken too, so that the same entry without its id is the same.
    for (const name of [key, entry.link]) if (name !== undefined) seen.add(name);
    keyed.push({ key, state, entry });
  }
  return keyed;
}

/** In the order of the feed as long as there is room for all; else by date, those without one last. */
function newest(entries: readonly FeedEntry[], most: number): readonly FeedEntry[] {
  if (entries.length <= most) return entries;
  const dateOf = ({ published, updated }: FeedEntry) => published ?? updated ?? '';
  return [...entries]
    .sort((one, other) => (dateOf(one) < dateOf(other) ? 1 : dateOf(one) > dateOf(other) ? -1 : 0))
    .slice(0, most);
}
