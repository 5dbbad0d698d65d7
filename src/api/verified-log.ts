import type { LogVerification } from '../actions/verify-log.ts';
import { Refusal } from '../errors.ts';
import { KeptAnswer } from './kept-answer.ts';

/** What came of verifying the log, and when. */
export interface VerifiedLog {
  readonly verification: LogVerification;
  readonly at: number;
}

/** All of the log is read for it. */
const KEPT_FOR = 60_000;

/** Returns what verifies the log at most once a minute; refused with `log-not-verified-here` where this process cannot. */
export function verifiesLog(verify: (() => Promise<LogVerification>) | undefined, now: () => number) {
  if (!verify) {
    return async (): Promise<VerifiedLog> => {
      throw new Refusal(
        'conflict',
        'log-not-verified-here',
        'The log is not verified here; “vigie audit verify” does.',
      );
    };
  }
  const kept = new KeptAnswer(async () => ({ verification: await verify(), at: now() }), now, KEPT_FOR);
  return (): Promise<VerifiedLog> => kept.get();
}
