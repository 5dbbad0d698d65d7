import { asMatched } from '../actions/as-matched.ts';
import type { Desk } from '../actions/desk.ts';
import { quarantineDocument } from '../actions/quarantine-document.ts';
import type { MatchDocument } from '../matcher/document.ts';
import { derivedId } from '../store/followers.ts';
import type { FoundHit } from '../store/found-hits.ts';
import type { HeldDocument } from '../store/matched-documents.ts';
import type { MatchPool } from '../threads/match-pool.ts';
import type { StandingOrders } from './standing-orders.ts';

const NOTHING_TO_READ: MatchDocument = { id: 'nothing', title: '', text: '' };

export interface MatcherParts {
  readonly desk: Desk;
  readonly pool: MatchPool;
  readonly orders: StandingOrders;
  /** By which the ids of hits are made. */
  readonly secret: Uint8Array;
}

/** What came of documents that were held against the open orders. */
export interface MatchedDocuments {
  readonly found: readonly FoundHit[];
  /** The documents that could be matched; the others are put aside. */
  readonly soundIds: readonly string[];
}

/** Holds documents against the questions of the open orders, in the threads. */
export class DocumentMatcher {
  readonly #parts: MatcherParts;

  constructor(parts: MatcherParts) {
    this.#parts = parts;
  }

  async match(documents: readonly HeldDocument[]): Promise<MatchedDocuments> {
    const { pool, orders } = this.#parts;
    if (orders.size === 0 || documents.length === 0) return { found: [], soundIds: [] };
    const matched: readonly (readonly string[] | undefined)[] = await pool
      .match(documents.map(asMatched))
      .catch(() => this.#matchEach(documents));
    const found = documents.flatMap((document, at) =>
      orders.answeredBy(document, matched[at] ?? []).map((questionId) => this.#hit(questionId, document.id)),
    );
    return { found, soundIds: documents.filter((_, at) => matched[at] !== undefined).map(({ id }) => id) };
  }

  /**
   * One of them cannot be matched: it is put aside with the reason, and the others go on. Before anything moves past it: one
   * that is put aside twice stands there once.
   */
  async #matchEach(documents: readonly HeldDocument[]): Promise<(readonly string[] | undefined)[]> {
    const { desk, pool } = this.#parts;
    const matched: (readonly string[] | undefined)[] = [];
    for (const document of documents) {
      try {
        matched.push(...(await pool.match([asMatched(document)])));
      } catch (error) {
        // Where not even that can be matched, no document is at fault: none is put aside, and all are matched again later.
        await pool.match([NOTHING_TO_READ]);
        const reason = error instanceof Error ? error.message : String(error);
        await quarantineDocument(desk, { documentId: document.id, code: 'match-failed', reason });
        matched.push(undefined);
      }
    }
    return matched;
  }

  #hit(questionId: string, documentId: string): FoundHit {
    return { id: derivedId(this.#parts.secret, questionId, documentId), questionId, documentId };
  }
}
