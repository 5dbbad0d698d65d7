import type pg from 'pg';

/** Works in one transaction on one connection; whatever is thrown takes all of it back. */
export function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  return transaction(pool, 'begin', work);
}

async function transaction<T>(pool: pg.Pool, begin: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // A connection that is lost between two statements says so here; without a listener that would end the program.
  const lose = (error: Error): void => {
    broken = error;
  };
  client.on('error', lose);
  try {
    await client.query(begin);
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

/** Ids and times: nothing by which a text ends. */
const PLAIN = /^[\w:.+-]*$/;

/** Works in one transaction as a surface does: only what the session's clearance may read into view is there. */
export async function inSession<T>(
  app: pg.Pool,
  session: Session,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  return transaction(app, `begin; ${statementOf(session)}`, work);
}

/** Says who it is in the message that begins: values of their own would need one more, on every request. */
function statementOf({ actorId, clearanceId, now }: Session): string {
  const stated = { actor: actorId, clearance: clearanceId, now: new Date(now).toISOString() };
  const settings = Object.entries(stated).map(([name, value]) => {
    if (!PLAIN.test(value)) throw new Error(`A session cannot begin with something else than an id: ${name}.`);
    return `set_config('vigie.${name}', '${value}', true)`;
  });
  return `select ${settings.join(', ')}`;
}
