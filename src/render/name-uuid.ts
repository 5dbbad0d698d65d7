import { createHash } from 'node:crypto';

/** The namespace of all ids that are made from names here (RFC 9562, section 6.5); it stands in STIX bundles of copies. */
const NAMESPACE = Buffer.from('6f0bd2a34c5e5f8d9a417b2e8c3d1f60', 'hex');

/** Returns the UUID of version 5 of the names: equal names give equal ids, and nobody who lacks one can tell it. */
export function nameUuid(...names: readonly string[]): string {
  const hash = createHash('sha1').update(NAMESPACE).update(JSON.stringify(names)).digest();
  hash[6] = (hash[6]! & 0x0f) | 0x50;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
