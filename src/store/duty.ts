import type pg from 'pg';

export const DUTIES = ['match', 'collect', 'gather', 'tend'] as const;
/** What one process at a time does for a desk. */
export type Duty = (typeof DUTIES)[number];

/** Any numbers that nothing else locks by. */
const FIRST_LOCK = 4_711_900;

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

  constructor(work: pg.Pool) {
    this.#work = work;
  }

  /** Takes a duty, or returns nothing where another process has it. */
  async take(duty: Duty): Promise<HeldDuty | undefined> {
    const holding = await this.#connection();
    const lock = FIRST_LOCK + DUTIES.indexOf(duty);
    const { rows } = await holding.client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [lock]);
    if (!rows[0]!.taken) return undefined;
    return {
      get isLost() {
        return holding.isLost;
      },
      giveBack: async () => {
        if (!holding.isLost) await holding.client.query('select pg_advisory_unlock($1)', [lock]);
      },
    };
  }

  /** Gives all of them back. */
  async close(): Promise<void> {
    const holding = await this.#holding?.catch(() => undefined);
    this.#holding = undefined;
    if (!holding || holding.isLost) return;
    holding.isLost = true;
    holding.client.release(true);
  }

  /** One for all that ask at once. */
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
