import { type CoveredAddress, coveredAddress, isCovered } from './covered-address.ts';

/** What signs in, one of three. */
export type Secret =
  | { readonly user: string; readonly password: string }
  | { readonly token: string }
  | { readonly header: { readonly name: string; readonly value: string } };

/**
 * A secret and the address below which alone it is sent. It is kept where neither JSON nor a log that prints the object
 * finds it.
 */
export class Credential {
  readonly #prefix: CoveredAddress;
  readonly #secret: Secret;

  constructor(prefix: CoveredAddress, secret: Secret) {
    this.#prefix = prefix;
    this.#secret = secret;
  }

  /** How many segments of a path its address has: of two that cover an address, the longer one means it. */
  get depth(): number {
    return this.#prefix.segments.length;
  }

  covers(address: string): boolean {
    const taken = coveredAddress(address);
    return taken !== undefined && isCovered(taken, this.#prefix);
  }

  /** The headers that sign in over HTTP (RFC 7617, RFC 6750), names in lower case. */
  headers(): Readonly<Record<string, string>> {
    const secret = this.#secret;
    if ('token' in secret) return { authorization: `Bearer ${secret.token}` };
    if ('header' in secret) return { [secret.header.name.toLowerCase()]: secret.header.value };
    const pair = Buffer.from(`${secret.user}:${secret.password}`).toString('base64');
    return { authorization: `Basic ${pair}` };
  }

  /** User and password, for what is no HTTP; undefined where the secret is another one. */
  login(): { readonly user: string; readonly password: string } | undefined {
    return 'user' in this.#secret ? { ...this.#secret } : undefined;
  }
}

/** The secrets of an installation. */
export class Credentials {
  readonly #all: readonly Credential[];

  constructor(all: readonly Credential[]) {
    this.#all = all;
  }

  /** The one for a source at `address`, the nearest where several cover it. */
  of(address: string): Credential | undefined {
    return this.#all
      .filter((one) => one.covers(address))
      .reduce<Credential | undefined>((best, one) => (best && best.depth >= one.depth ? best : one), undefined);
  }
}

export const NO_CREDENTIALS = new Credentials([]);
