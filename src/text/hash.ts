/**
 * Returns the FNV-1a hash (Fowler, Noll, Vo; 32 bits) of the UTF-16 units of `text`, a unit where the original takes a
 * byte, as a signed integer. Its low bits are good and its high bits poor: `mix` what is compared by size.
 */
export function hashUnits(text: string): number {
  let hash = FNV_BASIS;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), FNV_PRIME);
  return hash;
}

export const FNV_BASIS = 0x811c9dc5 | 0;
export const FNV_PRIME = 0x01000193;

/** Returns `value` with every bit spread over all 32: the finaliser of MurmurHash3 (Appleby 2011), one to one. */
export function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** Returns the MurmurHash3 (x86, 32 bits, seed 0) of `count` 32-bit blocks from `from` on, as a signed integer. */
export function hashBlocks(blocks: Int32Array, from: number, count: number): number {
  let hash = 0;
  for (let index = from; index < from + count; index++) {
    let block = Math.imul(blocks[index]!, 0xcc9e2d51);
    block = Math.imul((block << 15) | (block >>> 17), 0x1b873593);
    hash ^= block;
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
  }
  return mix(hash ^ (count * 4));
}
