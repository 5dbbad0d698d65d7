import { FRESH_FOR } from '../domain/session-life.ts';
import { Refusal } from '../errors.ts';
import type { SignedIn } from './begin-session.ts';

/**
 * Refuses whoever proved who they are more than ten minutes ago (`reauthentication-wanted`), or says that it was later
 * than now: approvals, releases and changes of how one signs in ask it. `now` is in milliseconds since 1970.
 */
export function checkFresh({ reauthenticatedAt }: SignedIn, now: number): void {
  const age = now - reauthenticatedAt.getTime();
  if (age >= 0 && age <= FRESH_FOR) return;
  const message = 'Prove who you are once more: this is asked where it was longer than ten minutes ago.';
  throw new Refusal('not-allowed', 'reauthentication-wanted', message);
}
