import type { Span } from '../text/sentences.ts';
import { align } from './align.ts';
import { numberPassages } from './passages.ts';

/** The most passages that are listed of each kind, where nothing else is asked for. */
export const MOST_LISTED = 100;

/** What changed from one edition of a text to the next, in passages: sentences, and lines of lists and tables. */
export interface Change {
  /** Passages that stand in both, in the same order. */
  readonly unchanged: number;
  /** Passages that stand in both, but elsewhere. */
  readonly moved: number;
  /** Passages that only the new edition has; a passage with one word changed is one removed and one added. */
  readonly added: number;
  /** Passages that only the old edition had. */
  readonly removed: number;
  /** Where what was added stands in the new edition, in order: the first of them, where there are very many. */
  readonly addedPassages: readonly Span[];
  /** Where what was removed stands in the old edition. */
  readonly removedPassages: readonly Span[];
}

/**
 * Returns what changed from `before` to `after`, with at most `most` passages listed of each kind; the counts are of all.
 * White space alone is no change. Spans are UTF-16 offsets. Time grows with the length of both texts; a stretch that was
 * rewritten beyond recognition may count as moved what a slower comparison would call unchanged.
 */
export function describeChange(before: string, after: string, most = MOST_LISTED): Change {
  const passages = numberPassages(before, after);
  const { beforeNumbers, afterNumbers, different } = passages;
  const partners = align(beforeNumbers, afterNumbers, different);
  const kept = new Uint8Array(beforeNumbers.length);
  for (const partner of partners) if (partner >= 0) kept[partner] = 1;

  const left = new Int32Array(different);
  beforeNumbers.forEach((number, place) => {
    if (!kept[place]) left[number]!++;
  });
  const moves = new Int32Array(different);
  const added: number[] = [];
  afterNumbers.forEach((number, place) => {
    if (partners[place]! >= 0) return;
    if (moves[number]! < left[number]!) moves[number]!++;
    else added.push(place);
  });
  let moved = 0;
  const removed: number[] = [];
  beforeNumbers.forEach((number, place) => {
    if (kept[place]) return;
    if (moves[number]! > 0) {
      moves[number]!--;
      moved++;
    } else removed.push(place);
  });
  return {
    unchanged: afterNumbers.length - added.length - moved,
    moved,
    added: added.length,
    removed: removed.length,
    addedPassages: added.slice(0, most).map((place) => passages.after[place]!),
    removedPassages: removed.slice(0, most).map((place) => passages.before[place]!),
  };
}
