import { CLASSES as CHARACTER_CLASSES, JOINER, SEPARATOR, WORD as WORD_CLASS } from '../../text/characters.ts';
import { characterClass, cut } from '../../text/cut.ts';

/** Copies the UTF-16 units of a text to the beginning of `units`, which has room for them. */
export type TextCopier = (text: string, units: Uint16Array) => void;

/** Copies unit by unit: right everywhere. A platform that copies strings as memory does it faster. */
export function copyEach(text: string, units: Uint16Array): void {
  for (let index = 0; index < text.length; index++) units[index] = text.charCodeAt(index);
}

/** The most units that are cut at once. */
export const LONGEST_STRETCH = 1 << 16;
const CHUNK = LONGEST_STRETCH;
/** The most units of a short token; each must be below 256. */
const SHORT = 8;
/** Marks the identity of a token that is not short. */
export const LONG = 1 << 11;
/** The most units of a token that are compared: what is longer is no word of any language. */
export const LONGEST = 255;
const SPACE = 0x20;
/** Units that are looked at in one round. */
const ROUND = 4;

/**
 * The keys of the tokens of the stretch that was cut last. A short token is its own key: its first four units in
 * `LOWS`, a byte each, and the next four in `HIGHS`. Of a longer one they are a hash and the place in `UNITS` where
 * it begins. `IDENTITIES` tells the length and which of the two it is.
 *
 * These are constants of the module, not fields of an object: the compiler then knows where they lie and how long
 * they are, which halves the time of the loops below. One thread cuts one stretch at a time.
 */
export const LOWS = new Int32Array(CHUNK >> 1);
export const HIGHS = new Int32Array(CHUNK >> 1);
export const IDENTITIES = new Int32Array(CHUNK >> 1);
/** The units of the stretch, with a separator behind them and room to read a short token at its full size. */
export const UNITS = new Uint16Array(CHUNK + 2 * SHORT);
/** Start and end of each token. */
const EDGES = new Int32Array(CHUNK + ROUND + 2);
const PAIRS = new DataView(UNITS.buffer);
// What comes from another module is looked up at each use; a constant of this one is not.
const CLASSES = CHARACTER_CLASSES;
const WORD = WORD_CLASS;

/** For each length of a short token, what masks its four pairs of units. */
const MASKS = new Int32Array((SHORT + 1) * 4);
for (let size = 0; size <= SHORT; size++) {
  for (let pair = 0; pair < 4; pair++) {
    const units = Math.min(2, Math.max(0, size - pair * 2));
    MASKS[size * 4 + pair] = units === 2 ? -1 : units === 1 ? 0xffff : 0;
  }
}

/** Returns where the stretch of `text` that begins at `from` ends: behind a separator, unless a token is longer. */
export function stretchEnd(text: string, from: number): number {
  const most = from + CHUNK;
  if (most >= text.length) return text.length;
  let end = most;
  while (end > from && characterClass(text, end - 1) !== SEPARATOR) end--;
  return end > from ? end : most;
}

/** Returns where the next stretch begins: past the rest of a token that was longer than a stretch. */
export function nextStretch(text: string, end: number): number {
  let before = end - 1;
  while (before >= 0 && characterClass(text, before) === JOINER) before--;
  if (before < 0 || characterClass(text, before) !== WORD_CLASS) return end;
  let next = end;
  while (next < text.length && characterClass(text, next) !== SEPARATOR) next++;
  return next;
}

/** Cuts the first `length` units of `UNITS` into tokens and returns how many there are; their keys are in the arrays above. */
export function cutKeys(length: number): number {
  // Separators end the last token without a test of the length in each step, and fill up the last round.
  for (let index = 0; index < ROUND; index++) UNITS[length + index] = SPACE;
  const plain = cutPlain(length);
  const count = plain >= 0 ? plain : cutCarefully(length);
  keepKeys(count);
  return count;
}

/**
 * Finds the edges of the tokens of a text that holds nothing but separators and plain letters and digits; -1 for
 * any other. An edge is written at each unit and counted where the class changes: no branch to be guessed wrong.
 */
function cutPlain(length: number): number {
  let edge = 0;
  let before = 0;
  let seen = 0;
  // Four units a round: a round costs more than the look at a unit.
  for (let index = 0; index <= length; index += ROUND) {
    const first = CLASSES[UNITS[index]!]!;
    const second = CLASSES[UNITS[index + 1]!]!;
    const third = CLASSES[UNITS[index + 2]!]!;
    const fourth = CLASSES[UNITS[index + 3]!]!;
    seen |= first | second | third | fourth;
    EDGES[edge] = index;
    edge += (first ^ before) & WORD;
    EDGES[edge] = index + 1;
    edge += (first ^ second) & WORD;
    EDGES[edge] = index + 2;
    edge += (second ^ third) & WORD;
    EDGES[edge] = index + 3;
    edge += (third ^ fourth) & WORD;
    before = fourth;
  }
  return seen > WORD ? -1 : edge >> 1;
}

function cutCarefully(length: number): number {
  let edge = 0;
  cut(stringOf(0, length), (start, end) => {
    EDGES[edge++] = start;
    EDGES[edge++] = end;
  });
  return edge >> 1;
}

/**
 * Works out the keys. Two neighbouring units are read at once, those behind the token masked away, and each pair
 * laid over the next: four units below 256 fill one number.
 */
function keepKeys(count: number): void {
  for (let index = 0; index < count; index++) {
    const start = EDGES[index * 2]!;
    const size = EDGES[index * 2 + 1]! - start;
    if (size <= SHORT) {
      const byte = start * 2;
      const mask = size * 4;
      const first = PAIRS.getInt32(byte, true) & MASKS[mask]!;
      const second = PAIRS.getInt32(byte + 4, true) & MASKS[mask + 1]!;
      const third = PAIRS.getInt32(byte + 8, true) & MASKS[mask + 2]!;
      const fourth = PAIRS.getInt32(byte + 12, true) & MASKS[mask + 3]!;
      if (((first | second | third | fourth) & 0xff00ff00) === 0) {
        LOWS[index] = first | (second << 8);
        HIGHS[index] = third | (fourth << 8);
        IDENTITIES[index] = size;
        continue;
      }
    }
    let hash = 0x811c9dc5 | 0;
    for (let at = start; at < start + size; at++) hash = Math.imul(hash ^ UNITS[at]!, 0x01000193);
    LOWS[index] = hash;
    HIGHS[index] = start;
    IDENTITIES[index] = Math.min(size, LONGEST) | LONG;
  }
}

/** Returns the token at `index` of the stretch that was cut last, as it stands in the text. */
export function spellingAt(index: number): string {
  return stringOf(EDGES[index * 2]!, EDGES[index * 2 + 1]!);
}

/** The most units that are given to one call of a function. */
const AT_ONCE = 4096;

function stringOf(start: number, end: number): string {
  if (end - start <= AT_ONCE) return String.fromCharCode.apply(null, UNITS.subarray(start, end) as unknown as number[]);
  let text = '';
  for (let at = start; at < end; at += AT_ONCE) text += stringOf(at, Math.min(end, at + AT_ONCE));
  return text;
}
