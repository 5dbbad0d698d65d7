import type pg from 'pg';

/** Works in one transaction on one connection; whatever is thrown takes all of it back. */
export async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // A connection that is lost between two statements says so here; without a listener that would end the program.
  const lose = (error: Error): void => {
    broken = error;
  };
  client.on('error', lose);
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    // A connection that cannot take back is not given to anybody else.
    await client.query('rollback').catch((failed: unknown) => {
      broken ??= failed instanceof Error ? failed : new Error(String(failed));
    });
    throw error;
  } finally {
    client.off('error', lose);
    client.release(broken);
  }
}

/** Who works, with which clearance, and when: what the policies look at. */
export interface Session {
  /** Id of the account. */
  readonly actorId: string;
  readonly clearanceId: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Works in one transaction as a surface does: only what the session's clearance may read into view is there. */
export function inSession<T>(app: pg.Pool, session: Session, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  return inTransaction(app, async (client) => {
    await client.query(
      "select set_config('vigie.actor', $1, true), set_config('vigie.clearance', $2, true), set_config('vigie.now', $3, true)",
      [session.actorId, session.clearanceId, new Date(session.now).toISOString()],
    );
    return work(client);
  });
}
