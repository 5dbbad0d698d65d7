import { Refusal } from '../errors.ts';

export const SOURCE_KINDS = [
  'feed',
  'web-page',
  'sitemap',
  'folder',
  'mailbox',
  'contracts',
  'csaf',
  'stix',
  'taxii',
  'misp',
  'ninjs',
  'json-lines',
  'field-notes',
] as const;
/** How documents are got from a source. */
export type SourceKind = (typeof SOURCE_KINDS)[number];

export const RELIABILITIES = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
/** From A (reliable) to E (unreliable); F cannot be judged. */
export type Reliability = (typeof RELIABILITIES)[number];

export const SOURCE_STATUSES = ['active', 'paused', 'retired'] as const;
export type SourceStatus = (typeof SOURCE_STATUSES)[number];

/** What a person says of a source, beside its markings. */
export interface DescribedSource {
  readonly name: string;
  readonly kind: SourceKind;
  /** Where it is: for its kind to read. */
  readonly address: string;
  readonly reliability: Reliability;
  /** How often and how it is read: for its kind to say. */
  readonly schedule: Readonly<Record<string, unknown>>;
  /** Whether marks found in its documents set their marking; never below the default. */
  readonly trusted: boolean;
  readonly status: SourceStatus;
}

/** Refuses what is no source. */
export function checkSource({ name, kind, address, reliability, status }: DescribedSource): void {
  if (name.trim() === '') throw new Refusal('invalid', 'source-name', 'A source has a name.');
  if (!SOURCE_KINDS.includes(kind)) {
    throw new Refusal('invalid', 'source-kind', `A source is one of these: ${SOURCE_KINDS.join(', ')}.`);
  }
  if (address.trim() === '') {
    throw new Refusal('invalid', 'source-address', 'A source has an address: where its documents come from.');
  }
  if (!RELIABILITIES.includes(reliability)) {
    const message = 'The reliability of a source goes from A (reliable) to E (unreliable); F cannot be judged.';
    throw new Refusal('invalid', 'source-reliability', message);
  }
  if (!SOURCE_STATUSES.includes(status)) {
    throw new Refusal('invalid', 'source-status', `A source is one of these: ${SOURCE_STATUSES.join(', ')}.`);
  }
}
