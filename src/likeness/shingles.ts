import { cut } from '../text/cut.ts';
import { fold } from '../text/fold.ts';
import { FNV_BASIS, FNV_PRIME, hashBlocks, hashUnits } from '../text/hash.ts';

/** Words in a shingle: Broder's choice was ten for web pages; three still tells an edited paragraph from a new one. */
export const SHINGLE_WORDS = 3;

/**
 * The fewest words of a text that is compared in parts. One word changed in n costs three shingles of each side, and from
 * n = 17 on the rest would pass for a near-duplicate, though in a line of agency copy that word is the news ("rates
 * raised", "rates lowered"). Thirty words are about two lines; a shorter text is like the same words only.
 */
export const FEWEST_WORDS = 30;

const CAPITAL_A = 0x41;
const CAPITAL_Z = 0x5a;
const ASCII_END = 0x80;
const TO_SMALL = 0x20;

/**
 * Returns the hashes of the word shingles of `text`, in order and as often as they stand (Broder 1997, "On the resemblance
 * and containment of documents"): every three words that follow each other, as folded tokens. A text of fewer than 30
 * words has a single shingle, which is all of it; one without a word has none.
 */
export function shinglesOf(text: string): Int32Array {
  const words = wordHashes(text);
  if (words.length === 0) return words;
  if (words.length < FEWEST_WORDS) return Int32Array.of(hashBlocks(words, 0, words.length));
  const shingles = new Int32Array(words.length - SHINGLE_WORDS + 1);
  for (let index = 0; index < shingles.length; index++) shingles[index] = hashBlocks(words, index, SHINGLE_WORDS);
  return shingles;
}

/** Returns the hash of each folded token of `text`, in order. */
function wordHashes(text: string): Int32Array {
  let hashes = new Int32Array(1024);
  let count = 0;
  cut(text, (start, end) => {
    if (count === hashes.length) {
      const longer = new Int32Array(count * 2);
      longer.set(hashes);
      hashes = longer;
    }
    hashes[count++] = tokenHash(text, start, end);
  });
  return hashes.slice(0, count);
}

/** The hash of a folded token. Folding an ASCII token only lowers its letters, for which no string need be made. */
function tokenHash(text: string, start: number, end: number): number {
  let hash = FNV_BASIS;
  for (let index = start; index < end; index++) {
    const unit = text.charCodeAt(index);
    if (unit >= ASCII_END) return hashUnits(fold(text.slice(start, end)));
    const lowered = unit >= CAPITAL_A && unit <= CAPITAL_Z ? unit + TO_SMALL : unit;
    hash = Math.imul(hash ^ lowered, FNV_PRIME);
  }
  return hash;
}
