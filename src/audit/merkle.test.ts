import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../test/support/property-runs.ts';
import { ROOT } from '../../test/support/source-file.ts';
import { hex } from './bytes.ts';
import {
  emptyRoot,
  Frontier,
  leafHash,
  type NodeSource,
  nodeHash,
  peakPlaces,
  rangePlaces,
  rootOfRange,
} from './merkle.ts';
import type { Hasher } from './primitives.ts';
import { consistencyRanges, inclusionRanges, placesOf, proofOf, verifyConsistency, verifyInclusion } from './proof.ts';

const hasher: Hasher = { sha256: (data) => new Uint8Array(createHash('sha256').update(data).digest()) };

/** A tree as a store has it: hashes of entries, and the nodes that appending returned. */
function grow(leaves: readonly Uint8Array[]) {
  const frontier = new Frontier(hasher);
  const stored = new Map<string, Uint8Array>();
  for (const [index, leaf] of leaves.entries()) {
    const hash = leafHash(hasher, leaf);
    stored.set(`0/${index}`, hash);
    for (const node of frontier.append(hash)) {
      expect(stored.has(`${node.level}/${node.index}`)).toBe(false);
      stored.set(`${node.level}/${node.index}`, node.hash);
    }
  }
  const source: NodeSource = { node: (level, index) => stored.get(`${level}/${index}`) };
  return { frontier, stored, source };
}

const half = (count: number): number => 2 ** Math.ceil(Math.log2(count) - 1);

/** RFC 9162 section 2.1.1, word by word. */
function naiveRoot(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return hasher.sha256(new Uint8Array());
  if (leaves.length === 1) return hasher.sha256(Uint8Array.of(0, ...leaves[0]!));
  const k = half(leaves.length);
  return hasher.sha256(Uint8Array.of(1, ...naiveRoot(leaves.slice(0, k)), ...naiveRoot(leaves.slice(k))));
}

/** RFC 9162 section 2.1.3.1, word by word. */
function naivePath(m: number, leaves: readonly Uint8Array[]): Uint8Array[] {
  if (leaves.length === 1) return [];
  const k = half(leaves.length);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return m < k ? [...naivePath(m, left), naiveRoot(right)] : [...naivePath(m - k, right), naiveRoot(left)];
}

/** RFC 9162 section 2.1.4.1, word by word. */
function naiveSubproof(m: number, leaves: readonly Uint8Array[], isWhole: boolean): Uint8Array[] {
  if (m === leaves.length) return isWhole ? [] : [naiveRoot(leaves)];
  const k = half(leaves.length);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  if (m <= k) return [...naiveSubproof(m, left, isWhole), naiveRoot(right)];
  return [...naiveSubproof(m - k, right, false), naiveRoot(left)];
}

const entries = (count: number): Uint8Array[] =>
  Array.from({ length: count }, (_, index) => Uint8Array.of(index >> 8, index));
const inHex = (hashes: readonly Uint8Array[]): string[] => hashes.map(hex);

