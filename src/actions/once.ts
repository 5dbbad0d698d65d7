import { Refusal } from '../errors.ts';
import { beginRequest, deleteRequests, dropRequest, endRequest, type KeyedRequest } from '../store/keyed-requests.ts';
import { sha256 } from '../store/sha256.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';

/** A request with the key by which its sender knows it again. */
export interface Keyed {
  readonly key: string;
  /** All that it asks, as text. */
  readonly request: string;
}

/** For so long a key is remembered. */
const DAY = 86_400_000;

/**
 * Does what a request asks once, however often it comes with the same key within a day: the next time its answer is given
 * again. The answer must hold nothing that is marked. Refused with `idempotency-key-reused` where the key came with another
 * request, and with `idempotency-outcome-unknown` where the first one is still being done, or was cut off in it.
 */
export async function once<Answer>(
  { database, now }: Pick<Desk, 'database' | 'now'>,
  actor: Pick<Actor, 'id'>,
  { key, request }: Keyed,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const known = { accountId: actor.id, keyHash: sha256(key), requestHash: sha256(request) };
  const before = await beginRequest(database.work, known, new Date(now()));
  if (before) return answerOf(before, known.requestHash) as Answer;
  let answer: Answer;
  try {
    answer = await work();
  } catch (error) {
    // What was refused left nothing behind, and may be sent again when it is put right. Of a fault nobody knows.
    if (error instanceof Refusal) await dropRequest(database.work, known);
    throw error;
  }
  await endRequest(database.work, known, answer);
  return answer;
}

/** Forgets the keys of more than a day ago. */
export function forgetRequests({ database, now }: Pick<Desk, 'database' | 'now'>): Promise<void> {
  return deleteRequests(database.work, new Date(now() - DAY));
}

function answerOf({ requestHash, answer }: KeyedRequest, asked: Uint8Array): unknown {
  if (!Buffer.from(requestHash).equals(asked)) {
    const message = 'This key came with another request; each request has a key of its own.';
    throw new Refusal('conflict', 'idempotency-key-reused', message);
  }
  if (answer) return answer.value;
  const message =
    'This request is being done, or was cut off in it; look whether it was, before you send it with another key.';
  throw new Refusal('conflict', 'idempotency-outcome-unknown', message);
}
