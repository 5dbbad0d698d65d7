import type { AuthenticationResponseJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import { holdActive } from '../store/account-passwords.ts';
import { countPasskey, findPasskey, passkeysOf } from '../store/passkeys.ts';
import { freshenSession } from '../store/sessions.ts';
import { act, type Deed } from './act.ts';
import { ROLES, SYSTEM } from './actor.ts';
import { beginSession, type NewSession, type SignedIn } from './begin-session.ts';
import { type ChallengePurpose, newChallenge, takeChallenge } from './challenge.ts';
import type { Desk } from './desk.ts';
import type { PasskeySite } from './enrol-passkey.ts';
import { notFound } from './ids.ts';
import { signInRefused } from './prove-account.ts';
import type { SignInClient } from './sign-in-client.ts';
import { succeedTry, takeTry, triesBy, triesInSession } from './sign-in-tries.ts';
import { type ProvedPasskey, verifyPasskey } from './verify-passkey.ts';

/** What the browser answered. */
export interface PasskeyAnswer {
  readonly site: PasskeySite;
  readonly response: AuthenticationResponseJSON;
}

const SIGN_IN: ChallengePurpose = { purpose: 'sign-in' };

/** Begins to sign in by a passkey: returns what the browser is to be asked. No name is typed, so nothing tells whose there are. */
export async function startPasskeySignIn(
  desk: Desk,
  { id }: PasskeySite,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return requestOf(desk, id, SIGN_IN, []);
}

/**
 * Begins a session by a passkey. The passkey verified who uses it, so that no password and no code is asked. Whatever is
 * wrong is refused in the same words (`sign-in-refused`), many failures with `sign-in-too-often`.
 */
export async function finishPasskeySignIn(
  desk: Desk,
  { site, response, client }: PasskeyAnswer & { readonly client: SignInClient },
): Promise<NewSession> {
  const tries = await triesBy(desk, client);
  await takeTry(desk, tries);
  const passkey = await findPasskey(desk.database.work, credentialOf(response));
  return act(desk, SYSTEM, {
    action: 'sign-in',
    roles: ['system'],
    objects: passkey ? [{ noun: 'account', id: passkey.accountId }] : [],
    as: 'work',
    prepare: () => verifyPasskey(desk, { passkey, site, response, purpose: SIGN_IN }),
    async work(deed, proved: ProvedPasskey | undefined) {
      if (!proved || !(await holdActive(deed.client, proved.accountId))) throw signInRefused();
      const accountId = await spend(deed, proved);
      await succeedTry(deed.client, tries, deed.now);
      return beginSession(desk, deed, { accountId, method: 'passkey', client });
    },
  });
}

/** Begins to prove once more who one is, by a passkey of one's own. */
export async function startPasskeyReauthentication(
  desk: Desk,
  session: SignedIn,
  { id }: PasskeySite,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const own = await passkeysOf(desk.database.work, session.actor.id);
  return requestOf(
    desk,
    id,
    purposeIn(session),
    own.map(({ credentialId }) => credentialId.toString('base64url')),
  );
}

/** Proves in a session, by a passkey of its account, who one is. */
export async function reauthenticateWithPasskey(
  desk: Desk,
  session: SignedIn,
  { site, response }: PasskeyAnswer,
): Promise<SignedIn> {
  const { actor, sessionId } = session;
  const tries = await triesInSession(desk, sessionId);
  await takeTry(desk, tries);
  const passkey = await findPasskey(desk.database.work, credentialOf(response));
  const own = passkey?.accountId === actor.id ? passkey : undefined;
  return act(desk, actor, {
    action: 'reauthenticate',
    roles: ROLES,
    objects: [{ noun: 'account', id: actor.id }],
    as: 'work',
    byPersonOnly: true,
    prepare: () => verifyPasskey(desk, { passkey: own, site, response, purpose: purposeIn(session) }),
    async work(deed, proved: ProvedPasskey | undefined) {
      await spend(deed, proved);
      await succeedTry(deed.client, tries, deed.now);
      if (!(await freshenSession(deed.client, sessionId, deed.now))) throw notFound('session');
      return { ...session, reauthenticatedAt: deed.now };
    },
  });
}

async function requestOf(
  desk: Desk,
  rpID: string,
  purpose: ChallengePurpose,
  allowed: readonly string[],
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { generateAuthenticationOptions } = await import('@simplewebauthn/server');
  return generateAuthenticationOptions({
    rpID,
    challenge: Uint8Array.from(await newChallenge(desk, purpose)),
    userVerification: 'required',
    ...(allowed.length > 0 && { allowCredentials: allowed.map((id) => ({ id })) }),
  });
}

/** Uses up what was proved, and returns whose passkey it is. */
async function spend({ client, now }: Deed, proved: ProvedPasskey | undefined): Promise<string> {
  const isNew = proved && (await takeChallenge(client, proved.challenge)) && (await countPasskey(client, proved, now));
  if (!isNew) throw signInRefused();
  return proved.accountId;
}

function credentialOf(response: AuthenticationResponseJSON): Buffer {
  const id: unknown = response?.id;
  return Buffer.from(typeof id === 'string' && id.length <= 2000 ? id : '', 'base64url');
}

function purposeIn({ sessionId }: SignedIn): ChallengePurpose {
  return { purpose: 'reauthenticate', subject: sessionId };
}
