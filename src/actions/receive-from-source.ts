import { createHash } from 'node:crypto';
import type { DocumentPortion } from '../domain/document.ts';
import { addBytes, addPortions } from '../store/document-parts.ts';
import { addDocuments, type NewDocument } from '../store/documents.ts';
import { solveItems } from '../store/quarantine.ts';
import { lockSource, newestEditions, type ReadableSource } from '../store/source-items.ts';
import { act, type Deed } from './act.ts';
import { SYSTEM } from './actor.ts';
import type { Desk } from './desk.ts';
import { notFound } from './ids.ts';

/** A document as a source gave it and as it was understood. */
export interface GivenDocument {
  /** What the source calls it: the same with another text is another edition. */
  readonly key: string;
  readonly title: string;
  readonly body: string;
  /** ISO 639-1. */
  readonly language?: string | undefined;
  /** `YYYY-MM-DD`. */
  readonly publishedOn?: string | undefined;
  readonly address?: string | undefined;
  /** What the source calls the item that it was read from, where all of that could be read: what was put aside of it is solved. */
  readonly solves?: string | undefined;
  /** What its kind states, such as stage, country and amounts. */
  readonly details: Readonly<Record<string, unknown>>;
  readonly portions: readonly DocumentPortion[];
  /** What it was read from, where the text is not all there is. */
  readonly bytes?: { readonly mediaType: string; readonly bytes: Uint8Array } | undefined;
  /** The words by which it is found. */
  readonly lexemes: readonly string[];
  /** The label of the marks in it, where they count; else it has the one of its source. */
  readonly labelId?: number | undefined;
}

/** What became of documents that a source gave. */
export interface Received {
  /** Those that are new, in their order, with the ids that they have here. */
  readonly added: readonly { readonly id: string; readonly given: GivenDocument }[];
  /** How many were here already. */
  readonly known: number;
  readonly receivedAt: Date;
}

/** Each with a label in the entry: so many fit into one. */
export const RECEIVED_AT_ONCE = 200;

/**
 * Keeps what a source gave, in one transaction with one entry: what is here already is left as it is, and the same item with
 * another text supersedes the edition before it.
 */
export function receiveFromSource(desk: Desk, sourceId: string, given: readonly GivenDocument[]): Promise<Received> {
  if (given.length > RECEIVED_AT_ONCE) throw new RangeError(`At most ${RECEIVED_AT_ONCE} documents at once.`);
  if (new Set(given.map(({ key }) => key)).size < given.length)
    throw new RangeError('Two documents have the same key.');
  return act(desk, SYSTEM, {
    action: 'document-receive',
    roles: ['system'],
    as: 'work',
    objects: [{ noun: 'source', id: sourceId }],
    async work(deed) {
      const { client, now, name } = deed;
      const source = await lockSource(client, sourceId);
      if (!source) throw notFound('source');
      const stored = await editions(deed, source, { given, newId: () => desk.newId('document') });
      const ids = new Set(await addDocuments(client, stored));
      const added = stored.flatMap(({ id, labelId }, at) => (ids.has(id) ? [{ id, labelId, given: given[at]! }] : []));
      await addParts(client, added);
      await solveItems(
        client,
        sourceId,
        given.flatMap(({ solves }) => solves ?? []),
        now,
      );
      name(
        'document',
        added.map(({ id }) => id),
      );
      return {
        added: added.map(({ id, given: one }) => ({ id, given: one })),
        known: given.length - added.length,
        receivedAt: now,
      };
    },
  });
}

/** Each as the edition after the newest one of its key. */
async function editions(
  { client, now }: Deed,
  source: ReadableSource,
  { given, newId }: { readonly given: readonly GivenDocument[]; readonly newId: () => string },
): Promise<(NewDocument & { readonly sourceKey: string })[]> {
  const keys = given.map(({ key }) => boundedKey(key));
  const newest = await newestEditions(client, source.id, keys);
  return given.map((document, at) => {
    const sourceKey = keys[at]!;
    const supersedesId = newest.get(sourceKey) ?? null;
    return { ...stored(document, source), id: newId(), sourceKey, supersedesId, receivedAt: now };
  });
}

function stored(
  { title, body, language, publishedOn, address, details, lexemes, labelId }: GivenDocument,
  source: ReadableSource,
): Omit<NewDocument, 'id' | 'supersedesId' | 'receivedAt'> {
  return {
    sourceId: source.id,
    labelId: labelId ?? source.defaultLabelId,
    title,
    body,
    language: language ?? null,
    publishedOn: publishedOn ?? null,
    address: address ?? null,
    details,
    lexemes,
    contentHash: createHash('sha256')
      .update(JSON.stringify([source.id, title, body]))
      .digest(),
  };
}

async function addParts(
  client: Deed['client'],
  added: readonly { readonly id: string; readonly labelId: number; readonly given: GivenDocument }[],
): Promise<void> {
  for (const { given, ...place } of added) {
    if (given.portions.length > 0) await addPortions(client, place, given.portions);
    if (given.bytes) await addBytes(client, place, given.bytes);
  }
}

/** An index cannot hold longer ones. */
function boundedKey(key: string): string {
  return key.length <= 500 ? key : `sha256:${createHash('sha256').update(key).digest('hex')}`;
}
