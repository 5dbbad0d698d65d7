import { cursorFor } from '../links/asked-as.ts';
import { FailingLists } from '../links/failing-lists.ts';
import type { SourceCursor } from '../source.ts';
import type { Turn } from './gathered-links.ts';

/** What earlier readings of a site left. */
export interface SitemapStanding {
  /** As `LinkMemory` reads it. */
  readonly known: unknown;
  /** What was last changed before this time counts as read; milliseconds since 1970. */
  readonly after: number;
  /** Whether no reading before came to the end of the sitemaps. */
  readonly isFirst: boolean;
  readonly turn: Turn;
  /** Validators by the addresses of sitemaps. */
  readonly lists: SourceCursor;
  readonly failing: FailingLists;
}

/** Reads a cursor of this kind; what is none of it counts as nothing. `start` is where a first reading begins. */
export function standingIn(cursor: SourceCursor, within: string, start: number): SitemapStanding {
  const kept = cursorFor(cursor, within);
  const { known, after, turn, first, lists } = kept;
  const isStated = typeof after === 'number';
  return {
    known,
    after: isStated ? after : start,
    isFirst: !isStated || first === true,
    turn: Array.isArray(turn) && turn.every(isPosition) ? turn : [],
    lists: typeof lists === 'object' && lists !== null ? (lists as SourceCursor) : {},
    failing: new FailingLists(kept),
  };
}

function isPosition(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
