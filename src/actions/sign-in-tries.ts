import type pg from 'pg';
import { type CountedBy, FAILURES_FORGOTTEN_AFTER, waitAfter } from '../domain/sign-in-wait.ts';
import { Refusal } from '../errors.ts';
import {
  type CountedTries,
  countFailure,
  forgetFailures,
  lockTries,
  nextTryUnder,
  noteSuccess,
  uncountFailure,
} from '../store/sign-in-tries.ts';
import { inTransaction } from '../store/transaction.ts';
import type { Desk } from './desk.ts';
import { countedAddress, type SignInClient } from './sign-in-client.ts';

/** What a try is counted under. */
export type TryKeys = Partial<Readonly<Record<CountedBy, Buffer>>>;

/** Says after how many seconds it is worth trying again. */
export interface TooOften extends Refusal {
  readonly retryAfter: number;
}

/** Where an account was signed in to from an address within so long, tries from elsewhere do not slow that address down. */
export const KNOWN_FOR = 90 * 86_400_000;

/** Returns what a try to be let in is counted under; `subject` is the id of an account, or what was typed where there is none. */
export async function triesBy(desk: Desk, client: SignInClient, subject?: string): Promise<TryKeys> {
  const key = await desk.identityKey();
  const address = countedAddress(client.address);
  const byClient = key.mac('try', 'client', address);
  if (subject === undefined) return { client: byClient };
  const pair = key.mac('try', 'pair', subject, address);
  return { client: byClient, pair, account: key.mac('try', 'account', subject) };
}

/** Returns what a try to prove it anew is counted under: nobody else is in that session. */
export async function triesInSession(desk: Desk, sessionId: string): Promise<TryKeys> {
  return { pair: (await desk.identityKey()).mac('try', 'session', sessionId) };
}

/**
 * Counts a try as failed before anybody knows how it ends, so that many at once get no further than one after the other.
 * Refused with `sign-in-too-often` while too many failed before; that counts as no try, and so nobody prolongs the wait.
 */
export async function takeTry(desk: Desk, keys: TryKeys): Promise<void> {
  const now = new Date(desk.now());
  await inTransaction(desk.database.work, async (work) => {
    const counted = (await lockAll(work, keys, now)).filter(
      ({ by }, _place, all) => by !== 'account' || !isKnown(all, now),
    );
    checkWait(Math.max(...counted.map(({ tries }) => tries.nextAt.getTime())), now.getTime());
    for (const { by, tries } of counted) {
      const isOld = now.getTime() - tries.changedAt.getTime() > FAILURES_FORGOTTEN_AFTER;
      const failures = (isOld ? 0 : tries.failures) + 1;
      await countFailure(
        work,
        { key: tries.key, failures, nextAt: new Date(now.getTime() + waitAfter(by, failures)) },
        now,
      );
    }
  });
}

/**
 * Refuses who waits at their address whatever they try (`sign-in-too-often`), by one look that counts nothing: before more is
 * read for them. `takeTry` asks again.
 */
export async function checkClient(desk: Desk, client: SignInClient): Promise<void> {
  const { client: key } = await triesBy(desk, client);
  const until = key && (await nextTryUnder(desk.database.work, key));
  if (until) checkWait(until.getTime(), desk.now());
}

/** Takes a try back that was no failure. */
export function giveBackTry(desk: Desk, keys: TryKeys): Promise<void> {
  const now = new Date(desk.now());
  return inTransaction(desk.database.work, async (work) => {
    await lockAll(work, keys, now);
    await uncountFailure(work, Object.values(keys), now);
  });
}

/**
 * Forgets the failures of who was let in, in the transaction that lets them in. An address keeps those of other names. That an
 * account was signed in to from an address is kept for long (`KNOWN_FOR`); who proved it anew in a session is not.
 */
export async function succeedTry(work: pg.ClientBase, keys: TryKeys, now: Date): Promise<void> {
  await lockAll(work, keys, now);
  if (keys.client) await uncountFailure(work, [keys.client], now);
  if (keys.client && keys.pair) await noteSuccess(work, keys.pair, now);
  const own = [keys.pair, keys.account].filter((key) => key !== undefined);
  await forgetFailures(work, own, now);
}

interface Counted {
  readonly by: CountedBy;
  readonly tries: CountedTries;
}

async function lockAll(work: pg.ClientBase, keys: TryKeys, now: Date): Promise<readonly Counted[]> {
  const kinds = Object.keys(keys) as CountedBy[];
  const rows = await lockTries(work, Object.values(keys), now);
  return rows.map((tries, place) => ({ by: kinds[place]!, tries }));
}

function isKnown(counted: readonly Counted[], now: Date): boolean {
  const succeededAt = counted.find(({ by }) => by === 'pair')?.tries.succeededAt;
  return !!succeededAt && now.getTime() - succeededAt.getTime() < KNOWN_FOR;
}

/** Refuses what comes before an instant, both in milliseconds since 1970. */
function checkWait(until: number, now: number): void {
  if (until <= now) return;
  const seconds = Math.ceil((until - now) / 1000);
  const message = `There were too many tries; try again in ${seconds} seconds.`;
  const refusal = new Refusal('not-allowed', 'sign-in-too-often', message);
  throw Object.assign(refusal, { retryAfter: seconds }) satisfies TooOften;
}
