import { asMatched } from '../actions/as-matched.ts';
import type { Desk } from '../actions/desk.ts';
import { searchedFor } from '../actions/lexemes.ts';
import { quarantineDocument } from '../actions/quarantine-document.ts';
import { defaultRates } from '../amounts/default-rates.ts';
import { Matcher } from '../matcher/matcher.ts';
import { type BackFill, beginBackFill, lockBackFill, moveBackFill, nextBackFill } from '../store/back-fills.ts';
import { derivedId } from '../store/followers.ts';
import { addHits, type FoundHit } from '../store/found-hits.ts';
import { archivedDocuments, expectedDocuments, type HeldDocument } from '../store/matched-documents.ts';
import { inTransaction } from '../store/transaction.ts';
import type { Wanted } from '../store/wanted.ts';
import { answered, type StandingOrder } from './standing-order.ts';
import type { StandingOrders } from './standing-orders.ts';

/** Documents of one step: between two of them documents that come are matched, and a pause or an end takes effect. */
const AT_ONCE = 200;

interface Prepared {
  readonly id: string;
  readonly order: StandingOrder;
  readonly matcher: Matcher;
  readonly wanted: Wanted;
}

/** A document that cannot be matched, and why. */
interface BrokenDocument {
  readonly documentId: string;
  readonly reason: string;
}

/** Runs orders that began to be watched over the archive, step by step. */
export class BackFilling {
  readonly #desk: Desk;
  readonly #orders: StandingOrders;
  readonly #secret: Uint8Array;
  #prepared: Prepared | undefined;

  constructor(desk: Desk, orders: StandingOrders, secret: Uint8Array) {
    this.#desk = desk;
    this.#orders = orders;
    this.#secret = secret;
  }

  /** Does the next step of the oldest run that is not over; returns how many new hits it had, or nothing where none is. */
  async step(): Promise<number | undefined> {
    const fill = await nextBackFill(this.#desk.database.work);
    if (!fill) return undefined;
    const order = this.#orders.get(fill.orderId);
    // It left, or its other version comes next: the watch ends this run.
    if (!order || order.version !== fill.version) return undefined;
    return this.#run(fill, this.#prepare(fill, order));
  }

  #prepare({ id }: BackFill, order: StandingOrder): Prepared {
    if (this.#prepared?.id === id && this.#prepared.order === order) return this.#prepared;
    const matcher = new Matcher({ rates: defaultRates });
    matcher.load(order.standing);
    const wanted = {
      any: order.standing.map(({ expression, language = 'en' }) => searchedFor(expression, language)),
    };
    this.#prepared = { id, order, matcher, wanted };
    return this.#prepared;
  }

  #run({ id, until }: BackFill, prepared: Prepared): Promise<number> {
    const { work } = this.#desk.database;
    return inTransaction(work, async (client) => {
      const locked = await lockBackFill(client, id);
      if (!locked) return 0;
      const now = new Date(this.#desk.now());
      const { wanted, order } = prepared;
      if (order.standing.length === 0) {
        await moveBackFill(client, id, { looked: 0, hits: 0, after: undefined }, now);
        return 0;
      }
      if (locked.state === 'waiting') await beginBackFill(client, id, await expectedDocuments(client, wanted), now);
      const documents = await archivedDocuments(client, { wanted, until, after: locked.after, most: AT_ONCE });
      const broken: BrokenDocument[] = [];
      const found = this.#found(prepared, documents, broken);
      // Before the run has moved past them: a document that is put aside twice stands there once.
      for (const one of broken) await quarantineDocument(this.#desk, { ...one, code: 'match-failed' });
      const hits = await addHits(client, found, now);
      const last = documents.length < AT_ONCE ? undefined : documents.at(-1);
      const after = last && { receivedAt: last.receivedAt, id: last.id };
      await moveBackFill(client, id, { looked: documents.length, hits, after }, now);
      return hits;
    });
  }

  #found({ order, matcher }: Prepared, documents: readonly HeldDocument[], broken: BrokenDocument[]): FoundHit[] {
    return documents.flatMap((document) => {
      const documentId = document.id;
      try {
        const matched = new Set(matcher.match(asMatched(document)));
        if (matched.size === 0) return [];
        return answered(order, document, matched).map((questionId) => {
          return { id: derivedId(this.#secret, questionId, documentId), questionId, documentId };
        });
      } catch (error) {
        broken.push({ documentId, reason: error instanceof Error ? error.message : String(error) });
        return [];
      }
    });
  }
}
