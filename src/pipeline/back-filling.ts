import type { Desk } from '../actions/desk.ts';
import { searchedFor } from '../actions/lexemes.ts';
import { beginBackFill, lockBackFill, moveBackFill, nextBackFill, type WaitingBackFill } from '../store/back-fills.ts';
import { addHits } from '../store/found-hits.ts';
import { archivedDocuments, expectedDocuments } from '../store/matched-documents.ts';
import { solveDocuments } from '../store/quarantine.ts';
import { inTransaction } from '../store/transaction.ts';
import type { Wanted } from '../store/wanted.ts';
import type { DocumentMatcher } from './document-matcher.ts';
import type { StandingOrder } from './standing-order.ts';
import type { StandingOrders } from './standing-orders.ts';

/** Documents of one step: between two of them documents that come are matched, and a pause or an end takes effect. */
const AT_ONCE = 200;

export interface BackFillingParts {
  readonly desk: Desk;
  readonly orders: StandingOrders;
  readonly matcher: DocumentMatcher;
}

/** Runs orders that began to be watched over the archive, step by step. */
export class BackFilling {
  readonly #parts: BackFillingParts;

  constructor(parts: BackFillingParts) {
    this.#parts = parts;
  }

  /** Does the next step of the oldest run that is not over; returns how many new hits it had, or nothing where none is. */
  async step(): Promise<number | undefined> {
    const { desk, orders } = this.#parts;
    const fill = await nextBackFill(desk.database.work);
    if (!fill) return undefined;
    const order = orders.get(fill.orderId);
    // It left, or its other version comes next: the watch ends this run.
    if (order?.version !== fill.version) return undefined;
    return this.#run(fill, order);
  }

  async #run(fill: WaitingBackFill, order: StandingOrder): Promise<number> {
    const { work } = this.#parts.desk.database;
    const { id, until, after } = fill;
    const wanted = wantedBy(order);
    if (fill.state === 'waiting') await this.#begin(id, wanted);
    const { documents, next } =
      order.standing.length === 0
        ? { documents: [], next: undefined }
        : await archivedDocuments(work, { wanted, until, after, most: AT_ONCE });
    const { found, soundIds } = await this.#parts.matcher.match(documents);
    const own = new Set(order.questions.map((question) => question.id));
    const now = new Date(this.#parts.desk.now());
    return inTransaction(work, async (client) => {
      // Paused, ended or moved since it was looked at: what was found is found again when it goes on.
      if (!(await lockBackFill(client, fill))) return 0;
      const hits = await addHits(
        client,
        found.filter(({ questionId }) => own.has(questionId)),
        now,
      );
      await solveDocuments(client, soundIds, now);
      await moveBackFill(client, id, { looked: documents.length, hits, after: next }, now);
      return hits;
    });
  }

  async #begin(id: string, wanted: Wanted): Promise<void> {
    const { database, now } = this.#parts.desk;
    await inTransaction(database.work, async (client) => {
      await beginBackFill(client, id, await expectedDocuments(client, wanted), new Date(now()));
    });
  }
}

/** What a document must hold in words for any question of the order to be answered by it. */
function wantedBy({ standing }: StandingOrder): Wanted {
  return { any: standing.map(({ expression, language = 'en' }) => searchedFor(expression, language)) };
}
