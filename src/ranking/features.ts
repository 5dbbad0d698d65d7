import { hashUnits, mix } from '../text/hash.ts';
import { foldedTokens } from '../text/words.ts';

/** Places for features, numbered from 1. Two that fall on one share a weight: so many leave that rare within a question. */
const SLOTS = 65_535;
/** The most words of the passages that are read. */
const MOST_WORDS = 600;
/** From so many places on, more make no difference that is learnt. */
const MOST_SPANS = 8;
/** The most words of a title that are read. */
const MOST_TITLE_WORDS = 60;

/** What is known of a hit before a person has judged it. */
export interface HitEvidence {
  readonly title: string;
  /** The text around each place that the engine found, or the beginning of the document. */
  readonly passages: readonly string[];
  readonly source?: string | undefined;
  /** ISO 639-1 code. */
  readonly language?: string | undefined;
  /** How many places the engine found. */
  readonly matchedSpans: number;
  /** Whether one of them stands in the title. */
  readonly inTitle: boolean;
}

/** A hit as the model reads it: places in rising order, each once, with one value for all of them. */
export interface Features {
  /** From 1 to 65,535. */
  readonly slots: Uint16Array;
  /** 1 / √(number of slots): a long passage weighs no more than a short one. */
  readonly value: number;
  /** What the evidence of the engine alone says, as log-odds; see `evidenceLogOdds`. */
  readonly evidence: number;
}

/**
 * Returns the features of a hit by the hashing trick (Weinberger et al. 2009, "Feature hashing for large scale multitask
 * learning"): each folded word of title and passages, source, language, whether the title matched and how often the text
 * did, as a place of 65,535. The same on every machine. Of the passages the first
 * 600 words are read, of the title 60.
 */
export function featuresOf(hit: HitEvidence): Features {
  const slots = new Set<number>();
  for (const { slot } of namedFeatures(hit)) slots.add(slot);
  const sorted = Uint16Array.from(slots).sort();
  return { slots: sorted, value: sharedValue(sorted), evidence: evidenceLogOdds(hit) };
}

/** Returns the value of all places of a hit. */
export function sharedValue(slots: Uint16Array): number {
  return 1 / Math.sqrt(slots.length);
}

/** What one place stands for: a word of the title or of anywhere, the source, the language, or what the engine found. */
export interface NamedFeature {
  readonly kind: 'title' | 'word' | 'source' | 'language' | 'in title' | 'spans';
  readonly name: string;
  readonly slot: number;
}

/** Yields what a hit is read as; a word as often as it stands there. */
export function* namedFeatures(hit: HitEvidence): Generator<NamedFeature, void> {
  for (const word of foldedTokens(hit.title).slice(0, MOST_TITLE_WORDS)) {
    yield named('title', word);
    yield named('word', word);
  }
  let left = MOST_WORDS;
  for (const passage of hit.passages) {
    if (left <= 0) break;
    const words = foldedTokens(passage).slice(0, left);
    left -= words.length;
    for (const word of words) yield named('word', word);
  }
  if (hit.source !== undefined) yield named('source', hit.source);
  if (hit.language !== undefined) yield named('language', hit.language);
  yield named('in title', String(hit.inTitle));
  yield named('spans', String(Math.min(MOST_SPANS, hit.matchedSpans)));
}

function named(kind: NamedFeature['kind'], name: string): NamedFeature {
  return { kind, name, slot: ((mix(hashUnits(`${kind} ${name}`)) >>> 0) % SLOTS) + 1 };
}

/**
 * Returns what the engine's evidence alone says of a hit, as log-odds from −1 to below 1: more places found are better, by
 * less and less, and one in the title is better than any number in the text. Where nothing was judged yet, it is the order.
 */
export function evidenceLogOdds({ matchedSpans, inTitle }: Pick<HitEvidence, 'matchedSpans' | 'inTitle'>): number {
  const spans = Math.max(0, matchedSpans);
  return -1 + spans / (spans + 2) + (inTitle ? 1 : 0);
}