describe('a tree', () => {
  it('without entries has the hash of nothing', () => {
    expect(hex(new Frontier(hasher).root())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(hex(emptyRoot(hasher))).toBe(hex(new Frontier(hasher).root()));
  });

  it('has other hashes for an entry and for a node of the same bytes', () => {
    const [left, right] = [new Uint8Array(32), new Uint8Array(32).fill(1)];
    expect(hex(leafHash(hasher, Uint8Array.of(...left, ...right)))).not.toBe(hex(nodeHash(hasher, left, right)));
  });

  it('has the root of the definition at every size up to 64, by appending and from stored nodes', () => {
    const leaves = entries(64);
    const { source } = grow(leaves);
    const frontier = new Frontier(hasher);
    for (let size = 0; size <= 64; size++) {
      const root = hex(naiveRoot(leaves.slice(0, size)));
      expect(hex(frontier.root())).toBe(root);
      expect(hex(rootOfRange(hasher, source, { start: 0, end: size }))).toBe(root);
      const again = new Frontier(
        hasher,
        size,
        peakPlaces(size).map(({ level, index }) => source.node(level, index)!),
      );
      expect(hex(again.root())).toBe(root);
      expect(inHex(again.peaks)).toEqual(inHex(frontier.peaks));
      if (size < 64) frontier.append(leafHash(hasher, leaves[size]!));
    }
  });

  it('returns each full node once, each over the entries that it covers', () => {
    const leaves = entries(37);
    const { stored } = grow(leaves);
    for (const [place, hash] of stored) {
      const [level = 0, index = 0] = place.split('/').map(Number);
      expect(hex(hash)).toBe(hex(naiveRoot(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level))));
    }
    expect(stored.size).toBe(37 + 18 + 9 + 4 + 2 + 1);
  });

  it('of any size has the root of the definition', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 700 }), (leaves) => {
        expect(hex(grow(leaves).frontier.root())).toBe(hex(naiveRoot(leaves)));
      }),
      { numRuns: propertyRuns(30) },
    );
  });

  it('is copied so that the copy goes its own way', () => {
    const { frontier } = grow(entries(5));
    const copy = frontier.copy();
    copy.append(leafHash(hasher, Uint8Array.of(9)));
    expect([frontier.size, copy.size]).toEqual([5, 6]);
    expect(hex(frontier.root())).toBe(hex(naiveRoot(entries(5))));
  });

  it('of more than 2^32 entries goes on', () => {
    const size = 2 ** 40 + 3;
    const frontier = new Frontier(
      hasher,
      size,
      peakPlaces(size).map(() => new Uint8Array(32)),
    );
    expect(peakPlaces(size)).toEqual([
      { level: 40, index: 0 },
      { level: 1, index: 2 ** 39 },
      { level: 0, index: 2 ** 40 + 2 },
    ]);
    expect(frontier.append(new Uint8Array(32)).map(({ level, index }) => [level, index])).toEqual([
      [1, 2 ** 39 + 1],
      [2, 2 ** 38],
    ]);
  });

  it('does not go on from peaks that it cannot have', () => {
    expect(() => new Frontier(hasher, 3, [new Uint8Array(32)])).toThrow(RangeError);
  });

  it('has no node for a range that it does not cut', () => {
    expect(() => rangePlaces({ start: 1, end: 3 })).toThrow(RangeError);
    expect(() => rangePlaces({ start: 2, end: 1 })).toThrow(RangeError);
    expect(rangePlaces({ start: 4, end: 7 })).toEqual([
      { level: 1, index: 2 },
      { level: 0, index: 6 },
    ]);
  });
});

describe('an inclusion proof', () => {
  const leaves = entries(64);
  const { source } = grow(leaves);

  it('is the one of the definition and verifies, for every entry of every tree up to 64', () => {
    for (let size = 1; size <= 64; size++) {
      const root = rootOfRange(hasher, source, { start: 0, end: size });
      for (let index = 0; index < size; index++) {
        const path = proofOf(hasher, source, inclusionRanges(index, size));
        expect(inHex(path)).toEqual(inHex(naivePath(index, leaves.slice(0, size))));
        const claim = { index, leafHash: leafHash(hasher, leaves[index]!), size, root };
        expect(verifyInclusion(hasher, claim, path)).toBe(true);
        expect(verifyInclusion(hasher, { ...claim, index: (index + 1) % (size + 1) }, path)).toBe(false);
        expect(verifyInclusion(hasher, { ...claim, leafHash: root }, path)).toBe(size === 1);
        expect(verifyInclusion(hasher, claim, [...path, root])).toBe(false);
        if (path.length > 0) expect(verifyInclusion(hasher, claim, path.slice(1))).toBe(false);
      }
    }
  });

  it('is not longer than the tree is high, whatever root is claimed', () => {
    const [leaf, sibling] = [leafHash(hasher, leaves[0]!), leafHash(hasher, leaves[1]!)];
    const claim = { index: 0, leafHash: leaf, size: 1, root: nodeHash(hasher, sibling, leaf) };
    expect(verifyInclusion(hasher, claim, [sibling])).toBe(false);
  });

  it.each([
    [0, 0],
    [5, 5],
    [-1, 5],
    [0.5, 5],
    [0, Number.NaN],
  ])('of entry %s of %s is refused', (index, size) => {
    expect(() => inclusionRanges(index, size)).toThrow(expect.objectContaining({ code: 'audit-proof-range' }));
  });

  it('is refused where the store lacks a node', () => {
    expect(() => proofOf(hasher, { node: () => undefined }, inclusionRanges(0, 2))).toThrow(
      expect.objectContaining({ kind: 'not-found', code: 'audit-node-missing' }),
    );
  });
});

