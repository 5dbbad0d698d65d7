import { createHash } from 'node:crypto';
import type { DocumentPortion } from '../domain/document.ts';
import { addBytes, addPortions } from '../store/document-parts.ts';
import { addDocuments, type NewDocument } from '../store/documents.ts';
import { solveItems } from '../store/quarantine.ts';
import { lockSource, newestEditions, type ReadableSource } from '../store/source-items.ts';
import { act, type Deed } from './act.ts';
import { SYSTEM } from './actor.ts';
import { boundedKey } from './bounded-key.ts';
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
  /** What its kind states, such as stage, country and amounts. */
  readonly details: Readonly<Record<string, unknown>>;
  readonly portions: readonly DocumentPortion[];
  /** What it was read from, where the text is not all there is. */
  readonly bytes?: { readonly mediaType: string; readonly bytes: Uint8Array } | undefined;
  /** The words by which it is found. */
  readonly lexemes: readonly string[];
  /** The item that became a document with this one, all of it, if it was put aside before. */
  readonly solves?: string | undefined;
  /** The task that it answers. */
  readonly taskId?: string | undefined;
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
 * another content supersedes the edition before it.
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
      const editions = await newEditions(deed, source, { given, newId: () => desk.newId('document') });
      await addDocuments(
        client,
        editions.map(({ stored }) => stored),
      );
      const added = editions.map(({ stored: { id, labelId }, given: one }) => ({ id, labelId, given: one }));
      await addParts(client, added);
      const solved = given.flatMap(({ solves }) => (solves === undefined ? [] : [boundedKey(solves)]));
      await solveItems(client, sourceId, solved, now);
      name(
        'document',
        added.map(({ id }) => id),
      );
      name(
        'task',
        added.flatMap(({ given: { taskId } }) => taskId ?? []),
      );
      return {
        added: added.map(({ id, given: one }) => ({ id, given: one })),
        known: given.length - added.length,
        receivedAt: now,
      };
    },
  });
}

interface Edition {
  readonly given: GivenDocument;
  readonly stored: NewDocument;
}

/** Those that differ from the newest edition of their key, each as the one after it. */
async function newEditions(
  { client, now }: Deed,
  source: ReadableSource,
  { given, newId }: { readonly given: readonly GivenDocument[]; readonly newId: () => string },
): Promise<readonly Edition[]> {
  const keys = given.map(({ key }) => boundedKey(key));
  const newest = await newestEditions(client, source.id, keys);
  return given.flatMap((document, at) => {
    const sourceKey = keys[at]!;
    const before = newest.get(sourceKey);
    const contentHash = contentHashOf(document);
    if (before && contentHash.equals(before.contentHash)) return [];
    const place = { id: newId(), sourceKey, supersedesId: before?.id ?? null, receivedAt: now, contentHash };
    return [{ given: document, stored: { ...describedAs(document, source), ...place } }];
  });
}

/** Of what questions and markings ask about: a new byline or day of the last change is no other edition. */
function contentHashOf({ title, body, publishedOn, details, labelId }: GivenDocument): Buffer {
  const { stage, country, amounts } = details;
  // What is not there becomes null in JSON.
  return createHash('sha256')
    .update(JSON.stringify([title, body, publishedOn, stage, country, amounts, labelId]))
    .digest();
}

function describedAs(
  { title, body, language, publishedOn, address, details, lexemes, labelId, taskId }: GivenDocument,
  source: ReadableSource,
): Omit<NewDocument, 'id' | 'supersedesId' | 'receivedAt' | 'contentHash'> {
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
    taskId: taskId ?? null,
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
