import type pg from 'pg';
import { enterAsSelf } from '../store/accounts.ts';
import { inSession } from '../store/transaction.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';

/** Works as the actor, by the role of surfaces, beside an act that has the role of the pipeline. */
export function asActor<T>(
  { database }: Desk,
  actor: Actor,
  now: Date,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  return withClearance(database.app, actor, now, work);
}

/** Works in a session with the clearance that the actor has now, which may be another than when they were let in. */
export function withClearance<T>(
  pool: pg.Pool,
  { id }: Actor,
  now: Date,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  return inSession(pool, { actorId: id, clearanceId: '', now: now.getTime() }, async (client) => {
    await enterAsSelf(client);
    return work(client);
  });
}
