import { labelInWords } from '../markings/label-in-words.ts';
import type { SchemeSet } from '../markings/scheme-set.ts';
import type { ReadableSource } from './source-content.ts';
import type { ListedOutline } from './source-work.ts';

/** What is written into a list of subscriptions. */
export interface SubscriptionList {
  /** Says what the list as a whole is marked with: outside the desk nothing else does. */
  readonly title: string;
  readonly outlines: readonly ListedOutline[];
  /** How many are retired, or not on the web. */
  readonly leftOut: number;
}

/** Returns the list of those of the sources that are on the web and not retired. */
export function subscriptionList(schemes: SchemeSet, sources: readonly ReadableSource[]): SubscriptionList {
  const listed = sources.filter(({ status, address }) => status !== 'retired' && /^https?:/i.test(address));
  const marked = listed.length === 0 ? '' : ` – ${wholeMarking(schemes, listed)}`;
  return {
    title: `Sources${marked}`,
    outlines: listed.map(({ name: title, address, kind }) => ({ title, address, kind })),
    leftOut: sources.length - listed.length,
  };
}

/** Of both markings of each: who may not read what its documents are marked with knows of no such source. */
function wholeMarking(schemes: SchemeSet, sources: readonly ReadableSource[]): string {
  const stated = sources.flatMap((source) => [source, source.defaultMarking]);
  const labels = stated.map(({ scheme, marking, needToKnow }) => schemes.label(scheme, marking, { needToKnow }));
  return labelInWords(schemes, schemes.join(labels));
}
