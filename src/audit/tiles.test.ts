import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hex } from './bytes.ts';
import { Frontier, leafHash, type NodeSource, rootOfRange } from './merkle.ts';
import type { Hasher } from './primitives.ts';
import { bundleBytes, bundlePath, TILE_WIDTH, type Tile, tileBytes, tilePath, tilesSince } from './tiles.ts';

const hasher: Hasher = { sha256: (data) => new Uint8Array(createHash('sha256').update(data).digest()) };

describe('the tiles of a tree', () => {
  it('are those of the example in the specification', () => {
    const tiles = [...tilesSince(0, 70_000)];
    const of = (level: number, isFull: boolean) =>
      tiles.filter((tile) => tile.level === level && (tile.width === TILE_WIDTH) === isFull).map(({ width }) => width);
    expect([of(0, true).length, of(0, false)]).toEqual([273, [112]]);
    expect([of(1, true).length, of(1, false)]).toEqual([1, [17]]);
    expect([of(2, true).length, of(2, false)]).toEqual([0, [1]]);
    expect(tiles.filter(({ level }) => level > 2)).toEqual([]);
  });

  it('are never empty', () => {
    expect([...tilesSince(0, 0)]).toEqual([]);
    expect([...tilesSince(0, 256)]).toEqual([
      { level: 0, index: 0, width: 256 },
      { level: 1, index: 0, width: 1 },
    ]);
  });

  it('are, since an older tree, those that are new or wider', () => {
    const key = ({ level, index, width }: Tile) => `${level}/${index}/${width}`;
    for (const [older, newer] of [
      [0, 1],
      [255, 256],
      [256, 257],
      [300, 300],
      [300, 1000],
      [65_500, 65_600],
    ] as const) {
      const had = new Set([...tilesSince(0, older)].map(key));
      const expected = [...tilesSince(0, newer)].map(key).filter((tile) => !had.has(tile));
      expect([...tilesSince(older, newer)].map(key)).toEqual(expected);
    }
  });

  it('are not those of a tree that shrinks', () => {
    expect(() => [...tilesSince(2, 1)]).toThrow(RangeError);
    expect(() => [...tilesSince(0, 0.5)]).toThrow(RangeError);
  });
});

describe('the path of a tile', () => {
  it.each([
    [{ level: 1, index: 1_234_067, width: 256 }, 'tile/1/x001/x234/067'],
    [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
    [{ level: 0, index: 273, width: 112 }, 'tile/0/273.p/112'],
    [{ level: 2, index: 1000, width: 1 }, 'tile/2/x001/000.p/1'],
  ])('of %j is %s', (tile, path) => {
    expect(tilePath(tile)).toBe(path);
  });

  it('has one beside it for the entries', () => {
    expect(bundlePath({ level: 0, index: 1_234_067, width: 3 })).toBe('tile/entries/x001/x234/067.p/3');
  });
});

describe('the bytes of a tile', () => {
  const stored = new Map<string, Uint8Array>();
  const frontier = new Frontier(hasher);
  for (let index = 0; index < 600; index++) {
    const hash = leafHash(hasher, Uint8Array.of(index >> 8, index));
    stored.set(`0/${index}`, hash);
    for (const node of frontier.append(hash)) stored.set(`${node.level}/${node.index}`, node.hash);
  }
  const source: NodeSource = { node: (level, index) => stored.get(`${level}/${index}`) };

  it('are the hashes of entries, and above them the roots of full tiles', () => {
    const [first, , partial, above] = [...tilesSince(0, 600)];
    expect(tileBytes(source, first!)).toHaveLength(8192);
    expect(hex(tileBytes(source, partial!).subarray(0, 32))).toBe(hex(source.node(0, 512)!));
    expect(above).toEqual({ level: 1, index: 0, width: 2 });
    expect(hex(tileBytes(source, above!).subarray(32))).toBe(
      hex(rootOfRange(hasher, source, { start: 256, end: 512 })),
    );
  });

  it('are refused where the store lacks a node', () => {
    expect(() => tileBytes(source, { level: 0, index: 2, width: 89 })).toThrow(
      expect.objectContaining({ kind: 'not-found', code: 'audit-node-missing' }),
    );
  });
});

describe('a bundle of entries', () => {
  it('gives each its length in two bytes', () => {
    expect(hex(bundleBytes([Uint8Array.of(1, 2), new Uint8Array(), Uint8Array.of(3)]))).toBe('000201020000000103');
    expect(bundleBytes([new Uint8Array(65_535)]).subarray(0, 2)).toEqual(Uint8Array.of(255, 255));
    expect(() => bundleBytes([new Uint8Array(65_536)])).toThrow(RangeError);
  });
});
