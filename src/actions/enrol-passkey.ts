import type { PublicKeyCredentialCreationOptionsJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { Refusal } from '../errors.ts';
import { hasWayIn, waysInOf } from '../store/account-passwords.ts';
import { dropLinks } from '../store/one-time-links.ts';
import { addPasskey, deletePasskey, ownPasskeys, passkeysOf, type StoredPasskey } from '../store/passkeys.ts';
import { act } from './act.ts';
import { type Actor, ROLES } from './actor.ts';
import type { SignedIn } from './begin-session.ts';
import { type ChallengePurpose, isChallenge, newChallenge, takeChallenge } from './challenge.ts';
import { checkFresh } from './check-fresh.ts';
import type { Desk } from './desk.ts';
import { holdSession } from './hold-session.ts';
import { found } from './ids.ts';

/** The site that passkeys belong to, as the surface is reached. */
export interface PasskeySite {
  /** The domain: `desk.example`. A passkey works there and nowhere else, also where somebody is led to a copy of the page. */
  readonly id: string;
  /** `https://desk.example`, with its port where it has one. */
  readonly origin: string;
}

const LONGEST_NAME = 100;
const MOST_PASSKEYS = 20;
const LONGEST_RESPONSE = 64_000;

/** Begins to take a passkey: returns what the browser is to be asked. It must verify who uses it, by a finger or a PIN. */
export async function startPasskey(
  desk: Desk,
  session: SignedIn,
  site: PasskeySite,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  checkFresh(session, desk.now());
  const { generateRegistrationOptions } = await import('@simplewebauthn/server');
  const known = await passkeysOf(desk.database.work, session.actor.id);
  return generateRegistrationOptions({
    rpName: 'Vigie',
    rpID: site.id,
    userName: session.accountName,
    userID: Uint8Array.from(Buffer.from(session.actor.id)),
    challenge: Uint8Array.from(await newChallenge(desk, purposeOf(session))),
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId.toString('base64url') })),
  });
}

/** What the browser answered, and what its owner calls the passkey. */
export interface NewPasskey {
  readonly site: PasskeySite;
  readonly name: string;
  readonly response: RegistrationResponseJSON;
}

/** Keeps a passkey; links that wait for the account count no more. Refused with `passkey-refused`, `passkey-name` or `passkey-too-many`. */
export function finishPasskey(
  desk: Desk,
  session: SignedIn,
  { site, name, response }: NewPasskey,
): Promise<{ readonly id: string }> {
  const { actor, sessionId } = session;
  return act(desk, actor, {
    action: 'passkey-enrol',
    roles: ROLES,
    objects: [{ noun: 'account', id: actor.id }],
    as: 'work',
    byPersonOnly: true,
    async prepare(now) {
      checkFresh(session, now.getTime());
      checkName(name);
      return verified(desk, session, site, response);
    },
    async work({ client, now }, proved: Verified) {
      await holdSession(client, actor.id, sessionId);
      const { passkeys } = await waysInOf(client, actor.id);
      if (passkeys >= MOST_PASSKEYS) {
        const message = `An account has at most ${MOST_PASSKEYS} passkeys; take one away first.`;
        throw new Refusal('conflict', 'passkey-too-many', message);
      }
      const { challenge, ...key } = proved;
      const id = desk.newId('passkey');
      const isNew =
        (await takeChallenge(client, challenge)) &&
        (await addPasskey(client, { ...key, id, accountId: actor.id, name: name.trim() }, now));
      if (!isNew) throw passkeyRefused();
      await dropLinks(client, actor.id);
      return { id };
    },
  });
}

/** Returns the actor's own passkeys. */
export function listPasskeys(desk: Desk, actor: Actor): Promise<readonly StoredPasskey[]> {
  return act(desk, actor, {
    action: 'passkey-list',
    roles: ROLES,
    byPersonOnly: true,
    work: ({ client }) => ownPasskeys(client),
  });
}

/** Takes one of one's passkeys away (`passkey-not-found`), but not the last way in (`way-in-last`). */
export function removePasskey(desk: Desk, session: SignedIn, id: string): Promise<{ readonly id: string }> {
  const { actor, sessionId } = session;
  return act(desk, actor, {
    action: 'passkey-remove',
    roles: ROLES,
    objects: [{ noun: 'account', id: actor.id }],
    as: 'work',
    byPersonOnly: true,
    async work({ client, now }) {
      checkFresh(session, now.getTime());
      await holdSession(client, actor.id, sessionId);
      await found('passkey', id, async () => (await deletePasskey(client, { id, accountId: actor.id })) || undefined);
      if (await hasWayIn(client, actor.id)) return { id };
      const message = 'Without this passkey you could not sign in any more; take a password or another passkey first.';
      throw new Refusal('conflict', 'way-in-last', message);
    },
  });
}

/** In the same words for whatever is wrong with the answer of a browser. */
export function passkeyRefused(): Refusal {
  const message =
    'This is no passkey for this desk that verified who uses it, or it was begun too long ago; begin again.';
  return new Refusal('not-allowed', 'passkey-refused', message);
}

interface Verified {
  readonly challenge: string;
  readonly credentialId: Buffer;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
}

async function verified(
  desk: Desk,
  session: SignedIn,
  { id, origin }: PasskeySite,
  response: RegistrationResponseJSON,
): Promise<Verified> {
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
  let challenge = '';
  try {
    if (JSON.stringify(response).length > LONGEST_RESPONSE) throw passkeyRefused();
    const { verified: isVerified, registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: (given) => {
        challenge = given;
        return isChallenge(desk, given, purposeOf(session));
      },
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
    });
    if (!isVerified) throw passkeyRefused();
    const { credential } = registrationInfo;
    return {
      challenge,
      credentialId: Buffer.from(credential.id, 'base64url'),
      publicKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: (credential.transports ?? []).filter((word) => /^[a-z-]{1,20}$/.test(word)).slice(0, 10),
    };
  } catch (cause) {
    // The package throws for every answer that is wrong in form, and says in its errors what was given.
    if (cause instanceof Refusal && cause.code.startsWith('identity-key')) throw cause;
    throw passkeyRefused();
  }
}

function purposeOf({ actor }: SignedIn): ChallengePurpose {
  return { purpose: 'enrol', subject: actor.id };
}

function checkName(name: string): void {
  if (name.trim() !== '' && name.length <= LONGEST_NAME && !/\p{C}/u.test(name)) return;
  throw new Refusal('invalid', 'passkey-name', `A passkey has a name of at most ${LONGEST_NAME} signs.`);
}
