import { randomBytes, timingSafeEqual } from 'node:crypto';
import type pg from 'pg';
import { spendChallenge } from '../store/passkeys.ts';
import { sha256 } from '../store/sha256.ts';
import type { Desk } from './desk.ts';

/** What a challenge is for; an answer to one counts for no other. */
export interface ChallengePurpose {
  readonly purpose: 'enrol' | 'sign-in' | 'reauthenticate';
  /** The account, or the session; none where nobody is known yet. */
  readonly subject?: string | undefined;
}

const LIFE = 5 * 60_000;
const NONCE_BYTES = 16;
const TIME_BYTES = 6;
const MAC_BYTES = 16;

/**
 * Returns a challenge for a passkey: chance, its end, and a MAC over both and what it is for. It proves itself, so that
 * nothing is kept of those that nobody answers, however many are asked for.
 */
export async function newChallenge(desk: Desk, purpose: ChallengePurpose): Promise<Buffer> {
  const until = Buffer.alloc(TIME_BYTES);
  until.writeUIntBE(desk.now() + LIFE, 0, TIME_BYTES);
  const head = Buffer.concat([randomBytes(NONCE_BYTES), until]);
  return Buffer.concat([head, await macOf(desk, head, purpose)]);
}

/** Returns whether a challenge (base64url) was made here for this, and is not over. */
export async function isChallenge(desk: Desk, challenge: string, purpose: ChallengePurpose): Promise<boolean> {
  const bytes = Buffer.from(challenge, 'base64url');
  if (bytes.length !== NONCE_BYTES + TIME_BYTES + MAC_BYTES) return false;
  const head = bytes.subarray(0, NONCE_BYTES + TIME_BYTES);
  if (!timingSafeEqual(await macOf(desk, head, purpose), bytes.subarray(head.length))) return false;
  return endOf(bytes) > desk.now();
}

/** Uses a challenge up, in the transaction of the act that it proves; returns false where it was used before. */
export function takeChallenge(client: pg.ClientBase, challenge: string): Promise<boolean> {
  const bytes = Buffer.from(challenge, 'base64url');
  return spendChallenge(client, sha256(bytes), new Date(endOf(bytes)));
}

function endOf(bytes: Buffer): number {
  return bytes.readUIntBE(NONCE_BYTES, TIME_BYTES);
}

async function macOf(desk: Desk, head: Buffer, { purpose, subject = '' }: ChallengePurpose): Promise<Buffer> {
  const mac = (await desk.identityKey()).mac('challenge', head.toString('hex'), purpose, subject);
  return mac.subarray(0, MAC_BYTES);
}
