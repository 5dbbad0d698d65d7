import { describe, expect, it } from 'vitest';
import { hashBlocks, hashUnits, mix } from './hash.ts';

describe('hashUnits', () => {
  // Published for FNV-1a of 32 bits: "", "a", "foobar".
  it.each([
    ['', 0x811c9dc5],
    ['a', 0xe40c292c],
    ['foobar', 0xbf9cf968],
  ])('of %j is the published one', (text, hash) => {
    expect(hashUnits(text) >>> 0).toBe(hash);
  });

  it('tells letters beyond Latin apart', () => {
    expect(hashUnits('ж')).not.toBe(hashUnits('6'));
  });
});

describe('hashBlocks', () => {
  // Published for MurmurHash3 x86 of 32 bits with seed 0: no bytes, four zero bytes, "test", "!Ce\x87".
  it.each([
    [[], 0],
    [[0], 0x2362f9de],
    [[0x74736574], 0xba6bd213],
    [[0x87654321 | 0], 0xf55b516b],
  ])('of %j is the published one', (blocks, hash) => {
    expect(hashBlocks(Int32Array.from(blocks), 0, blocks.length) >>> 0).toBe(hash);
  });

  it('reads only the blocks that it is given, in their order', () => {
    const blocks = Int32Array.of(9, 1, 2, 3, 9);
    expect(hashBlocks(blocks, 1, 3)).toBe(hashBlocks(Int32Array.of(1, 2, 3), 0, 3));
    expect(hashBlocks(Int32Array.of(1, 3, 2), 0, 3)).not.toBe(hashBlocks(blocks, 1, 3));
  });
});

describe('mix', () => {
  it('is one to one on what it was tried on, and keeps zero', () => {
    expect(mix(0)).toBe(0);
    expect(new Set(Array.from({ length: 100_000 }, (_, value) => mix(value))).size).toBe(100_000);
  });
});
