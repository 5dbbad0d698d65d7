import { outdatedReaders } from '../store/groups.ts';
import { act } from './act.ts';
import { SYSTEM } from './actor.ts';
import type { Desk } from './desk.ts';
import { settleClearance } from './settle-clearance.ts';

/** An entry names them all, and an entry has a largest size. */
const AT_ONCE = 200;

/** Brings clearances up to the memberships of the day: for the pipeline, often. Returns whose were changed. */
export async function settleMemberships(desk: Desk): Promise<readonly string[]> {
  const outdated = await outdatedReaders(desk.database.work, new Date(desk.now()));
  for (let from = 0; from < outdated.length; from += AT_ONCE) await settle(desk, outdated.slice(from, from + AT_ONCE));
  return outdated;
}

function settle(desk: Desk, readers: readonly string[]): Promise<void> {
  return act(desk, SYSTEM, {
    action: 'clearance-settle',
    roles: ['system'],
    as: 'work',
    async work(deed) {
      for (const id of readers) await settleClearance(desk, deed, { id });
      deed.name('reader', readers);
    },
  });
}
