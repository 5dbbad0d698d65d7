import type pg from 'pg';
import { Refusal } from '../errors.ts';
import { readReader } from '../store/readers.ts';
import { readTarget, type StoredTarget } from '../store/targets.ts';
import { found } from './ids.ts';

/** Somebody on whom something is held: a reader, who has an account or gets reports, or a target that is a person. */
export interface Person {
  readonly noun: 'reader' | 'target';
  readonly id: string;
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