describe('a consistency proof', () => {
  const leaves = entries(64);
  const { source } = grow(leaves);
  const head = (size: number) => ({ size, root: rootOfRange(hasher, source, { start: 0, end: size }) });

  it('is the one of the definition and verifies, for all pairs of trees up to 64', () => {
    for (let newer = 1; newer <= 64; newer++) {
      for (let older = 1; older <= newer; older++) {
        const path = proofOf(hasher, source, consistencyRanges(older, newer));
        expect(inHex(path)).toEqual(inHex(naiveSubproof(older, leaves.slice(0, newer), true)));
        expect(verifyConsistency(hasher, head(older), head(newer), path)).toBe(true);
        expect(verifyConsistency(hasher, { size: older, root: new Uint8Array(32) }, head(newer), path)).toBe(false);
        expect(verifyConsistency(hasher, head(older), { size: newer, root: new Uint8Array(32) }, path)).toBe(false);
        expect(verifyConsistency(hasher, head(older), head(newer), [...path, head(1).root])).toBe(false);
        if (path.length > 0) expect(verifyConsistency(hasher, head(older), head(newer), path.slice(1))).toBe(false);
      }
    }
  });

  it.each([
    [0, 5],
    [6, 5],
    [1.5, 5],
  ])('from %s to %s entries is refused', (older, newer) => {
    expect(() => consistencyRanges(older, newer)).toThrow(expect.objectContaining({ code: 'audit-proof-range' }));
  });

  it('and an inclusion proof of trees of any size verify, and no longer with one bit turned', () => {
    const { source: large } = grow(entries(3000));
    const sizes = fc.tuple(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 3000 }), fc.nat(), fc.nat());
    fc.assert(
      fc.property(sizes, ([one, other, draw, bit]) => {
        const [older, newer] = [Math.min(one, other), Math.max(one, other)];
        const headOf = (size: number) => ({ size, root: rootOfRange(hasher, large, { start: 0, end: size }) });
        const path = proofOf(hasher, large, consistencyRanges(older, newer));
        expect(verifyConsistency(hasher, headOf(older), headOf(newer), path)).toBe(true);
        const claim = { index: draw % newer, leafHash: large.node(0, draw % newer)!, ...headOf(newer) };
        const inclusion = proofOf(hasher, large, inclusionRanges(claim.index, newer));
        expect(verifyInclusion(hasher, claim, inclusion)).toBe(true);
        const turn = (hashes: readonly Uint8Array[]) =>
          hashes.map((hash, place) => {
            const turned = hash.slice();
            if (place === draw % hashes.length) turned[bit % 32]! ^= 1 << (draw % 8);
            return turned;
          });
        if (path.length > 0) expect(verifyConsistency(hasher, headOf(older), headOf(newer), turn(path))).toBe(false);
        if (inclusion.length > 0) expect(verifyInclusion(hasher, claim, turn(inclusion))).toBe(false);
      }),
      { numRuns: propertyRuns(150) },
    );
  });

  it('asks a store for no more than the places it names', () => {
    const { source: large } = grow(entries(300));
    const ranges = [...inclusionRanges(77, 300), ...consistencyRanges(123, 300)];
    const places = new Set(placesOf(ranges).map(({ level, index }) => `${level}/${index}`));
    const asked = {
      node: (level: number, index: number) => (places.has(`${level}/${index}`) ? large.node(level, index) : undefined),
    };
    expect(inHex(proofOf(hasher, asked, ranges))).toEqual(inHex(proofOf(hasher, large, ranges)));
  });
});

/** Published proofs, beside the checkout; transparency-dev/merkle, Apache-2.0. */
const VECTORS = join(ROOT, '..', 'shared', 'vectors', 'merkle.jsonl');

interface ProofVector {
  readonly id: string;
  readonly kind: 'inclusion' | 'consistency';
  readonly proof: readonly string[] | null;
  readonly wantErr: boolean;
  readonly [field: string]: unknown;
}

const readVectors = (): ProofVector[] =>
  readFileSync(VECTORS, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ProofVector);

function verifies(vector: ProofVector): boolean {
  const bytes = (field: string) => new Uint8Array(Buffer.from(String(vector[field] ?? ''), 'base64'));
  const count = (field: string) => Number(vector[field]);
  const path = (vector.proof ?? []).map((hash) => new Uint8Array(Buffer.from(hash, 'base64')));
  if (vector.kind === 'inclusion') {
    const claim = {
      index: count('leafIdx'),
      leafHash: bytes('leafHash'),
      size: count('treeSize'),
      root: bytes('root'),
    };
    return verifyInclusion(hasher, claim, path);
  }
  const head = (place: 1 | 2) => ({ size: count(`size${place}`), root: bytes(`root${place}`) });
  return verifyConsistency(hasher, head(1), head(2), path);
}

describe('the published proofs', () => {
  if (existsSync(VECTORS)) {
    const vectors = readVectors();
    it('are 196', () => expect(vectors).toHaveLength(196));
    it.each(vectors.map((vector) => ({ ...vector })))('$id', (vector) => {
      expect(verifies(vector)).toBe(!vector.wantErr);
    });
  } else {
    it.skip('are met - SKIPPED: ../shared/vectors/merkle.jsonl is absent', () => {});
  }
});
