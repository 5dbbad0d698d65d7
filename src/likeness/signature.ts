import { hashBlocks, mix } from '../text/hash.ts';
import { shinglesOf } from './shingles.ts';

/** Values in a signature. The estimate from k values has a standard error of √(J (1 − J) / k): 0.044 at the most. */
export const SIGNATURE_VALUES = 128;
export const BANDS = 32;
const BAND_VALUES = SIGNATURE_VALUES / BANDS;

/** Raise it with every change to tokens, shingles or hashes: signatures of two versions must not be compared. */
export const SIGNATURE_VERSION = 1;

/** From this resemblance on two documents tell the same thing: about one word in sixteen replaced, evenly spread. */
export const NEAR_DUPLICATE = 0.7;

/** What no shingle has reached: the value at every place of the signature of a text without words. */
const NOTHING = 0x7fffffff;

/** The least hash of a text's shingles under each of 128 hash functions: signed 32-bit integers. */
export type Signature = Int32Array;

/**
 * The seeds of the family: x ↦ mix(x ^ seed), each one to one on 32 bits, so that two different shingles never meet at
 * any place. The seeds are multiples of the golden ratio (Knuth, TAOCP 6.4), mixed.
 */
const SEEDS = Int32Array.from({ length: SIGNATURE_VALUES }, (_, index) => mix(Math.imul(index + 1, 0x9e3779b9)));

// What comes from another module is looked up at each use; a constant of this one is not.
const spread = mix;

/**
 * Returns the MinHash signature of `text`: 128 signed 32-bit integers, the same on every machine (Broder 1997). Time grows
 * with the length of the text: a million words take about half a second.
 */
export function signatureOf(text: string): Signature {
  const signature = new Int32Array(SIGNATURE_VALUES).fill(NOTHING);
  for (const shingle of shinglesOf(text)) {
    for (let place = 0; place < SIGNATURE_VALUES; place++) {
      const hash = spread(shingle ^ SEEDS[place]!);
      if (hash < signature[place]!) signature[place] = hash;
    }
  }
  return signature;
}

/**
 * Returns the estimated resemblance (Jaccard similarity of the shingle sets) of two texts, from 0 to 1: the share of places
 * at which the signatures agree. A text without words is like none, not even another such text.
 */
export function resemblance(one: Signature, other: Signature): number {
  let equal = 0;
  for (let place = 0; place < SIGNATURE_VALUES; place++) {
    if (one[place] === other[place] && one[place] !== NOTHING) equal++;
  }
  return equal / SIGNATURE_VALUES;
}

/**
 * Returns the band keys of a signature: 32 signed 32-bit integers, each a hash of four values and of the number of the band
 * (locality-sensitive hashing; Indyk and Motwani 1998). Two texts are candidates where they share a key, whatever its
 * place: of resemblance J with probability 1 − (1 − J⁴)³², which is 0.98 at 0.58, 0.87 at 0.5 and 0.05 at 0.2. A text
 * without words has no keys.
 */
export function bandKeys(signature: Signature): Int32Array {
  if (signature.every((value) => value === NOTHING)) return new Int32Array(0);
  const block = new Int32Array(BAND_VALUES + 1);
  return Int32Array.from({ length: BANDS }, (_, band) => {
    block.set(signature.subarray(band * BAND_VALUES, (band + 1) * BAND_VALUES));
    block[BAND_VALUES] = band;
    return hashBlocks(block, 0, block.length);
  });
}

/** Returns a signature as 512 bytes, each value with its lowest byte first. */
export function packSignature(signature: Signature): Uint8Array {
  const bytes = new Uint8Array(SIGNATURE_VALUES * 4);
  const view = new DataView(bytes.buffer);
  signature.forEach((value, place) => {
    view.setInt32(place * 4, value, true);
  });
  return bytes;
}

/** The inverse of `packSignature`. Throws a RangeError for any other number of bytes, which is a fault of the caller. */
export function unpackSignature(bytes: Uint8Array): Signature {
  if (bytes.length !== SIGNATURE_VALUES * 4) throw new RangeError(`A signature has no ${bytes.length} bytes.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Int32Array.from({ length: SIGNATURE_VALUES }, (_, place) => view.getInt32(place * 4, true));
}
