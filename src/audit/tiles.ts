import { Refusal } from '../errors.ts';
import { concatenate } from './bytes.ts';
import { LONGEST_LEAF } from './entry.ts';
import type { NodeSource } from './merkle.ts';

/** How many hashes, or entries, a full tile holds (C2SP tlog-tiles, “Merkle Tree”). */
export const TILE_WIDTH = 256;

/** The levels of the tree that lie between two levels of tiles. */
const TILE_HEIGHT = 8;

/** A part of the tree in one file: `width` hashes, which is 256 or, at the right edge, 1 to 255. */
export interface Tile {
  /** From 0, the hashes of entries; each level is 8 levels of the tree above the one before. */
  readonly level: number;
  /** Its place in the level, from 0. */
  readonly index: number;
  readonly width: number;
}

/**
 * Yields the tiles that a tree of `newer` entries has and that of `older` did not have, level by level; those of level
 * 0 are the bundles of entries as well. Sizes that are no whole numbers or shrink are a bug of the caller (RangeError).
 */
export function* tilesSince(older: number, newer: number): Generator<Tile> {
  if (!Number.isSafeInteger(older) || !Number.isSafeInteger(newer) || older < 0 || newer < older) {
    throw new RangeError('A tree grows from one whole number of entries to another.');
  }
  let [before, after] = [older, newer];
  for (let level = 0; after > before; level++) {
    for (let index = Math.floor(before / TILE_WIDTH); index * TILE_WIDTH < after; index++) {
      yield { level, index, width: Math.min(TILE_WIDTH, after - index * TILE_WIDTH) };
    }
    before = Math.floor(before / TILE_WIDTH);
    after = Math.floor(after / TILE_WIDTH);
  }
}

/**
 * Returns where a tile lies below the log's folder: `tile/1/x001/x234/067`, with `.p/` and its width if it is partial.
 */
export function tilePath({ level, index, width }: Tile): string {
  return `tile/${level}/${indexPath(index, width)}`;
}

/** Returns where the entries of a tile of level 0 lie below the log's folder. */
export function bundlePath({ index, width }: Tile): string {
  return `tile/entries/${indexPath(index, width)}`;
}

/** Three digits to a folder, so that no folder grows large; the `x` keeps folders apart from files. */
function indexPath(index: number, width: number): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  const path = groups.map((group, place) => (place < groups.length - 1 ? `x${group}` : group)).join('/');
  return width < TILE_WIDTH ? `${path}.p/${width}` : path;
}

/** Returns the bytes of a tile: its hashes, 32 bytes each. Refuses where a node is not there (`audit-node-missing`). */
export function tileBytes(source: NodeSource, { level, index, width }: Tile): Uint8Array {
  const treeLevel = level * TILE_HEIGHT;
  const hashes = Array.from({ length: width }, (_, place) => {
    const hash = source.node(treeLevel, index * TILE_WIDTH + place);
    if (hash) return hash;
    const message = `The store has no node ${index * TILE_WIDTH + place} of level ${treeLevel}, which the tile needs.`;
    throw new Refusal('not-found', 'audit-node-missing', message);
  });
  return concatenate(...hashes);
}

/**
 * Returns the bytes of a bundle: each entry after its length in two bytes, the greater first (C2SP tlog-tiles, “Log
 * entries”). An entry of more than `LONGEST_LEAF` bytes is a bug of the caller (RangeError).
 */
export function bundleBytes(leaves: readonly Uint8Array[]): Uint8Array {
  const parts = leaves.flatMap((leaf) => {
    if (leaf.length > LONGEST_LEAF) throw new RangeError('The length of an entry must fit into two bytes.');
    return [Uint8Array.of(leaf.length >> 8, leaf.length & 0xff), leaf];
  });
  return concatenate(...parts);
}
