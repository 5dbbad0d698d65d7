import type { Desk } from '../actions/desk.ts';
import { type Followed, type Follower, type FollowerPlace, followDocuments, moveFollower } from '../store/followers.ts';
import { addHits } from '../store/found-hits.ts';
import { type HeldDocument, heldDocuments } from '../store/matched-documents.ts';
import { solveDocuments } from '../store/quarantine.ts';
import { inTransaction } from '../store/transaction.ts';
import type { DocumentMatcher, MatchedDocuments } from './document-matcher.ts';
import type { RecentDocuments } from './recent-documents.ts';

/** Documents that are followed at a time: their hits and the place are one transaction. */
const AT_ONCE = 512;

export interface MatchingParts {
  readonly desk: Desk;
  readonly matcher: DocumentMatcher;
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
  #place: FollowerPlace;

  constructor(parts: MatchingParts, { place }: Follower) {
    this.#parts = parts;
    this.#place = place;
  }

  /** Matches the next documents. None were left where it says none. */
  async step(): Promise<Matched> {
    const { desk, matcher } = this.#parts;
    const followed = await followDocuments(desk.database.work, this.#place, AT_ONCE);
    if (followed.length === 0) return { documents: 0, hits: 0 };
    return this.#keep(followed, await matcher.match(await this.#read(followed)));
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

  async #keep(followed: readonly Followed[], { found, soundIds }: MatchedDocuments): Promise<Matched> {
    const { database, now } = this.#parts.desk;
    const to = followed.at(-1)!.place;
    const at = new Date(now());
    const hits = await inTransaction(database.work, async (client) => {
      const added = await addHits(client, found, at);
      await solveDocuments(client, soundIds, at);
      const move = { from: this.#place, to, documents: followed.length, hits: added, now: at };
      if (!(await moveFollower(client, 'match', move))) throw new MovedByAnother();
      return added;
    });
    this.#place = to;
    return { documents: followed.length, hits };
  }
}

/** Two processes follow at once, which a lock forbids: the later one begins anew. */
export class MovedByAnother extends Error {
  constructor() {
    super('Another process follows the same documents.');
  }
}
