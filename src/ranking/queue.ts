import type { Features } from './features.ts';
import { type Confidence, type RankingModel, score } from './model.ts';

/** The fewest judgements of each kind before anything is suggested. */
export const FEWEST_JUDGED = 10;
const LIKELY = 0.85;
const UNLIKELY = 0.15;

/** What a queue may suggest for a hit. It decides nothing and hides nothing. */
export type Suggestion = 'relevant' | 'not-relevant';

/**
 * Returns the places of `queue` in the order in which they are best judged, every place once: highest score first; where
 * scores are equal, in the order in which they came.
 */
export function rank(model: RankingModel, queue: readonly Features[]): number[] {
  const scores = queue.map((features) => score(model, features));
  return [...queue.keys()].sort((one, other) => scores[other]! - scores[one]! || one - other);
}

/**
 * Returns what to suggest for a hit of this score: "relevant" from 0.85 on, "not relevant" up to 0.15, and nothing between,
 * nor before ten judgements of each kind.
 */
export function suggestion(score: number, { relevant, notRelevant }: Confidence): Suggestion | undefined {
  if (Math.min(relevant, notRelevant) < FEWEST_JUDGED) return undefined;
  if (score >= LIKELY) return 'relevant';
  return score <= UNLIKELY ? 'not-relevant' : undefined;
}
