/**
 * Returns whether `left` becomes `right` in at most `limit` edits: a letter inserted, deleted or replaced,
 * or two neighbours swapped (optimal string alignment). Both are compared by code unit, as folded.
 */
export function isWithinEdits(left: string, right: string, limit: number): boolean {
  if (Math.abs(left.length - right.length) > limit) return false;
  let before: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1] ? 0 : 1;
      let edits = Math.min(previous[column]! + 1, current[column - 1]! + 1, previous[column - 1]! + same);
      if (row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]) {
        edits = Math.min(edits, before[column - 2]! + 1);
      }
      current.push(edits);
      if (edits < least) least = edits;
    }
    // The least of a row grows by one at most, so a swap, which looks two rows back, finds no more hope either.
    if (least > limit) return false;
    before = previous;
    previous = current;
  }
  return previous[right.length]! <= limit;
}

/** The shortest and the longest folded word that `word~` accepts, and the length from which two edits are allowed. */
export const FUZZY_SHORTEST = 4;
/** A word of n letters has n² / 2 forms with two letters deleted, and each is stored. */
export const FUZZY_LONGEST = 40;
export const FUZZY_TWO_EDITS = 9;

/** Returns how many edits `word~` allows for a folded word; 0 means that it is too short. */
export function editsAllowed(word: string): number {
  if (word.length < FUZZY_SHORTEST) return 0;
  return word.length >= FUZZY_TWO_EDITS ? 2 : 1;
}

/** Returns `word` and all forms of it with up to `limit` letters deleted, without doubles. */
export function deletionsOf(word: string, limit: number): string[] {
  const found = new Set([word]);
  let frontier = [word];
  for (let round = 0; round < limit; round++) {
    const next: string[] = [];
    for (const form of frontier) {
      for (let index = 0; index < form.length; index++) {
        const shorter = form.slice(0, index) + form.slice(index + 1);
        if (!found.has(shorter)) {
          found.add(shorter);
          next.push(shorter);
        }
      }
    }
    frontier = next;
  }
  return [...found];
}
