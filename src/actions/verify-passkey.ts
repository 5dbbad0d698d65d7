import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { Refusal } from '../errors.ts';
import type { PasskeyToVerify } from '../store/passkeys.ts';
import { type ChallengePurpose, isChallenge } from './challenge.ts';
import type { Desk } from './desk.ts';
import type { PasskeySite } from './enrol-passkey.ts';

/** What an answer of a passkey proved. */
export interface ProvedPasskey {
  readonly id: string;
  readonly accountId: string;
  readonly challenge: string;
  /** How often the passkey says that it was used. */
  readonly counter: number;
}

interface Answered {
  readonly passkey: PasskeyToVerify | undefined;
  readonly site: PasskeySite;
  readonly response: AuthenticationResponseJSON;
  readonly purpose: ChallengePurpose;
}

const LONGEST_RESPONSE = 64_000;

/** Returns what the answer of a browser proves; nothing where it is wrong in any way. */
export async function verifyPasskey(desk: Desk, answered: Answered): Promise<ProvedPasskey | undefined> {
  const { passkey, site, response, purpose } = answered;
  if (!passkey || JSON.stringify(response).length > LONGEST_RESPONSE) return undefined;
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
  let challenge = '';
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: (given) => {
        challenge = given;
        return isChallenge(desk, given, purpose);
      },
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      requireUserVerification: true,
      credential: {
        id: passkey.credentialId.toString('base64url'),
        publicKey: Uint8Array.from(passkey.publicKey),
        counter: passkey.counter,
      },
    });
    const { id, accountId } = passkey;
    return verified ? { id, accountId, challenge, counter: authenticationInfo.newCounter } : undefined;
  } catch (cause) {
    // The package throws for every answer that is wrong in form, and says in its errors what was given.
    if (cause instanceof Refusal) throw cause;
    return undefined;
  }
}
