/** A marking as somebody stated it: kept beside the label that it came to, and handed out again. */
export interface StatedMarking {
  readonly scheme: string;
  readonly marking: string;
  /** Each list is met by any one group of it, and all lists must be met. */
  readonly needToKnow: readonly (readonly string[])[];
}
