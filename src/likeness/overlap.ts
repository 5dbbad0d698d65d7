import { shinglesOf } from './shingles.ts';
import { NEAR_DUPLICATE } from './signature.ts';

/** What two texts have in common, exactly, as shares from 0 to 1 of their different shingles. */
export interface Overlap {
  /** Shared shingles among all of both: the Jaccard similarity, which signatures estimate. */
  readonly resemblance: number;
  /** Shared shingles among those of the first text: 1 where the second holds all of it. */
  readonly ofFirst: number;
  /** Shared shingles among those of the second text. */
  readonly ofSecond: number;
}

/**
 * Returns what two texts have in common (resemblance and containment; Broder 1997). All is 0 where either has no words.
 * A text of fewer than 30 words is one shingle, so that it is held to be in another only where that has the same words.
 * Time and memory grow with the length of both texts.
 */
export function overlap(first: string, second: string): Overlap {
  const [one, other] = [new Set(shinglesOf(first)), new Set(shinglesOf(second))];
  if (one.size === 0 || other.size === 0) return { resemblance: 0, ofFirst: 0, ofSecond: 0 };
  let shared = 0;
  for (const shingle of one) if (other.has(shingle)) shared++;
  return {
    resemblance: shared / (one.size + other.size - shared),
    ofFirst: shared / one.size,
    ofSecond: shared / other.size,
  };
}

/**
 * Returns whether two texts tell the same thing in nearly the same words: their exact resemblance reaches `threshold`, from
 * 0 to 1. Texts of fewer than 30 words must have the same words in the same order, whatever the threshold above 0; a text
 * without words is a near-duplicate of none.
 */
export function areNearDuplicates(first: string, second: string, threshold = NEAR_DUPLICATE): boolean {
  const { resemblance } = overlap(first, second);
  return resemblance > 0 && resemblance >= threshold;
}
