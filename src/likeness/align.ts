import { sharedSubsequence } from './shortest-edits.ts';

/** The most deletions and insertions that are followed between two anchors. */
const MOST_EDITS = 200;
const NONE = -1;

/** A stretch of both sequences; ends are exclusive. */
interface Gap {
  readonly beforeStart: number;
  readonly beforeEnd: number;
  readonly afterStart: number;
  readonly afterEnd: number;
}

/**
 * Returns for each place of `after` the place of `before` that it was kept from, or -1. Kept places rise, and their numbers are
 * equal. Numbers lie from 0 to below `different`.
 *
 * Patience diff (Cohen): what stands once in each sequence and in the same order in both is an anchor; between two anchors
 * Myers finds the rest, up to 200 edits. Beyond that the stretch counts as rewritten, so that time grows with the length
 * (times its logarithm) and never with its square.
 */
export function align(before: Int32Array, after: Int32Array, different: number): Int32Array {
  const partners = new Int32Array(after.length).fill(NONE);
  // The last gap in which a number was seen in `after`: one array for all gaps.
  const seenIn = new Int32Array(different).fill(NONE);
  let [beforeStart, afterStart, gap] = [0, 0, 0];
  for (const [beforePlace, afterPlace] of anchorsOf(before, after, different)) {
    alignGap(
      { before, after, partners, seenIn },
      { beforeStart, beforeEnd: beforePlace, afterStart, afterEnd: afterPlace },
      gap++,
    );
    partners[afterPlace] = beforePlace;
    [beforeStart, afterStart] = [beforePlace + 1, afterPlace + 1];
  }
  const last = { beforeStart, beforeEnd: before.length, afterStart, afterEnd: after.length };
  alignGap({ before, after, partners, seenIn }, last, gap);
  return partners;
}

/** What stands once in each sequence: the longest run of it that rises in both. */
function anchorsOf(before: Int32Array, after: Int32Array, different: number): (readonly [number, number])[] {
  const placeInBefore = onlyPlaces(before, different);
  const placeInAfter = onlyPlaces(after, different);
  const places: (readonly [number, number])[] = [];
  after.forEach((number, place) => {
    if (placeInAfter[number] === place && placeInBefore[number]! >= 0) places.push([placeInBefore[number]!, place]);
  });
  return longestRising(places);
}

/** For each number its place where it stands once, else a negative number. */
function onlyPlaces(sequence: Int32Array, different: number): Int32Array {
  const places = new Int32Array(different).fill(NONE);
  sequence.forEach((number, place) => {
    places[number] = places[number] === NONE ? place : -2;
  });
  return places;
}

/** The longest subsequence whose first places rise (Schensted 1961), by binary search; the second ones rise already. */
function longestRising(places: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const ends: number[] = [];
  const previous = new Int32Array(places.length);
  places.forEach(([place], index) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (places[ends[middle]!]![0] < place) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? ends[low - 1]! : NONE;
    ends[low] = index;
  });
  const rising: (readonly [number, number])[] = [];
  for (let index = ends.at(-1) ?? NONE; index !== NONE; index = previous[index]!) rising.push(places[index]!);
  return rising.reverse();
}

interface Alignment {
  readonly before: Int32Array;
  readonly after: Int32Array;
  readonly partners: Int32Array;
  readonly seenIn: Int32Array;
}

/** Pairs what is equal in one gap: its ends first, then what lies between. */
function alignGap(alignment: Alignment, gap: Gap, number: number): void {
  const { before, after, partners } = alignment;
  let { beforeStart, beforeEnd, afterStart, afterEnd } = gap;
  while (beforeStart < beforeEnd && afterStart < afterEnd && before[beforeStart] === after[afterStart]) {
    partners[afterStart++] = beforeStart++;
  }
  while (beforeStart < beforeEnd && afterStart < afterEnd && before[beforeEnd - 1] === after[afterEnd - 1]) {
    partners[--afterEnd] = --beforeEnd;
  }
  if (beforeStart === beforeEnd || afterStart === afterEnd) return;
  const [beforePlaces, afterPlaces] = inBoth(alignment, { beforeStart, beforeEnd, afterStart, afterEnd }, number);
  const pairs = sharedSubsequence(
    beforePlaces.map((place) => before[place]!),
    afterPlaces.map((place) => after[place]!),
    MOST_EDITS,
  );
  for (const [one, other] of pairs ?? []) partners[afterPlaces[other]!] = beforePlaces[one]!;
}

/** The places of a gap whose numbers stand on both sides: a gap that was rewritten leaves few, and needs few edits. */
function inBoth({ before, after, seenIn }: Alignment, gap: Gap, number: number): [Int32Array, Int32Array] {
  // Two marks for each gap: seen in `after`, and then also in `before`.
  const [inAfter, inBeforeToo] = [2 * number, 2 * number + 1];
  for (let place = gap.afterStart; place < gap.afterEnd; place++) seenIn[after[place]!] = inAfter;
  const beforePlaces: number[] = [];
  for (let place = gap.beforeStart; place < gap.beforeEnd; place++) {
    if (seenIn[before[place]!]! < inAfter) continue;
    seenIn[before[place]!] = inBeforeToo;
    beforePlaces.push(place);
  }
  const afterPlaces: number[] = [];
  for (let place = gap.afterStart; place < gap.afterEnd; place++) {
    if (seenIn[after[place]!] === inBeforeToo) afterPlaces.push(place);
  }
  return [Int32Array.from(beforePlaces), Int32Array.from(afterPlaces)];
}
