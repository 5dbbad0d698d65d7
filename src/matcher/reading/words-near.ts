import type { DocumentScan } from './document-scan.ts';

/**
 * Returns whether two words stand near each other in a scanned document: `reach` is the distance in words times two,
 * plus one where the left must come first. Follows both chains of places once, side by side, and counts its steps.
 */
export function wordsNear(scan: DocumentScan, left: number, right: number, reach: number): boolean {
  const { state, stamp, places } = scan;
  if (state[left << 2] !== stamp || state[right << 2] !== stamp) return false;
  const distance = reach >> 1;
  const least = (reach & 1) === 1 ? 1 : -distance;
  let other = state[(right << 2) + 1]!;
  for (let place = state[(left << 2) + 1]!; place >= 0; place = places[place + 1]!) {
    scan.steps++;
    const position = places[place]!;
    for (; other >= 0 && places[other]! < position + least; other = places[other + 1]!) scan.steps++;
    for (let near = other; near >= 0 && places[near]! <= position + distance; near = places[near + 1]!) {
      if (places[near] !== position) return true;
    }
  }
  return false;
}
