import type { Asked, Found, PartKind } from '../extract/take-apart.ts';
import type { SourceWorld } from './source.ts';
import { SourceFailure } from './source-failure.ts';

/** What is found in bytes that a site sent. Throws `SourceFailure` where they cannot be taken apart. */
export async function takenApart<K extends PartKind>(
  { takeApart }: Pick<SourceWorld, 'takeApart'>,
  kind: K,
  bytes: Uint8Array,
  asked: Asked<K>,
): Promise<Found<K>> {
  const found = await takeApart(kind, bytes, asked);
  if ('problem' in found) throw new SourceFailure(found.code, found.message);
  return found;
}
