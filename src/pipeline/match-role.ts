import { randomBytes } from 'node:crypto';
import type { Desk } from '../actions/desk.ts';
import { defaultRates } from '../amounts/default-rates.ts';
import { QuestionIndex } from '../matcher/questions/question-index.ts';
import { type Follower, openFollower } from '../store/followers.ts';
import { inTransaction } from '../store/transaction.ts';
import { openOrdersSign } from '../store/watched-orders.ts';
import { MatchPool } from '../threads/match-pool.ts';
import { BackFilling } from './back-filling.ts';
import { DocumentMatcher } from './document-matcher.ts';
import { DocumentMatching, type Matched } from './matching.ts';
import { watchOrders } from './order-watch.ts';
import type { RecentDocuments } from './recent-documents.ts';
import { StandingOrders } from './standing-orders.ts';

/** How soon a change of an order, or a document of another process, is seen where nothing else is to be done. */
const IDLE = 250;

export interface MatchRoleParts {
  readonly desk: Desk;
  readonly recent: RecentDocuments;
  readonly threads: number;
  /** In the place of one of its own, which the role then closes like that. */
  readonly pool?: MatchPool | undefined;
  /** Told of each batch of documents that came, and of new hits in the archive, with no documents. */
  readonly matched?: ((matched: Matched) => void) | undefined;
  /** Told when documents are held against further orders: their sources are wanted from now on. */
  readonly joined?: (() => void) | undefined;
}

/** Holds documents against the open orders as both come, and new orders against what was here before. */
export class MatchRole {
  readonly #parts: MatchRoleParts;
  readonly #pool: MatchPool;
  readonly orders: StandingOrders;
  readonly #matching: DocumentMatching;
  readonly #backFilling: BackFilling;
  #sign: string | undefined;

  private constructor(parts: MatchRoleParts, pool: MatchPool, follower: Follower) {
    const { desk, recent } = parts;
    this.#parts = parts;
    this.#pool = pool;
    this.orders = new StandingOrders(pool);
    const matcher = new DocumentMatcher({ desk, pool, orders: this.orders, secret: follower.secret });
    this.#matching = new DocumentMatching({ desk, matcher, recent }, follower);
    this.#backFilling = new BackFilling({ desk, orders: this.orders, matcher });
  }

  static async open(parts: MatchRoleParts): Promise<MatchRole> {
    const { database, now } = parts.desk;
    const start = { secret: randomBytes(32), now: new Date(now()) };
    const follower = await inTransaction(database.work, (client) => openFollower(client, 'match', start));
    const { threads, pool = new MatchPool({ index: new QuestionIndex(), rates: defaultRates, threads }) } = parts;
    return new MatchRole(parts, pool, follower);
  }

  /** Does what is next: orders that changed, then documents, then a step of a back-fill. Returns how long to wait. */
  async step(): Promise<number> {
    await this.#watch();
    const matched = await this.#matching.step();
    if (matched.documents > 0) {
      this.#parts.matched?.(matched);
      // A back-fill takes its turn beside a stream that never ends.
      await this.#fillBack();
      return 0;
    }
    return (await this.#fillBack()) ? 0 : IDLE;
  }

  /** Returns whether there was a step to do. */
  async #fillBack(): Promise<boolean> {
    const hits = await this.#backFilling.step();
    if (hits !== undefined && hits > 0) this.#parts.matched?.({ documents: 0, hits });
    return hits !== undefined;
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  async #watch(): Promise<void> {
    const sign = await openOrdersSign(this.#parts.desk.database.work);
    if (sign === this.#sign) return;
    const { joined } = await watchOrders(this.#parts.desk, this.orders);
    this.#sign = sign;
    if (joined.length > 0) this.#parts.joined?.();
  }
}
