import { randomBytes } from 'node:crypto';
import { asMatched } from '../actions/as-matched.ts';
import type { Desk } from '../actions/desk.ts';
import { quarantineDocument } from '../actions/quarantine-document.ts';
import type { MatchDocument } from '../matcher/document.ts';
import {
  derivedId,
  type Followed,
  type Follower,
  followDocuments,
  moveFollower,
  openFollower,
} from '../store/followers.ts';
import { addHits, type FoundHit } from '../store/found-hits.ts';
import { type HeldDocument, heldDocuments } from '../store/matched-documents.ts';
import { inTransaction } from '../store/transaction.ts';
import type { MatchPool } from '../threads/match-pool.ts';
import type { RecentDocuments } from './recent-documents.ts';
import type { StandingOrders } from './standing-orders.ts';

/** Documents that are followed at a time: their hits and the place are one transaction. */
const AT_ONCE = 512;
const NOTHING_TO_READ: MatchDocument = { id: 'nothing', title: '', text: '' };

export interface MatchingParts {
  readonly desk: Desk;
  readonly pool: MatchPool;
  readonly orders: StandingOrders;
  readonly recent: RecentDocuments;
}

/** What one step did. */
export interface Matched {
  readonly documents: number;
  /** New hits. */
  readonly hits: number;
}

/**
 * Follows the documents in the order in which they were committed, and holds each against every question. Hits and place
 * move together: whatever dies, a document is matched again or was matched once, and its hits stand once.
 */
export class DocumentMatching {
  readonly #parts: MatchingParts;
  #follower: Follower;

  private constructor(parts: MatchingParts, follower: Follower) {
    this.#parts = parts;
    this.#follower = follower;
  }

  static async open(parts: MatchingParts): Promise<DocumentMatching> {
    const { database, now } = parts.desk;
    const start = { secret: randomBytes(32), now: new Date(now()) };
    const follower = await inTransaction(database.work, (client) => openFollower(client, 'match', start));
    return new DocumentMatching(parts, follower);
  }

  get secret(): Uint8Array {
    return this.#follower.secret;
  }

  get place(): Follower['place'] {
    return this.#follower.place;
  }

  /** Matches the next documents. None were left where it says none. */
  async step(): Promise<Matched> {
    const { desk } = this.#parts;
    const followed = await followDocuments(desk.database.work, this.#follower.place, AT_ONCE);
    if (followed.length === 0) return { documents: 0, hits: 0 };
    const documents = await this.#read(followed);
    const found = await this.#match(documents);
    return this.#keep(followed, found);
  }

  /** Those that are gone by now need no answer. */
  async #read(followed: readonly Followed[]): Promise<readonly HeldDocument[]> {
    const { desk, recent } = this.#parts;
    const known = followed.flatMap(({ id }) => recent.take(id) ?? []);
    if (known.length === followed.length) return known;
    const there = new Set(known.map(({ id }) => id));
    const missing = followed.filter(({ id }) => !there.has(id)).map(({ id }) => id);
    return [...known, ...(await heldDocuments(desk.database.work, missing))];
  }

  async #match(documents: readonly HeldDocument[]): Promise<readonly FoundHit[]> {
    const { pool, orders } = this.#parts;
    if (orders.size === 0) return [];
    const matched = await pool.match(documents.map(asMatched)).catch(() => this.#matchEach(documents));
    return documents.flatMap((document, at) =>
      orders.answeredBy(document, matched[at]!).map((questionId) => this.#hit(questionId, document.id)),
    );
  }

  /** One of them cannot be matched: it is put aside with the reason, and the others go on. */
  async #matchEach(documents: readonly HeldDocument[]): Promise<string[][]> {
    const { desk, pool } = this.#parts;
    const matched: string[][] = [];
    for (const document of documents) {
      try {
        matched.push(...(await pool.match([asMatched(document)])));
      } catch (error) {
        // Where not even that can be matched, no document is at fault: none is put aside, and all are matched again later.
        await pool.match([NOTHING_TO_READ]);
        const reason = error instanceof Error ? error.message : String(error);
        await quarantineDocument(desk, { documentId: document.id, code: 'match-failed', reason });
        matched.push([]);
      }
    }
    return matched;
  }

  #hit(questionId: string, documentId: string): FoundHit {
    return { id: derivedId(this.#follower.secret, questionId, documentId), questionId, documentId };
  }

  async #keep(followed: readonly Followed[], found: readonly FoundHit[]): Promise<Matched> {
    const { database, now } = this.#parts.desk;
    const from = this.#follower.place;
    const to = followed.at(-1)!.place;
    const at = new Date(now());
    const hits = await inTransaction(database.work, async (client) => {
      const added = await addHits(client, found, at);
      const move = { from, to, documents: followed.length, hits: added, now: at };
      if (!(await moveFollower(client, 'match', move))) throw new MovedByAnother();
      return added;
    });
    this.#follower = { ...this.#follower, place: to };
    return { documents: followed.length, hits };
  }
}

/** Two processes follow at once, which a lock forbids: the later one begins anew. */
export class MovedByAnother extends Error {
  constructor() {
    super('Another process follows the same documents.');
  }
}
