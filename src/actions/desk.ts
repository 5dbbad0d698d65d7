import type { SchemeSet } from '../markings/scheme-set.ts';
import type { Database } from '../store/database/open-database.ts';
import type { IdentityKey } from '../store/identity-key.ts';
import type { Labels } from '../store/labels.ts';
import type { PassphraseCost } from '../store/sealing.ts';

/** What actions work with. Ids and the clock come from here and from nowhere else. */
export interface Desk {
  readonly database: Database;
  readonly labels: Labels;
  readonly schemes: SchemeSet;
  /** The key of what proves who people are; refused with `identity-key-…` where it is lost, damaged or exposed. */
  identityKey(): Promise<IdentityKey>;
  /** Another cost of passphrases than the usual one: for tests that are about something else. */
  readonly passphraseCost?: PassphraseCost;
  /** A new id, a UUID in small letters, of a thing of the glossary. */
  newId(noun: string): string;
  /** Milliseconds since 1970. */
  now(): number;
}
