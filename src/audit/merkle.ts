import { Refusal } from '../errors.ts';
import { concatenate } from './bytes.ts';
import type { Hasher } from './primitives.ts';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/**
 * Where a node stands that covers 2^level entries, all of them present: entries `index * 2^level` and on, both from 0.
 * Nodes of level 0 are the hashes of entries. Such a node never changes again.
 */
export interface NodePlace {
  readonly level: number;
  readonly index: number;
}

/** A node with its hash of 32 bytes. */
export interface TreeNode extends NodePlace {
  readonly hash: Uint8Array;
}

/** The nodes that a store keeps; one that waits for its store fetches the places of a proof first. */
export interface NodeSource {
  node(level: number, index: number): Uint8Array | undefined;
}

/** Entries from `start` to before `end`. */
export interface LeafRange {
  readonly start: number;
  readonly end: number;
}

/** Returns the hash of an entry: SHA-256 of 0x00 and its bytes (RFC 9162 section 2.1.1). */
export function leafHash(hasher: Hasher, leaf: Uint8Array): Uint8Array {
  return hasher.sha256(concatenate(LEAF, leaf));
}

/** Returns the hash of a node: SHA-256 of 0x01 and the hashes of its two parts (RFC 9162 section 2.1.1). */
export function nodeHash(hasher: Hasher, left: Uint8Array, right: Uint8Array): Uint8Array {
  return hasher.sha256(concatenate(NODE, left, right));
}

/** Returns the root of the tree without entries: SHA-256 of nothing (RFC 9162 section 2.1.1). */
export function emptyRoot(hasher: Hasher): Uint8Array {
  return hasher.sha256(new Uint8Array());
}

/** Returns the root over parts that stand side by side, each larger than all that follow it together. */
function rootOver(hasher: Hasher, parts: readonly Uint8Array[]): Uint8Array {
  return parts.length === 0 ? emptyRoot(hasher) : parts.reduceRight((right, left) => nodeHash(hasher, left, right));
}

/** The right edge of a tree: all that is needed to append to it and to know its root; at most 53 hashes. */
export class Frontier {
  readonly #hasher: Hasher;
  #size: number;
  #peaks: Uint8Array[];

  /**
   * Goes on from a tree of `size` entries, whose `peaks` are the hashes at `peakPlaces(size)`. As many peaks as places
   * are needed; anything else is a bug of the caller (RangeError).
   */
  constructor(hasher: Hasher, size = 0, peaks: readonly Uint8Array[] = []) {
    if (peakPlaces(size).length !== peaks.length) {
      throw new RangeError(`A tree of ${size} entries has ${peakPlaces(size).length} peaks, not ${peaks.length}.`);
    }
    this.#hasher = hasher;
    this.#size = size;
    this.#peaks = [...peaks];
  }

  /** How many entries the tree has. */
  get size(): number {
    return this.#size;
  }

  /** The hashes of the largest full parts from left to right, at `peakPlaces(size)`. */
  get peaks(): readonly Uint8Array[] {
    return [...this.#peaks];
  }

  /**
   * Appends an entry by its hash. Returns the nodes that are complete by it, from level 1 upwards: what a store keeps
   * beside the hash of the entry. On average that is one; O(log n) at most.
   */
  append(hash: Uint8Array): TreeNode[] {
    const complete: TreeNode[] = [];
    let whole = hash;
    let index = this.#size;
    // Each full part to the left pairs with the new one, as a carry runs through a binary number.
    for (let level = 1; index % 2 === 1; level++) {
      whole = nodeHash(this.#hasher, this.#peaks.pop()!, whole);
      index = Math.floor(index / 2);
      complete.push({ level, index, hash: whole });
    }
    this.#peaks.push(whole);
    this.#size += 1;
    return complete;
  }

  /** Returns the root hash, which RFC 9162 section 2.1.1 defines, in O(log n). */
  root(): Uint8Array {
    return rootOver(this.#hasher, this.#peaks);
  }

  /** Returns another frontier of the same tree. */
  copy(): Frontier {
    return new Frontier(this.#hasher, this.#size, this.#peaks);
  }
}

/** Returns where the largest full parts of a tree of `size` entries stand, from left to right. */
export function peakPlaces(size: number): NodePlace[] {
  return rangePlaces({ start: 0, end: size });
}

/**
 * Returns the nodes that a range is made of, from left to right. The range must be one that the tree of RFC 9162
 * section 2.1.1 cuts: it begins at a multiple of the least power of two that is not smaller than its length; any other
 * is a bug of the caller (RangeError).
 */
export function rangePlaces({ start, end }: LeafRange): NodePlace[] {
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < 0 || end < start) {
    throw new RangeError('A range goes from one whole number to another that is not smaller.');
  }
  const places: NodePlace[] = [];
  let level = 0;
  let width = 1;
  while (width < end - start) {
    level += 1;
    width *= 2;
  }
  if (start % width !== 0) throw new RangeError('The tree has no node for a range that begins there.');
  for (let at = start; at < end; level--, width /= 2) {
    if (width > end - at) continue;
    places.push({ level, index: at / width });
    at += width;
  }
  return places;
}

/**
 * Returns the root of a range (see `rangePlaces`) from stored nodes; of a whole tree as `{ start: 0, end: size }`.
 * Refuses where a node is not there (`audit-node-missing`).
 */
export function rootOfRange(hasher: Hasher, source: NodeSource, range: LeafRange): Uint8Array {
  const parts = rangePlaces(range).map(({ level, index }) => {
    const hash = source.node(level, index);
    if (hash) return hash;
    const message = `The store has no node ${index} of level ${level}, which the proof needs.`;
    throw new Refusal('not-found', 'audit-node-missing', message);
  });
  return rootOver(hasher, parts);
}
