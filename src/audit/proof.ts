import { Refusal } from '../errors.ts';
import { sameBytes } from './bytes.ts';
import { type LeafRange, type NodePlace, type NodeSource, nodeHash, rangePlaces, rootOfRange } from './merkle.ts';
import { HASH_BYTES, type Hasher } from './primitives.ts';

/** That an entry stands in a tree: its place from 0, its hash, and the tree's size and root; 32 bytes each hash. */
export interface Inclusion {
  readonly index: number;
  readonly leafHash: Uint8Array;
  readonly size: number;
  readonly root: Uint8Array;
}

/** A tree by its size and root. */
export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/**
 * Returns the ranges whose roots prove that entry `index` stands in the tree of `size` entries, from the entry to the
 * root (RFC 9162 section 2.1.3.1). Refuses an entry that is not in the tree (`audit-proof-range`).
 */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  if (!isCount(index) || !isCount(size) || index >= size) {
    const message = 'An entry is proven by its place, from 0, in a tree that has more entries than that.';
    throw new Refusal('invalid', 'audit-proof-range', message);
  }
  const ranges: LeafRange[] = [];
  let start = 0;
  let end = size;
  while (end - start > 1) {
    const middle = start + halfOf(end - start);
    if (index < middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  return ranges.reverse();
}

/**
 * Returns the ranges whose roots prove that the tree of `newer` entries begins with the tree of `older` (RFC 9162
 * section 2.1.4.1); none where both are one. Refuses an empty tree, of which there is no proof, and one that is larger
 * than the newer (`audit-proof-range`).
 */
export function consistencyRanges(older: number, newer: number): LeafRange[] {
  if (!isCount(older) || !isCount(newer) || older < 1 || older > newer) {
    const message = 'A tree is proven to begin with one that has at least one entry and not more than itself.';
    throw new Refusal('invalid', 'audit-proof-range', message);
  }
  const ranges: LeafRange[] = [];
  let start = 0;
  let end = newer;
  while (older < end) {
    const middle = start + halfOf(end - start);
    if (older <= middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  // The verifier knows the root of the older tree already where that tree is one full part.
  if (start > 0) ranges.push({ start, end });
  return ranges.reverse();
}

/** Returns the nodes that ranges are made of: what to fetch before a proof is made. */
export function placesOf(ranges: readonly LeafRange[]): NodePlace[] {
  return ranges.flatMap(rangePlaces);
}

/** Returns the proof whose ranges are given: their roots. Refuses where a node is not there (`audit-node-missing`). */
export function proofOf(hasher: Hasher, source: NodeSource, ranges: readonly LeafRange[]): Uint8Array[] {
  return ranges.map((range) => rootOfRange(hasher, source, range));
}

/** Returns whether the path proves that the entry stands in the tree (RFC 9162 section 2.1.3.2). */
export function verifyInclusion(hasher: Hasher, claim: Inclusion, path: readonly Uint8Array[]): boolean {
  const { index, size } = claim;
  if (!isCount(index) || !isCount(size) || index >= size) return false;
  if (![claim.leafHash, ...path].every(isHash)) return false;
  let at = index;
  let last = size - 1;
  let hash = claim.leafHash;
  for (const sibling of path) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(hasher, sibling, hash);
      [at, last] = climb(at, last);
    } else {
      hash = nodeHash(hasher, hash, sibling);
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && sameBytes(hash, claim.root);
}

/**
 * Returns whether the path proves that the newer tree begins with the older (RFC 9162 section 2.1.4.2). Nothing is
 * proven of an empty tree: every tree begins with it, whatever root is claimed.
 */
export function verifyConsistency(
  hasher: Hasher,
  older: TreeHead,
  newer: TreeHead,
  path: readonly Uint8Array[],
): boolean {
  if (!isCount(older.size) || !isCount(newer.size) || older.size < 1 || older.size > newer.size) return false;
  if (older.size === newer.size) return path.length === 0 && sameBytes(older.root, newer.root);
  if (path.length === 0 || !path.every(isHash)) return false;
  const [first, ...rest] = isPowerOfTwo(older.size) ? [older.root, ...path] : path;
  let at = older.size - 1;
  let last = newer.size - 1;
  while (at % 2 === 1) {
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  let olderHash = first!;
  let newerHash = first!;
  for (const sibling of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      olderHash = nodeHash(hasher, sibling, olderHash);
      newerHash = nodeHash(hasher, sibling, newerHash);
      [at, last] = climb(at, last);
    } else {
      newerHash = nodeHash(hasher, newerHash, sibling);
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && sameBytes(olderHash, older.root) && sameBytes(newerHash, newer.root);
}

/** Goes up past the levels where the part stands alone at the right edge of the tree. */
function climb(at: number, last: number): [number, number] {
  // Counts reach beyond 32 bits, so they are halved and not shifted.
  while (at % 2 === 0 && at !== 0) {
    at /= 2;
    last = Math.floor(last / 2);
  }
  return [at, last];
}

/** Returns the largest power of two that is smaller than a width of two or more: where RFC 9162 section 2.1.1 cuts. */
function halfOf(width: number): number {
  let half = 1;
  while (half * 2 < width) half *= 2;
  return half;
}

function isPowerOfTwo(count: number): boolean {
  while (count % 2 === 0) count /= 2;
  return count === 1;
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function isHash(bytes: Uint8Array): boolean {
  return bytes.length === HASH_BYTES;
}
