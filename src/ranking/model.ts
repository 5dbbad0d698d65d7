import type { Features } from './features.ts';

/** What a learner keeps of one place: FTRL's `z` (sum of gradients, shifted) and `n` (sum of their squares). */
export interface Coordinate {
  readonly z: number;
  readonly n: number;
}

/** How many judgements a model has learnt from, of each kind. */
export interface Confidence {
  readonly relevant: number;
  readonly notRelevant: number;
}

/** What was learnt from the judgements of one question. Of places that no judged hit had it keeps nothing. */
export interface RankingModel extends Confidence {
  relevant: number;
  notRelevant: number;
  readonly coordinates: Map<number, Coordinate>;
}

/** A hit and what a person made of it. */
export interface JudgedHit {
  readonly features: Features;
  readonly relevant: boolean;
}

// Alpha and beta set the rate, L1 and L2 how strongly weights are held at 0. Chosen on the streams of bench/ranking.ts, where
// alpha from 1 to 16, L1 up to 0.05 and L2 from 0.01 to 1 made little difference to the order; a larger alpha suggests more
// and is wrong more often.
const ALPHA = 2;
const BETA = 1;
const L1 = 0.01;
const L2 = 0.1;
/** The place before those of features: the weight that every hit has. */
const BIAS = 0;

/** Returns a model that has seen no judgement: its order is that of the engine's evidence. */
export function emptyModel(): RankingModel {
  return { relevant: 0, notRelevant: 0, coordinates: new Map() };
}

/**
 * Returns how relevant the model holds a hit, above 0 and below 1. Scores order a queue; they are no probabilities before
 * many judgements.
 */
export function score(model: RankingModel, features: Features): number {
  let sum = 0;
  for (const slot of features.slots) sum += weightOf(model.coordinates.get(slot));
  return logistic(features.evidence + weightOf(model.coordinates.get(BIAS)) + sum * features.value);
}

/**
 * Changes `model` by one judgement: online logistic regression by FTRL-Proximal (McMahan et al. 2013, "Ad click prediction: a
 * view from the trenches", algorithm 1), which starts out quickly, needs no schedule of rates, and depends on the order
 * of judgements. A judgement cannot be taken out again: rebuild the model from those that stand, by `learnAll`.
 */
export function learn(model: RankingModel, features: Features, relevant: boolean): void {
  const error = score(model, features) - (relevant ? 1 : 0);
  update(model.coordinates, BIAS, error);
  for (const slot of features.slots) update(model.coordinates, slot, error * features.value);
  if (relevant) model.relevant++;
  else model.notRelevant++;
}

/** Returns the model that learnt these judgements in their order: the same for the same list, on any run. */
export function learnAll(judged: Iterable<JudgedHit>): RankingModel {
  const model = emptyModel();
  for (const { features, relevant } of judged) learn(model, features, relevant);
  return model;
}

function update(coordinates: Map<number, Coordinate>, slot: number, gradient: number): void {
  const old = coordinates.get(slot) ?? { z: 0, n: 0 };
  const n = old.n + gradient * gradient;
  const sigma = (Math.sqrt(n) - Math.sqrt(old.n)) / ALPHA;
  // Kept in the precision in which they are stored, so that a model that was stored learns on as if it had not been.
  coordinates.set(slot, { z: Math.fround(old.z + gradient - sigma * weightOf(old)), n: Math.fround(n) });
}

/** Returns what a place adds to the log-odds of a hit, before its value. */
export function weightAt(model: RankingModel, slot: number): number {
  return weightOf(model.coordinates.get(slot));
}

function weightOf(coordinate: Coordinate | undefined): number {
  if (!coordinate || Math.abs(coordinate.z) <= L1) return 0;
  const shrunk = coordinate.z - Math.sign(coordinate.z) * L1;
  return -shrunk / ((BETA + Math.sqrt(coordinate.n)) / ALPHA + L2);
}

/** Held within ±30, so that no score is 0 or 1. */
function logistic(logOdds: number): number {
  return 1 / (1 + Math.exp(-Math.max(-30, Math.min(30, logOdds))));
}
