import type pg from 'pg';

export const DUTIES = ['match', 'collect', 'gather', 'tend'] as const;
/** What one process at a time does for a desk. */
export type Duty = (typeof DUTIES)[number];

/** Any numbers that nothing else locks by. */
export const FIRST_LOCK = 4_711_900;

/** A duty that this process has until it gives it back, or until its connection is lost. */
export interface HeldDuty {
  readonly isLost: boolean;
  giveBack(): void;
}

/** Takes a duty, or returns nothing where another process has it. A connection is held for it. */
export async function takeDuty(work: pg.Pool, duty: Duty): Promise<HeldDuty | undefined> {
  const client = await work.connect();
  let isLost = false;
  client.on('error', () => {
    isLost = true;
  });
  try {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [
      FIRST_LOCK + DUTIES.indexOf(duty),
    ]);
    if (!rows[0]!.taken) {
      client.release();
      return undefined;
    }
  } catch (error) {
    client.release(true);
    throw error;
  }
  return {
    get isLost() {
      return isLost;
    },
    // The connection ends with it: the database gives the lock free.
    giveBack: () => client.release(true),
  };
}
