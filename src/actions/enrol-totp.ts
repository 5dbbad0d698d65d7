import { Refusal } from '../errors.ts';
import { deleteTotp, recoveryCodesLeft, setTotp } from '../store/second-factors.ts';
import { act } from './act.ts';
import { type Actor, ROLES } from './actor.ts';
import type { SignedIn } from './begin-session.ts';
import { checkFresh } from './check-fresh.ts';
import type { Desk } from './desk.ts';
import { holdSession } from './hold-session.ts';
import { succeedTry, takeTry, triesInSession } from './sign-in-tries.ts';
import { TOTP_SEAL } from './take-code.ts';
import { newRecoveryCodes, newTotpSecret, recoveryHash, stepOfCode, type TotpSecret } from './totp-codes.ts';

/** What an app needs to make codes, and a ticket that is given back with the first of them. */
export interface TotpStart extends TotpSecret {
  readonly ticket: string;
}

const TICKET_SEAL = 'totp-ticket';
const TICKET_LIFE = 10 * 60_000;

/**
 * Begins to ask an account for codes of an app (RFC 6238). Nothing is kept until a code shows that the app has the secret:
 * what was begun is sealed in the ticket, for ten minutes and this account.
 */
export async function startTotp(desk: Desk, session: SignedIn): Promise<TotpStart> {
  checkFresh(session, desk.now());
  const made = newTotpSecret(session.accountName);
  const plain = JSON.stringify({ secret: made.secret, until: desk.now() + TICKET_LIFE });
  const ticket = (await desk.identityKey()).seal(TICKET_SEAL, session.actor.id, Buffer.from(plain));
  return { ...made, ticket: ticket.toString('base64url') };
}

/**
 * Asks the account for codes from now on, in the place of those of an earlier app. Returns recovery codes, which are shown
 * this once; each counts once in the place of a code. Refused with `totp-ticket` or `sign-in-code-wrong`.
 */
export async function confirmTotp(
  desk: Desk,
  session: SignedIn,
  { ticket, code }: { readonly ticket: string; readonly code: string },
): Promise<{ readonly recoveryCodes: readonly string[] }> {
  const { actor, sessionId } = session;
  const tries = await triesInSession(desk, sessionId);
  await takeTry(desk, tries);
  return act(desk, actor, {
    action: 'totp-enrol',
    roles: ROLES,
    objects: [{ noun: 'account', id: actor.id }],
    as: 'work',
    byPersonOnly: true,
    async prepare(now) {
      checkFresh(session, now.getTime());
      const secret = await secretIn(desk, actor, ticket, now);
      const step = await stepOfCode(secret, { code, now, lastStep: 0 });
      if (step !== undefined) return { secret, step };
      const message = 'This code does not fit: look at the clock of the device that makes it.';
      throw new Refusal('not-allowed', 'sign-in-code-wrong', message);
    },
    async work({ client, now }, { secret, step }: { readonly secret: string; readonly step: number }) {
      await holdSession(client, actor.id, sessionId);
      await succeedTry(client, tries, now);
      const recoveryCodes = newRecoveryCodes();
      const sealed = (await desk.identityKey()).seal(TOTP_SEAL, actor.id, Buffer.from(secret));
      const recoveryHashes = recoveryCodes.map((recovery) => recoveryHash(recovery)!);
      await setTotp(client, { accountId: actor.id, sealed, lastStep: step, recoveryHashes }, now);
      return { recoveryCodes };
    },
  });
}

/** Asks the account for no codes any more; the recovery codes go with it. */
export function removeTotp(desk: Desk, session: SignedIn): Promise<{ readonly wasThere: boolean }> {
  const { actor, sessionId } = session;
  return act(desk, actor, {
    action: 'totp-remove',
    roles: ROLES,
    objects: [{ noun: 'account', id: actor.id }],
    as: 'work',
    byPersonOnly: true,
    async work({ client, now }) {
      checkFresh(session, now.getTime());
      await holdSession(client, actor.id, sessionId);
      return { wasThere: await deleteTotp(client, actor.id) };
    },
  });
}

/** Returns how many recovery codes the actor has left. */
export function countRecoveryCodes(desk: Desk, actor: Actor): Promise<{ readonly left: number }> {
  return act(desk, actor, {
    action: 'recovery-code-count',
    roles: ROLES,
    as: 'work',
    byPersonOnly: true,
    work: async ({ client }) => ({ left: await recoveryCodesLeft(client, actor.id) }),
  });
}

async function secretIn(desk: Desk, { id }: Actor, ticket: string, now: Date): Promise<string> {
  const plain = (await desk.identityKey()).open(TICKET_SEAL, id, Buffer.from(ticket, 'base64url'));
  const { secret, until } = plain
    ? (JSON.parse(plain.toString()) as { secret: string; until: number })
    : { secret: '', until: 0 };
  if (until > now.getTime()) return secret;
  throw new Refusal('not-allowed', 'totp-ticket', 'What was begun here is over, or of another account; begin again.');
}
