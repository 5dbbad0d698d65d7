import type pg from 'pg';

export const DUTIES = ['match', 'collect', 'gather', 'tend', 'rank', 'deliver', 'notify'] as const;
/** What one process at a time does for a desk. */
export type Duty = (typeof DUTIES)[number];

/** Any numbers that nothing else locks by. */
export const FIRST_LOCK = 4_711_900;

/** A duty that this process has until it gives it back, or until its connection is lost. */
export interface HeldDuty {
  readonly isLost: boolean;
  giveBack(): Promise<void>;
}

/** One connection, by whose locks all duties of a process are held: the database gives them free when it ends. */
interface Holding {
  readonly client: pg.PoolClient;
  isLost: boolean;
}

/** The duties of one process. */
export class Duties {
  readonly #work: pg.Pool;
  #holding: Promise<Holding> | undefined;
  /** A connection answers one question at a time. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(work: pg.Pool) {
    this.#work = work;
  }

  /** Takes a duty, or returns nothing where another process has it. */
  async take(duty: Duty): Promise<HeldDuty | undefined> {
    const lock = FIRST_LOCK + DUTIES.indexOf(duty);
    const { holding, taken } = await this.#inTurn(async () => {
      const asked = await this.#connection();
      return { holding: asked, taken: await asks(asked, 'select pg_try_advisory_lock($1) as answer', lock) };
    });
    if (!taken) return undefined;
    return {
      get isLost() {
        return holding.isLost;
      },
      giveBack: async () => {
        await this.#inTurn(async () => {
          if (!holding.isLost) await asks(holding, 'select pg_advisory_unlock($1) as answer', lock);
        });
      },
    };
  }

  /** Gives all of them back. */
  async close(): Promise<void> {
    await this.#turn;
    const holding = await this.#holding?.catch(() => undefined);
    this.#holding = undefined;
    if (!holding || holding.isLost) return;
    holding.isLost = true;
    holding.client.release(true);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  /** One for all duties. */
  #connection(): Promise<Holding> {
    this.#holding ??= this.#connect().catch((error: unknown) => {
      this.#holding = undefined;
      throw error;
    });
    return this.#holding;
  }

  async #connect(): Promise<Holding> {
    const client = await this.#work.connect();
    const holding: Holding = { client, isLost: false };
    client.on('error', (error) => {
      // It may fail once more while it ends, be it lost or given back.
      if (holding.isLost) return;
      holding.isLost = true;
      this.#holding = undefined;
      client.release(error);
    });
    return holding;
  }
}

async function asks({ client }: Holding, query: string, lock: number): Promise<boolean> {
  const { rows } = await client.query<{ answer: boolean }>(query, [lock]);
  return rows[0]!.answer;
}
