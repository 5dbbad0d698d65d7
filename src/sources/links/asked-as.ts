import { createHash } from 'node:crypto';
import type { SourceCursor } from '../source.ts';

/** What a cursor says of the options that it was written under, in few signs. */
export function askedAs(options: unknown): { readonly asked: string } {
  return { asked: createHash('sha256').update(JSON.stringify(options)).digest('base64url').slice(0, 12) };
}

/**
 * Returns a cursor for other options than it was written under: which addresses are known holds still, and nothing else does, since
 * what was passed by may be wanted now.
 */
export function cursorFor(cursor: SourceCursor, options: unknown): SourceCursor {
  return cursor['asked'] === askedAs(options).asked ? cursor : { known: cursor['known'] };
}
