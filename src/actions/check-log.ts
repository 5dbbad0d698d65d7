import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import type { LogVerification } from './verify-log.ts';

/** Whether the log holds, for an inspector: how much there is of what they may not read, it does not tell. */
export interface CheckedLog {
  readonly isSound: boolean;
  /** Whether a key was there to believe. */
  readonly hasKey: boolean;
  /** Codes of what is wrong with it. */
  readonly errors: readonly string[];
  readonly checkedAt: Date;
}

/** Tells an inspector whether the log holds; `verified` verifies it, or knows what came of it just now. */
export async function checkLog(
  desk: Desk,
  actor: Actor,
  verified: () => Promise<{ readonly verification: LogVerification; readonly at: number }>,
): Promise<CheckedLog> {
  await act(desk, actor, { action: 'log-read', roles: ['inspector'], work: async () => undefined });
  const { verification, at } = await verified();
  const { isSound, hasKey, findings } = verification;
  const errors = findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  return { isSound, hasKey, errors: [...new Set(errors)], checkedAt: new Date(at) };
}
