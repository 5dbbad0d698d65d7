import { createHash } from 'node:crypto';

/** Returns what a source calls an item as it is kept: an index cannot hold longer ones. */
export function boundedKey(key: string): string {
  return key.length <= 500 ? key : `sha256:${createHash('sha256').update(key).digest('hex')}`;
}
