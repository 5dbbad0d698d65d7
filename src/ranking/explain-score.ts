import { featuresOf, type HitEvidence, type NamedFeature, namedFeatures } from './features.ts';
import { type RankingModel, score, weightAt } from './model.ts';

/** What of a hit moved its score, and by how much. */
export interface ScorePart extends Pick<NamedFeature, 'kind' | 'name'> {
  /** What it adds to the log-odds: above 0 for relevant, below 0 against. */
  readonly weight: number;
}

/** A score and the parts of the hit that weigh most in it, on either side. */
export interface ScoreExplanation {
  readonly score: number;
  /** The heaviest first. A word that only shares a place with one that was learnt may stand among them. */
  readonly parts: readonly ScorePart[];
}

const MOST_PARTS = 12;

/** Returns why a model scores a hit so: by the hit's own words, since a model holds none. */
export function explainScore(model: RankingModel, hit: HitEvidence): ScoreExplanation {
  const features = featuresOf(hit);
  const seen = new Map<number, ScorePart>();
  for (const { kind, name, slot } of namedFeatures(hit)) {
    const weight = weightAt(model, slot) * features.value;
    if (weight !== 0 && !seen.has(slot)) seen.set(slot, { kind, name, weight });
  }
  const parts = [...seen.values()].sort((one, other) => Math.abs(other.weight) - Math.abs(one.weight));
  return { score: score(model, features), parts: parts.slice(0, MOST_PARTS) };
}
