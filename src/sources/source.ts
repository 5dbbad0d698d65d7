import type { TakeApart } from '../extract/take-apart.ts';
import type { Credentials } from './credentials/credential.ts';
import type { FindHost } from './fetch/find-host.ts';
import type { GuardedFetch } from './fetch/guarded-fetch.ts';

/** One thing that a source gave. The same key with other bytes is another edition of it. */
export interface SourceItem {
  /** What the source calls it: a guid, an address, a path. */
  readonly key: string;
  /** Where a person finds it (absolute, canonical, without fragments). */
  readonly address?: string | undefined;
  readonly bytes: Uint8Array;
  /** Without parameters, lower case, such as `text/html`. */
  readonly mediaType: string;
  /** A file name or path, whose extension may tell the format. */
  readonly name: string;
  /** What the source says of it, beside its bytes; it goes before what is found in them. */
  readonly given: GivenBySource;
}

/** What a source says of an item. A field that it does not state is absent. */
export interface GivenBySource {
  readonly title?: string;
  /** ISO 8601: an instant in UTC, or a day where no more is known. */
  readonly published?: string;
  readonly updated?: string;
  /** ISO 639-1. */
  readonly language?: string;
  readonly byline?: string;
  readonly charset?: string;
  /**
   * Within what the ids that its documents state are theirs alone, such as the address of a collection, where the key of the
   * item says less: the same id in another item is the same document.
   */
  readonly within?: string;
}

/** Where reading a source stands; JSON, at most some dozens of kB, for the kind itself to read. */
export type SourceCursor = Readonly<Record<string, unknown>>;

export interface SourceFinding {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/**
 * How one reading of a source ended. It is thrown away when the items could not all be kept, and the reading is done
 * again.
 */
export interface SourceReading {
  readonly cursor: SourceCursor;
  /**
   * `items`: some were given. `empty`: the source holds nothing at all, and nothing that could not be read either.
   * `unchanged`: it holds something, and nothing of it is new, which the source may say itself.
   */
  readonly outcome: 'items' | 'empty' | 'unchanged';
  readonly findings: readonly SourceFinding[];
  /** Not before this many seconds, where the source asked for it. */
  readonly retryAfter?: number | undefined;
}

export interface SourcePlace {
  readonly address: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly cursor: SourceCursor;
}

export interface SourceWorld {
  readonly fetch: GuardedFetch;
  /** Takes apart pages, feeds and lists, somewhere where one that is made to be slow holds up nobody. */
  readonly takeApart: TakeApart;
  /** Where what is no HTTP may connect to. */
  readonly findHost: FindHost;
  /** What signs in where; `fetch` does so by itself. */
  readonly credentials: Credentials;
  /** Folders that sources may read, by the settings of the program and never by a source; absolute. */
  readonly folders: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly signal: AbortSignal;
}

/** Reads what is new at a source. What fails is thrown as `SourceFailure(code, message, retryAfter?)`. */
export type ReadSource = (place: SourcePlace, world: SourceWorld) => AsyncGenerator<SourceItem, SourceReading>;
