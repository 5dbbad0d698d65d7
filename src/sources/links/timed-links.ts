import type { Link } from './link.ts';
import { type LinkMemory, MOST_KNOWN } from './link-memory.ts';

/** What of a list is to be read, and what of it counts as read. */
export interface Wanted<L extends Link> {
  /** In the order in which they are read: what is new before what changed, older before newer, undated last. */
  readonly links: readonly L[];
  /** Links that are older than what is looked at. */
  readonly old: number;
  /** Links without a time for which there is no room in memory, so that they are not looked at. */
  readonly unwatched: number;
}

/**
 * Returns the links that were not read in the state in which they are listed: of those with a time the ones after `after`
 * (milliseconds since 1970), of the others as many as are remembered. Those that were read are noted as still there.
 */
export function wantedLinks<L extends Link>(links: readonly L[], memory: LinkMemory, after: number): Wanted<L> {
  const [fresh, changed, undated]: [L[], L[], L[]] = [[], [], []];
  let [old, withoutTime, unwatched] = [0, 0, 0];
  for (const link of oldestFirst(links)) {
    const isUndated = link.time === undefined;
    if (isUndated && ++withoutTime > MOST_KNOWN) {
      unwatched++;
      continue;
    }
    const standing = memory.standing(link);
    // What failed is tried again, however old it is by now.
    if (link.time !== undefined && link.time <= after && standing !== 'failed') old++;
    else if (standing === 'known') memory.note(link);
    else if (isUndated) undated.push(link);
    else if (standing === 'changed') changed.push(link);
    else fresh.push(link);
  }
  return { links: [...fresh, ...changed, ...undated], old, unwatched };
}

/**
 * Returns the time after which the next reading looks at links: so long before the newest as lists may be late (`late`, in milliseconds), but
 * not after what was left, and not before what there is no room to remember.
 */
export function nextAfter(
  links: readonly Link[],
  unread: readonly Link[],
  { after, now, late }: { readonly after: number; readonly now: number; readonly late: number },
): number {
  const times = links.flatMap(({ time }) => (time === undefined || time <= after ? [] : [Math.min(time, now)]));
  times.sort((one, other) => other - one);
  const [newest = Number.NEGATIVE_INFINITY] = times;
  const room = times[MOST_KNOWN - 1] ?? Number.NEGATIVE_INFINITY;
  const left = unread.reduce(
    (least, { time }) => (time === undefined ? least : Math.min(least, time - 1)),
    Number.POSITIVE_INFINITY,
  );
  return Math.max(after, Math.min(Math.max(newest - late, room), left));
}

function oldestFirst<L extends Link>(links: readonly L[]): L[] {
  return [...links].sort(
    (one, other) => (one.time ?? Number.POSITIVE_INFINITY) - (other.time ?? Number.POSITIVE_INFINITY) || 0,
  );
}
