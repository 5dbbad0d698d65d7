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
  const add = (kind: string, name: string) => slots.add(((mix(hashUnits(`${kind} ${name}`)) >>> 0) % SLOTS) + 1);
  for (const word of foldedTokens(hit.title).slice(0, MOST_TITLE_WORDS)) {
    add('title', word);
    add('word', word);
  }
  let left = MOST_WORDS;
  for (const passage of hit.passages) {
    if (left <= 0) break;
    const words = foldedTokens(passage).slice(0, left);
    left -= words.length;
    for (const word of words) add('word', word);
  }
  if (hit.source !== undefined) add('source', hit.source);
  if (hit.language !== undefined) add('language', hit.language);
  add('in title', String(hit.inTitle));
  add('spans', String(Math.min(MOST_SPANS, hit.matchedSpans)));
  const sorted = Uint16Array.from(slots).sort();
  return { slots: sorted, value: 1 / Math.sqrt(sorted.length), evidence: evidenceLogOdds(hit) };
}

/**
 * Returns what the engine's evidence alone says of a hit, as log-odds from −1 to below 1: more places found are better, by
 * less and less, and one in the title is better than any number in the text. Where nothing was judged yet, it is the order.
 */
export function evidenceLogOdds({ matchedSpans, inTitle }: Pick<HitEvidence, 'matchedSpans' | 'inTitle'>): number {
  const spans = Math.max(0, matchedSpans);
  return -1 + spans / (spans + 2) + (inTitle ? 1 : 0);
}
