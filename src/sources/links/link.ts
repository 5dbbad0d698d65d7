import type { GivenBySource } from '../source.ts';

/** An address that a source lists. */
export interface Link {
  /** Absolute and canonical; by it what lies there is known again. */
  readonly address: string;
  /** What the list says that changes with what lies there, such as the time of its last change; empty where it says nothing. */
  readonly state: string;
  /** When it was last changed, by the list: milliseconds since 1970. */
  readonly time?: number | undefined;
  readonly given: GivenBySource;
}
