import type { Credential } from '../credentials/credential.ts';

/**
 * Fetches one address over http or https, as a guest: see `makeGuardedFetch`. Resolves for success (2xx) and for 304
 * where validators were given; whatever else happens is thrown as `SourceFailure`, but the reason of a `signal` as it is.
 */
export type GuardedFetch = (address: string, request?: FetchRequest) => Promise<Fetched>;

export interface FetchRequest {
  readonly method?: 'GET' | 'POST';
  /** The media types that are wanted, as in the header Accept. */
  readonly accept?: string;
  /** Further headers, such as those that sign in. They are left out once a redirect leaves host, port or scheme. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What signs in, at addresses that it covers alone; it is left out once a redirect leaves them. */
  readonly signIn?: Credential;
  readonly body?: string | Uint8Array;
  /** What an earlier answer carried: the source answers 304 where nothing changed. */
  readonly validators?: Validators;
  /**
   * `obey` (the default): all that robots.txt says. `named`: only what it says to this program by name, for addresses
   * that are published for programs and that a person chose, such as feeds and interfaces.
   */
  readonly robots?: 'obey' | 'named';
  /**
   * The address of the source that named this one, where no person did, as a feed names its pages. One's own hosts, which
   * the settings allow, may be reached this way only from one of them.
   */
  readonly namedBy?: string | undefined;
  /** Lower or higher than those of the settings. */
  readonly limits?: Partial<FetchLimits>;
  readonly signal?: AbortSignal;
}

/** ETag and Last-Modified, to be given back as they came. */
export interface Validators {
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
}

export interface FetchLimits {
  /** Bytes of the body as they come over the wire. */
  readonly wireBytes: number;
  /** Bytes of the body after decompression. */
  readonly bodyBytes: number;
  readonly headerBytes: number;
  /** Milliseconds from asking to the end of the headers, for each hop: resolving and connecting are in it. */
  readonly firstByteMs: number;
  /** Milliseconds for all hops and the body; waiting for one's turn is not in it. */
  readonly totalMs: number;
  readonly redirects: number;
}

export interface Fetched {
  /** 304 where nothing changed: then the body is empty. */
  readonly status: number;
  /** Where the body came from, after redirects, without fragment. */
  readonly address: string;
  /** Where the source moved for good: all redirects said so (301, 308). */
  readonly movedTo?: string | undefined;
  /** Names in lower case; what came more than once is joined by commas. */
  readonly headers: ReadonlyMap<string, string>;
  /** After decompression. */
  readonly bytes: Uint8Array;
  /** Of Content-Type, without parameters and in lower case; empty where it is missing. */
  readonly mediaType: string;
  /** The charset parameter of Content-Type, as it was written. */
  readonly charset?: string | undefined;
  readonly validators: Validators;
  /** Seconds, where the answer held Retry-After. */
  readonly retryAfter?: number | undefined;
}
