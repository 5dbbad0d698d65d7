import type { DocumentScan } from './document-scan.ts';

/**
 * Returns whether two words stand near each other in a scanned document: `reach` is the distance in words times two,
 * plus one where the left must come first. Follows both chains of places once, side by side.
 */
export function wordsNear(scan: DocumentScan, left: number, right: number, reach: number): boolean {
  const { state, stamp, ends, places, next } = scan;
  if (state[left] !== stamp || state[right] !== stamp) return false;
  const distance = reach >> 1;
  const least = (reach & 1) === 1 ? 1 : -distance;
  let other = ends[right * 2]!;
  for (let place = ends[left * 2]!; place >= 0; place = next[place]!) {
    const position = places[place]!;
    while (other >= 0 && places[other]! < position + least) other = next[other]!;
    for (let near = other; near >= 0 && places[near]! <= position + distance; near = next[near]!) {
      if (places[near] !== position) return true;
    }
  }
  return false;
}
