import { isRecord, type UnknownRecord } from '../../extract/record-fields.ts';
import type { Fetched } from '../fetch/guarded-fetch.ts';
import { parsedJson } from '../records/parsed-json.ts';
import type { SourceWorld } from '../source.ts';
import { SourceFailure } from '../source-failure.ts';

/** TAXII 2.1, 1.6.8.3: the version is part of the media type. */
const ACCEPT = 'application/taxii+json;version=2.1';

export interface TaxiiAnswer {
  readonly resource: UnknownRecord;
  readonly headers: Fetched['headers'];
}

/**
 * Asks a TAXII server for a resource (TAXII 2.1, section 4 and 5). `namedBy` is the address of the source, where an answer
 * and no person named this one. Throws `SourceFailure`, with `taxii-none` for an answer that is no resource.
 */
export async function taxiiRequest(
  address: string,
  namedBy: string | undefined,
  { fetch, signal }: SourceWorld,
): Promise<TaxiiAnswer> {
  const { bytes, headers, mediaType } = await fetch(address, { accept: ACCEPT, robots: 'named', namedBy, signal });
  const isJson = mediaType === 'application/taxii+json' || mediaType === 'application/json' || mediaType === '';
  const resource = isJson ? parsedJson(bytes) : undefined;
  if (isRecord(resource)) return { resource, headers };
  const message = 'What lies at the address is no answer of a TAXII 2.1 server.';
  throw new SourceFailure('taxii-none', message);
}
