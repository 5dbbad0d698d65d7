import type { Entry } from './entry-line.tsx';

/** What somebody did with a thing, and how often. */
export interface Doing {
  readonly actor: string;
  readonly count: number;
  /** The last time. */
  readonly at: string;
}

export const PARTS = ['asked', 'approved', 'changed', 'read', 'sent', 'deleted'] as const;
export type Part = (typeof PARTS)[number];

const WORDS: readonly (readonly [Part, RegExp])[] = [
  ['asked', /-(?:draft|create|receive|file|offer|make)$/],
  ['approved', /-(?:approve|open|allow-sensitive)$/],
  ['deleted', /-(?:expire|erase|delete|drop|retire)$/],
  ['sent', /^(?:release|copy|delivery)-/],
  ['read', /-(?:read|read-bytes|explain|export|list-editions)$/],
];

/** Returns which part of the history of a thing an act belongs to; none where a list named it among others. */
function partOf(action: string): Part | undefined {
  const known = WORDS.find(([, word]) => word.test(action))?.[0];
  if (known) return known;
  return /-(?:list|search|count|preview)(?:-|$)|^change-/.test(action) ? undefined : 'changed';
}

/** Sums up what was done with a thing, part by part, the latest first; what was refused or failed did nothing. */
export function summarise(entries: readonly Entry[]): Readonly<Record<Part, readonly Doing[]>> {
  const parts = new Map<Part, Map<string, Doing>>();
  for (const { entry } of entries) {
    const part = entry.outcome === 'done' ? partOf(entry.action) : undefined;
    if (!part) continue;
    const doings = parts.get(part) ?? new Map<string, Doing>();
    parts.set(part, doings);
    const before = doings.get(entry.actor);
    const at = before && before.at > entry.at ? before.at : entry.at;
    doings.set(entry.actor, { actor: entry.actor, count: (before?.count ?? 0) + 1, at });
  }
  const listed = PARTS.map((part) => {
    const doings = [...(parts.get(part)?.values() ?? [])];
    return [part, doings.sort((a, b) => b.at.localeCompare(a.at))] as const;
  });
  return Object.fromEntries(listed) as Record<Part, Doing[]>;
}
