import { type HitEvent, hitHistory, lockHits, readHit, type StoredHit } from '../store/hits.ts';
import type { Deed } from './act.ts';
import { found, isId, notFound } from './ids.ts';

/** A hit with all that was made of it, the oldest first. */
export interface WholeHit extends StoredHit {
  readonly history: readonly HitEvent[];
}

export async function wholeHit(client: Deed['client'], id: string): Promise<WholeHit> {
  const hit = await found('hit', id, (known) => readHit(client, known));
  return { ...hit, history: await hitHistory(client, id) };
}

/** Locks hits for a change; where one of them is not found, none is changed. */
export async function lockAll(client: Deed['client'], ids: readonly string[]): Promise<void> {
  const locked = ids.every(isId) ? await lockHits(client, ids) : [];
  if (locked.length < ids.length) throw notFound('hit');
}
