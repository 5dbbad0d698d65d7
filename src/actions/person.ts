import type pg from 'pg';
import { Refusal } from '../errors.ts';
import { enterAsSelf } from '../store/accounts.ts';
import { readReader } from '../store/readers.ts';
import { readTarget, type StoredTarget } from '../store/targets.ts';
import { inSession } from '../store/transaction.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';

/** Somebody on whom something is held: a reader, who has an account or gets reports, or a target that is a person. */
export interface Person {
  readonly noun: 'reader' | 'target';
  readonly id: string;
}

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

/** Refuses a person of whom the actor may not know, and who is not there, in the same words. */
export async function checkKnown(client: pg.PoolClient, { noun, id }: Person): Promise<void> {
  if (noun === 'reader') await found('reader', id, (known) => readReader(client, known));
  else await personTarget(client, id);
}

/** Returns a target that is a person, or refuses one that is none (`person-kind`). */
export async function personTarget(
  client: pg.ClientBase,
  id: string,
  purpose: 'to read' | 'to change' = 'to read',
): Promise<StoredTarget> {
  const target = await found('target', id, (known) => readTarget(client, known, purpose));
  if (target.kind === 'person') return target;
  throw new Refusal('invalid', 'person-kind', 'This target is no person.');
}
