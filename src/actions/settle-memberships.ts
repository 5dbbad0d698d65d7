import { outdatedReaders } from '../store/groups.ts';
import { act } from './act.ts';
import { SYSTEM } from './actor.ts';
import type { Desk } from './desk.ts';
import { settleClearance } from './settle-clearance.ts';

/** Brings clearances up to the memberships of the day: for the pipeline, often. Returns whose were changed. */
export async function settleMemberships(desk: Desk): Promise<readonly string[]> {
  const outdated = await outdatedReaders(desk.database.work, new Date(desk.now()));
  if (outdated.length === 0) return [];
  return act(desk, SYSTEM, {
    action: 'clearance-settle',
    roles: ['system'],
    as: 'work',
    async work(deed) {
      for (const id of outdated) await settleClearance(desk, deed, { id });
      deed.name('reader', outdated);
      return outdated;
    },
  });
}
