import { listAt, textAt } from '../../extract/record-values.ts';
import type { SourceCursor, SourceWorld } from '../source.ts';
import { SourceFailure } from '../source-failure.ts';
import { taxiiRequest } from './taxii-request.ts';

const LONGEST_NEXT = 1000;
/** An instant as TAXII writes it (RFC 3339 in UTC). */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;

/** Where reading a collection stands: what was added up to an instant, and the page behind it where there are more. */
export interface CollectionPlace {
  readonly addedAfter: string | undefined;
  readonly next: string | undefined;
  /** The last instant that was seen on the way through pages, from which on it goes on behind the last of them. */
  readonly latest: string | undefined;
}

/** A page of a collection, and where to go on behind it; `more` says whether something is there now. */
export interface CollectionPage {
  readonly objects: readonly unknown[];
  readonly behind: CollectionPlace;
  readonly more: boolean;
}

/** Reads a cursor that this kind wrote for this collection; anything else is the start. */
export function placeIn({ collection, addedAfter, next, latest }: SourceCursor, meant: string): CollectionPlace {
  const isHere = collection === meant;
  const instant = (value: unknown) => (isHere && typeof value === 'string' && INSTANT.test(value) ? value : undefined);
  return {
    addedAfter: instant(addedAfter),
    next: isHere && typeof next === 'string' ? next : undefined,
    latest: instant(latest),
  };
}

/**
 * Asks for the objects of a collection that were added behind a place (TAXII 2.1, 3.4, 5.4). A server that no longer knows
 * where its pages went on is asked from the instant on.
 */
export async function collectionPage(
  {
    collection,
    source,
    place,
  }: { readonly collection: string; readonly source: string; readonly place: CollectionPlace },
  world: SourceWorld,
): Promise<CollectionPage> {
  const { addedAfter, next } = place;
  const url = new URL(`${collection}objects/`);
  if (addedAfter !== undefined) url.searchParams.set('added_after', addedAfter);
  if (next !== undefined) url.searchParams.set('next', next);
  try {
    const { resource, headers } = await taxiiRequest(url.href, source, world);
    const objects = listAt(resource, 'objects');
    const following = textAt(resource, 'next');
    const latest = later(place.latest, headers.get('x-taxii-date-added-last')?.trim());
    // Pages go on from where they began.
    if (resource['more'] === true && following !== '' && following.length <= LONGEST_NEXT) {
      return { objects, behind: { addedAfter, next: following, latest }, more: following !== next };
    }
    const reached = later(addedAfter, latest);
    const more = resource['more'] === true && reached !== addedAfter;
    return { objects, behind: { addedAfter: reached, next: undefined, latest: undefined }, more };
  } catch (error) {
    const isForgotten = error instanceof SourceFailure && ['fetch-status', 'fetch-not-found'].includes(error.code);
    if (!isForgotten || next === undefined) throw error;
    return collectionPage({ collection, source, place: { addedAfter, next: undefined, latest: undefined } }, world);
  }
}

/** The later of two instants; what is none does not count. */
function later(one: string | undefined, other: string | undefined): string | undefined {
  if (other === undefined || !INSTANT.test(other)) return one;
  return one === undefined || sortable(other) > sortable(one) ? other : one;
}

/** With as many digits as there may be, so that texts are in the order of their instants. */
function sortable(instant: string): string {
  const [seconds = '', fraction = ''] = instant.slice(0, -1).split('.');
  return `${seconds}.${fraction.padEnd(9, '0')}`;
}
