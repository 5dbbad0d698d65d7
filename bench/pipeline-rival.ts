// What the pipeline is measured beside: plainly inserting the same rows, documents and hits, by the same statements in batches of the same size.
import { createHash } from 'node:crypto';
import { newUuid } from '../src/actions/new-uuid.ts';
import { type GivenDocument, RECEIVED_AT_ONCE } from '../src/actions/receive-from-source.ts';
import { isExtractProblem } from '../src/extract/extract-problem.ts';
import { givenDocuments } from '../src/pipeline/source-item.ts';
import type { Extract } from '../src/pipeline/understand-item.ts';
import type { Database } from '../src/store/database/open-database.ts';
import { addDocuments, type NewDocument } from '../src/store/documents.ts';
import { addHits } from '../src/store/found-hits.ts';
import { type ReadableSource, sourceToRead } from '../src/store/source-items.ts';
import { inTransaction } from '../src/store/transaction.ts';
import { readAll, seconds, textKey } from './pipeline-reading.ts';

function rowOf(
  { key, title, body, language, publishedOn, address, details, lexemes }: GivenDocument,
  source: ReadableSource,
): NewDocument {
  const contentHash = createHash('sha256')
    .update(JSON.stringify([source.id, title, body]))
    .digest();
  return {
    ...{ id: newUuid(Date.now()), sourceId: source.id, sourceKey: key, labelId: source.defaultLabelId, title, body },
    ...{ language: language ?? null, publishedOn: publishedOn ?? null, address: address ?? null, details, lexemes },
    ...{ supersedesId: null, receivedAt: new Date(), contentHash },
  };
}

interface RivalParts {
  readonly path: string;
  readonly folder: string;
  readonly extract: Extract;
  readonly sourceId: string;
  /** Of documents. */
  readonly count: number;
  /** The wordings of the questions that a text answers, by its key. */
  readonly answers: ReadonlyMap<string, readonly string[]>;
}

export interface RivalRun {
  readonly documents: number;
  readonly hits: number;
}

/** Seconds of plainly inserting the same rows. */
export async function runRival(database: Database, parts: RivalParts): Promise<RivalRun> {
  const { path, folder, extract, sourceId, count, answers } = parts;
  const source = (await sourceToRead(database.work, sourceId))!;
  const questions = await questionsByWording(database);
  const took = { documents: 0, hits: 0 };
  let added = 0;
  let batch: NewDocument[] = [];
  const flush = async (): Promise<void> => {
    const start = performance.now();
    const ids = await inTransaction(database.work, (client) => addDocuments(client, batch));
    took.documents += seconds(start);
    added += ids.length;
    const found = batch.flatMap(({ id: documentId, title, body: text }) =>
      answers.get(textKey({ title, text }))!.map((wording) => {
        return { id: newUuid(Date.now()), questionId: questions.get(wording)!, documentId };
      }),
    );
    const adding = performance.now();
    await inTransaction(database.work, (client) => addHits(client, found, new Date()));
    took.hits += seconds(adding);
    batch = [];
  };
  for await (const { item, extracted } of readAll(path, folder, extract)) {
    const documents = extracted.flatMap((one) => (isExtractProblem(one) ? [] : [one]));
    batch.push(...givenDocuments(item, documents).map((given) => rowOf(given, source)));
    if (batch.length >= RECEIVED_AT_ONCE) await flush();
  }
  if (batch.length > 0) await flush();
  if (added !== count) throw new Error(`Of ${count} rows ${added} were added.`);
  return took;
}

async function questionsByWording(database: Database): Promise<ReadonlyMap<string, string>> {
  const { rows } = await database.work.query<{ id: string; wording: string }>('select id, wording from vigie.question');
  return new Map(rows.map(({ id, wording }) => [wording, id]));
}

/** Seconds of both. */
export const sumOf = ({ documents, hits }: RivalRun): number => documents + hits;
