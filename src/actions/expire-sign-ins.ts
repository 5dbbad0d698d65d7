import { SESSION_IDLE } from '../domain/session-life.ts';
import { FAILURES_FORGOTTEN_AFTER } from '../domain/sign-in-wait.ts';
import { deleteExpiredSignIns } from '../store/expired-sign-ins.ts';
import { act } from './act.ts';
import { SYSTEM } from './actor.ts';
import type { Desk } from './desk.ts';
import { KNOWN_FOR } from './sign-in-tries.ts';

/** So long its owner still sees that there was a token. */
const TOKENS_SEEN_FOR = 90 * 86_400_000;

/** Deletes sessions, links, challenges, tokens and counted tries that are over: for the pipeline. Returns how many. */
export function expireSignIns(desk: Desk): Promise<number> {
  return act(desk, SYSTEM, {
    action: 'sign-in-expire',
    roles: ['system'],
    as: 'work',
    work: ({ client, now }) => {
      const before = (milliseconds: number): Date => new Date(now.getTime() - milliseconds);
      return deleteExpiredSignIns(client, {
        now,
        idleSince: before(SESSION_IDLE),
        failedBefore: before(FAILURES_FORGOTTEN_AFTER),
        succeededBefore: before(KNOWN_FOR),
        tokensBefore: before(TOKENS_SEEN_FOR),
      });
    },
  });
}
