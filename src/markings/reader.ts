/**
 * A person or body with a clearance. What is not stated is not held: a reader of whom nothing is known may read what
 * asks nothing, and no more.
 */
export interface Reader {
  readonly id: string;
  /** ISO 3166-1 alpha-3 code of the nationality; `organisation` that of the body the reader works for. */
  readonly nationality?: string;
  readonly organisation?: string;
  /** Highest level held, by scheme. */
  readonly levels?: Readonly<Record<string, string>>;
  /**
   * What else is held, by scheme: compartments with their parents (`SI`, `SI-G`, `SI-G ABCD`, `SAR-BP`), and
   * affiliations and read-ins by the names that the scheme's register gives them.
   */
  readonly controls?: Readonly<Record<string, readonly string[]>>;
  /** Need-to-know groups, communities and bodies that the reader belongs to. */
  readonly groups?: readonly string[];
}
