/** An address that a list names. */
export interface ListedLink {
  /** Absolute and canonical; by it what lies there is known again. */
  readonly address: string;
  /** What the list says that changes with what lies there, such as the time of its last change; empty where it says nothing. */
  readonly state: string;
  /** When it was last changed, by the list: milliseconds since 1970. */
  readonly time?: number | undefined;
  readonly given: GivenByList;
}

/** What a list says of what lies at an address. What it does not state is absent. */
export interface GivenByList {
  readonly title?: string;
  /** ISO 8601: an instant in UTC, or a day. */
  readonly published?: string;
  readonly updated?: string;
  /** ISO 639-1. */
  readonly language?: string;
}

/** What is odd about a list, or about a feed. */
export interface ListFinding {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}
