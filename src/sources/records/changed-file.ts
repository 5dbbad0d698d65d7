import { createHash } from 'node:crypto';
import type { Fetched, FetchRequest } from '../fetch/guarded-fetch.ts';
import { moved, validatorsIn, validatorsOf } from '../fetch/validators.ts';
import type { SourceCursor, SourceFinding, SourceWorld } from '../source.ts';

/** Bytes of a file with lines, over the wire; of it no more than a line is unpacked at a time. */
const LARGEST_BULK = 128 * 1024 * 1024;
const BULK_MS = 600_000;

/** A file at an address that is not what it was when it was read last. */
export interface ChangedFile {
  readonly fetched: Fetched;
  /** By which it is known again. */
  readonly cursor: SourceCursor;
  readonly findings: readonly SourceFinding[];
}

export type FileAnswer =
  | { readonly file: ChangedFile }
  | { readonly file?: undefined; readonly retryAfter: number | undefined; readonly findings: readonly SourceFinding[] };

/**
 * Fetches a file that a person chose, unless it is what it was: by what the site says (ETag, Last-Modified), else by a hash
 * of its bytes. Throws `SourceFailure`.
 */
export async function changedFile(
  address: string,
  { cursor, accept }: { readonly cursor: SourceCursor; readonly accept: string },
  { fetch, signal }: SourceWorld,
): Promise<FileAnswer> {
  const request: FetchRequest = {
    accept,
    robots: 'named',
    validators: validatorsIn(cursor),
    limits: { wireBytes: LARGEST_BULK, bodyBytes: LARGEST_BULK, totalMs: BULK_MS },
    signal,
  };
  const fetched = await fetch(address, request);
  const findings = moved(fetched);
  const hash = createHash('sha256').update(fetched.bytes).digest('base64url');
  if (fetched.status === 304 || hash === cursor['hash']) return { retryAfter: fetched.retryAfter, findings };
  return { file: { fetched, cursor: { hash, ...validatorsOf(fetched) }, findings } };
}
