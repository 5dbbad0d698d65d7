import * as oidc from 'openid-client';
import { signInRefused } from '../../actions/prove-account.ts';
import { Refusal } from '../../errors.ts';
import { SealedText } from '../sealed-text.ts';

/** Another house that says who people are, by OpenID Connect (Core 1.0, code flow with PKCE, RFC 7636). */
export interface ProviderSettings {
  /** An https address, as the house itself says it. */
  readonly issuer: string;
  /** What the desk is called there, and by what it proves itself. */
  readonly client: string;
  readonly secret: string;
  /** What people call the house. */
  readonly name: string;
  /** For a house whose certificate is vouched for by nobody of the machine. */
  readonly fetch?: oidc.CustomFetch | undefined;
}

/** What is done with who somebody turns out to be: an answer counts for this alone. */
export type IdentityPurpose = 'sign-in' | 'proof' | 'link';

/** Who somebody is to that house: `iss` and `sub`. */
export interface ProvedIdentity {
  readonly issuer: string;
  readonly subject: string;
  /** When they last proved it there (`auth_time`), in milliseconds since 1970; 0 where the house does not say. */
  readonly provedAt: number;
}

/** Where a person is sent, and what the page keeps until the answer is there. */
export interface IdentityRequest {
  readonly address: string;
  readonly held: string;
}

interface Held {
  readonly purpose: IdentityPurpose;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
  readonly until: number;
}

/** Milliseconds that somebody has to sign in there. */
const PATIENCE = 10 * 60_000;
/** Seconds since they proved it there, where they must prove it anew. */
const FRESH = 60;
const SECONDS_FOR_AN_ANSWER = 10;

export class IdentityProvider {
  readonly #settings: ProviderSettings;
  readonly #now: () => number;
  readonly #sealed = new SealedText();
  #known: Promise<oidc.Configuration> | undefined;

  constructor(settings: ProviderSettings, now: () => number) {
    this.#settings = settings;
    this.#now = now;
  }

  get name(): string {
    return this.#settings.name;
  }

  get issuer(): string {
    return this.#settings.issuer;
  }

  /** Begins; `returnTo` is the page of the desk to which the house sends people back. Refused with `identity-provider`. */
  async ask(purpose: IdentityPurpose, returnTo: string): Promise<IdentityRequest> {
    const configuration = await this.#configuration();
    const verifier = oidc.randomPKCECodeVerifier();
    const held: Held = {
      ...{ purpose, verifier, returnTo, until: this.#now() + PATIENCE },
      ...{ state: oidc.randomState(), nonce: oidc.randomNonce() },
    };
    const address = oidc.buildAuthorizationUrl(configuration, {
      ...{ redirect_uri: returnTo, scope: 'openid', state: held.state, nonce: held.nonce },
      ...{ code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' },
      ...(purpose === 'proof' && { prompt: 'login', max_age: '0' }),
    });
    return { address: address.href, held: this.#sealed.seal(JSON.stringify(held)) };
  }

  /**
   * Returns who somebody is by the answer that the house sent along to the page, as it stands in its address. Whatever is wrong
   * with it is refused like a wrong password (`sign-in-refused`).
   */
  async answer(
    purpose: IdentityPurpose,
    given: { readonly held: string; readonly answer: string },
  ): Promise<ProvedIdentity> {
    const text = this.#sealed.open(given.held);
    const held = text === undefined ? undefined : (JSON.parse(text) as Held);
    if (!held || held.purpose !== purpose || held.until < this.#now()) throw signInRefused();
    const configuration = await this.#configuration();
    const address = new URL(held.returnTo);
    address.search = given.answer;
    try {
      const tokens = await oidc.authorizationCodeGrant(configuration, address, {
        ...{ pkceCodeVerifier: held.verifier, expectedState: held.state, expectedNonce: held.nonce },
        ...{ idTokenExpected: true, ...(purpose === 'proof' && { maxAge: FRESH }) },
      });
      const { iss, sub, auth_time: provedAt = 0 } = tokens.claims()!;
      return { issuer: iss, subject: sub, provedAt: provedAt * 1000 };
    } catch (error) {
      throw refusalOf(error, this.#settings.name);
    }
  }

  /** What the house says of itself, asked for once; after a failure it is asked for again. */
  #configuration(): Promise<oidc.Configuration> {
    this.#known ??= this.#discover().catch((error: unknown) => {
      this.#known = undefined;
      throw outOfReach(this.#settings.name, error);
    });
    return this.#known;
  }

  #discover(): Promise<oidc.Configuration> {
    const { issuer, client, secret, fetch } = this.#settings;
    return oidc.discovery(new URL(issuer), client, undefined, oidc.ClientSecretBasic(secret), {
      timeout: SECONDS_FOR_AN_ANSWER,
      ...(fetch && { [oidc.customFetch]: fetch }),
    });
  }
}

/** What the house says no with (RFC 6749, sections 4.1.2.1 and 5.2; OpenID Connect Core 1.0, section 3.1.2.6). */
const REFUSING =
  /^(?:access_denied|invalid_grant|login_required|consent_required|interaction_required|account_selection_required)$/;
/** What is wrong with an answer or a token that came; anything else is wrong with the house, or the way to it. */
const UNSOUND =
  /^OAUTH_(?:INVALID_RESPONSE|JWT_CLAIM_COMPARISON_FAILED|JWT_TIMESTAMP_CHECK_FAILED|JSON_ATTRIBUTE_COMPARISON_FAILED)$/;

/** What the house or the person sent that does not hold is refused; that the house is out of reach is another thing. */
function refusalOf(error: unknown, name: string): Refusal {
  const isRefused =
    error instanceof oidc.AuthorizationResponseError || error instanceof oidc.ResponseBodyError
      ? REFUSING.test(error.error)
      : error instanceof oidc.ClientError && UNSOUND.test(error.code ?? '');
  return isRefused ? signInRefused() : outOfReach(name, error);
}

function outOfReach(name: string, cause: unknown): Refusal {
  const message = `${name} cannot be asked now; come in by your password, or try again later.`;
  return new Refusal('conflict', 'identity-provider', message, { cause });
}
