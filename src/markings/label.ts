/** One scheme's part of a label: what marks came to, with the version of the vocabulary that they were read with. */
export interface LabelPart {
  readonly scheme: string;
  readonly version: string;
  /** A state of that scheme; a plain value. */
  readonly state: unknown;
}

/**
 * What is enforced: the states of all schemes that something is marked in, and who needs to know. A label without
 * parts is unmarked, and unmarked is unreadable; it is not the same as a label whose parts ask nothing.
 */
export interface Label {
  /** In the order of schemes and versions. Parts of one scheme with two versions stand side by side: both must allow. */
  readonly parts: readonly LabelPart[];
  /** Each list is met by any one group of it, and all lists must be met; an empty list is met by nobody. */
  readonly needToKnow: readonly (readonly string[])[];
  /**
   * The instant (milliseconds since 1970) from which levels are no longer asked; `never` where none was stated or it
   * was only worked out. Controls, compartments and release stay until a person marks anew.
   */
  readonly declassifyOn: number | 'never';
}

/** Returns the text by which equal labels are the same: for a table that keeps each once. */
export function labelKey(label: Label): string {
  return JSON.stringify([
    label.parts.map(({ scheme, version, state }) => [scheme, version, state]),
    label.needToKnow,
    label.declassifyOn,
  ]);
}

/** Returns the lists sorted and once each, without those that a narrower one implies. */
export function needToKnowOf(lists: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const sorted = lists.map((list) => [...new Set(list)].sort());
  const narrow = sorted.filter(
    (list, index) =>
      !sorted.some((other, place) => {
        const within = other.length <= list.length && other.every((group) => list.includes(group));
        return within && (other.length < list.length || place < index);
      }),
  );
  return narrow.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}
