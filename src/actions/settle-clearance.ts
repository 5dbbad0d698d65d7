import type pg from 'pg';
import type { Reader } from '../markings/reader.ts';
import { type HeldByReader, lockReader, readHolding, setHolding } from '../store/readers.ts';
import type { Desk } from './desk.ts';
import { notFound } from './ids.ts';

/**
 * Works out the clearance of a reader anew, from what the reader holds (now this, where it is given) and from the groups
 * of the day. Locks the reader until the act is over. What nobody holds any more is kept no longer.
 */
export async function settleClearance(
  desk: Desk,
  { client, now }: { readonly client: pg.ClientBase; readonly now: Date },
  { id, held }: { readonly id: string; readonly held?: HeldByReader },
): Promise<void> {
  await desk.labels.lockClearances(client);
  await lockReader(client, id);
  const holding = await readHolding(client, id, now);
  if (!holding) throw notFound('reader');
  const settled = held ?? holding.held;
  const reader: Reader = { ...settled, id: '', groups: holding.groups };
  const clearanceId = await desk.labels.clearanceWithin(client, reader, now);
  if (held === undefined && clearanceId === holding.clearanceId) return;
  await setHolding(client, { id, held: settled, clearanceId }, now);
  await desk.labels.deleteUnheld(client, holding.clearanceId);
}
