import { Refusal } from '../errors.ts';
import { readAccount } from '../store/accounts.ts';
import { mayBeShown, type Reading } from '../store/members.ts';
import type { Deed } from './act.ts';
import type { Role } from './actor.ts';
import type { Desk } from './desk.ts';
import { isId } from './ids.ts';

/** Those whose work it is to take tasks and hits. */
const WORKING: readonly string[] = ['editor', 'analyst'] satisfies readonly Role[];

/** Returns whether a member may read something; what `checkMember` needs, and nothing to tell anybody by itself. */
export async function mayMemberRead(desk: Desk, reading: Reading, now: Date): Promise<boolean> {
  if (!(isId(reading.readerId) && isId(reading.id))) return false;
  return mayBeShown(desk.database.work, reading, now);
}

/**
 * Refuses a member who may not read what they are given, in the words for one who is unknown, locked, closed or not to be
 * known of, or who is no editor or analyst (`member-not-found`).
 */
export async function checkMember(client: Deed['client'], memberId: string, mayRead: boolean): Promise<void> {
  const account = isId(memberId) ? await readAccount(client, memberId) : undefined;
  const works = account?.state === 'active' && account.roles.some((role) => WORKING.includes(role));
  if (works && mayRead) return;
  const message = 'There is no editor or analyst of this id at work who may read this.';
  throw new Refusal('not-found', 'member-not-found', message);
}
