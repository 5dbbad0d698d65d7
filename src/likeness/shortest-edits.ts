/**
 * Returns a longest common subsequence of two sequences as pairs of places, in order, by the greedy algorithm of Myers (1986,
 * "An O(ND) difference algorithm and its variations"); undefined where more than `most` deletions and insertions lie
 * between them. Time is at most (length of both) × `most`, memory `most`².
 */
export function sharedSubsequence(
  before: Int32Array,
  after: Int32Array,
  most: number,
): (readonly [before: number, after: number])[] | undefined {
  const limit = Math.min(most, before.length + after.length);
  // How far into `before` a path on each diagonal (place in `before` − place in `after`) reaches; shifted by limit + 1.
  const reached = new Int32Array(2 * limit + 3);
  const rounds: Int32Array[] = [];
  for (let edits = 0; edits <= limit; edits++) {
    rounds.push(reached.slice(limit - edits, limit + edits + 3));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const at = diagonal + limit + 1;
      const down = comesFromAbove(reached, at, diagonal, edits);
      let place = down ? reached[at + 1]! : reached[at - 1]! + 1;
      while (place < before.length && place - diagonal < after.length && before[place]! === after[place - diagonal]!) {
        place++;
      }
      reached[at] = place;
      if (place >= before.length && place - diagonal >= after.length) {
        return walkBack(rounds, before.length, after.length);
      }
    }
  }
  return undefined;
}

/** Whether the best path to a diagonal inserts from the one above, rather than deletes from the one below. */
function comesFromAbove(reached: Int32Array, at: number, diagonal: number, edits: number): boolean {
  return diagonal === -edits || (diagonal !== edits && reached[at - 1]! < reached[at + 1]!);
}

/** Goes from the end to the beginning through what was reached before each round, and collects what was equal. */
function walkBack(rounds: readonly Int32Array[], before: number, after: number): (readonly [number, number])[] {
  const pairs: [number, number][] = [];
  let [x, y] = [before, after];
  for (let edits = rounds.length - 1; edits >= 0; edits--) {
    const round = rounds[edits]!;
    const diagonal = x - y;
    const at = diagonal + edits + 1;
    const down = comesFromAbove(round, at, diagonal, edits);
    const previousX = edits === 0 ? 0 : round[down ? at + 1 : at - 1]!;
    const startX = edits === 0 ? 0 : down ? previousX : previousX + 1;
    while (x > startX) {
      x--;
      y--;
      pairs.push([x, y]);
    }
    x = previousX;
    y = edits === 0 ? 0 : previousX - (down ? diagonal + 1 : diagonal - 1);
  }
  return pairs.reverse();
}
