import type { RateTable } from '../amounts/rates.ts';
import type { Document } from '../domain/document.ts';
import type { StandingQuestion } from '../matcher/document.ts';
import { Matcher } from '../matcher/matcher.ts';
import { QuestionIndex } from '../matcher/questions/question-index.ts';
import { memoryCopier } from '../threads/copy-text.ts';

/** A document with the ids of the standing questions that it matches. */
export interface MatchedDocument {
  readonly document: Document;
  readonly ids: readonly string[];
}

export interface MatchingOptions {
  readonly questions: readonly StandingQuestion[];
  readonly rates: RateTable;
  readonly threads: number;
}

/** Documents that are given to the threads at once; the next ones are read meanwhile. */
const BATCH = 256;

/** Matches documents as they come, in their order: in this thread, or in a pool of `threads`. */
export function matchDocuments(
  documents: AsyncIterable<Document>,
  options: MatchingOptions,
): AsyncGenerator<MatchedDocument> {
  return options.threads > 1 ? inPool(documents, options) : here(documents, options);
}

async function* here(
  documents: AsyncIterable<Document>,
  { questions, rates }: MatchingOptions,
): AsyncGenerator<MatchedDocument> {
  const matcher = new Matcher({ rates, copyText: memoryCopier() });
  matcher.load(questions);
  for await (const document of documents) yield { document, ids: matcher.match(document) };
}

async function* inPool(
  documents: AsyncIterable<Document>,
  { questions, rates, threads }: MatchingOptions,
): AsyncGenerator<MatchedDocument> {
  const { MatchPool } = await import('../threads/match-pool.ts');
  const index = new QuestionIndex();
  index.load(questions);
  const pool = new MatchPool({ index, rates, threads, withOwn: true });
  try {
    let pending: Promise<MatchedDocument[]> | undefined;
    for await (const batch of batches(documents)) {
      const next = pool.match(batch).then((ids) => batch.map((document, at) => ({ document, ids: ids[at]! })));
      // A failure of the later batch is met when its turn comes; until then it must not count as unhandled.
      next.catch(() => undefined);
      if (pending) yield* await pending;
      pending = next;
    }
    if (pending) yield* await pending;
  } finally {
    await pool.close();
  }
}

async function* batches(documents: AsyncIterable<Document>): AsyncGenerator<Document[]> {
  let batch: Document[] = [];
  for await (const document of documents) {
    batch.push(document);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
