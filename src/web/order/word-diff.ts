/** A piece of a text that stayed, came or went. */
export interface DiffPiece {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
  /** Its place among the pieces. */
  readonly at: number;
}

/** More than so many words on both sides are shown whole: comparing takes their product. */
const MOST_CELLS = 1_000_000;

/** Returns what changed from one text to another, word by word: the longest common sequence stays. */
export function wordDiff(before: string, after: string): readonly DiffPiece[] {
  const [old, fresh] = [wordsOf(before), wordsOf(after)];
  if (old.length * fresh.length > MOST_CELLS) {
    return joined([
      ['removed', before],
      ['added', after],
    ]);
  }
  const common = commonLengths(old, fresh);
  const width = fresh.length + 1;
  const pieces: [DiffPiece['kind'], string][] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < fresh.length) {
    if (i < old.length && j < fresh.length && old[i] === fresh[j]) {
      pieces.push(['same', old[i]!]);
      i += 1;
      j += 1;
    } else if (j === fresh.length || (i < old.length && common[(i + 1) * width + j]! >= common[i * width + j + 1]!)) {
      pieces.push(['removed', old[i]!]);
      i += 1;
    } else {
      pieces.push(['added', fresh[j]!]);
      j += 1;
    }
  }
  return joined(pieces);
}

function wordsOf(text: string): string[] {
  return text.match(/\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? [];
}

/** At each pair of places, how long the common sequence from there on is. */
function commonLengths(old: readonly string[], fresh: readonly string[]): Uint32Array {
  const width = fresh.length + 1;
  const lengths = new Uint32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = fresh.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        old[i] === fresh[j]
          ? lengths[(i + 1) * width + j + 1]! + 1
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
    }
  }
  return lengths;
}

function joined(pieces: readonly (readonly [DiffPiece['kind'], string])[]): readonly DiffPiece[] {
  const runs: { kind: DiffPiece['kind']; text: string; at: number }[] = [];
  for (const [kind, text] of pieces) {
    const last = runs.at(-1);
    if (text === '') continue;
    if (last?.kind === kind) last.text += text;
    else runs.push({ kind, text, at: runs.length });
  }
  return runs;
}
