import type { MarkingFinding } from './finding.ts';
import type { Reader } from './reader.ts';
import type { Action, Requirement } from './requirement.ts';

/** How a marking is written: short before a portion, `(S//NF)`, or in full on the banner line, `SECRET//NOFORN`. */
export type Form = 'portion' | 'banner';

/** What was understood of a text. */
export interface Reading<Mark> {
  /** Absent where the text could not be understood; present, with findings, where it was understood but is not right. */
  readonly mark?: Mark;
  readonly findings: readonly MarkingFinding[];
}

/** Why an element stands in a banner: which portions brought it, by their places from 0 on. */
export interface BannerReason {
  /** As it stands in the banner, such as `NOFORN`. */
  readonly element: string;
  /** A sentence, such as “NOFORN because portion 4 has NF.” Portions are counted from 1 in sentences. */
  readonly sentence: string;
  readonly portions: readonly number[];
  readonly rule?: string;
}

/** What the marks of all portions come to. */
export interface RolledUp<State> {
  readonly state: State;
  readonly reasons: readonly BannerReason[];
  readonly findings: readonly MarkingFinding[];
}

/**
 * One marking scheme: how it is written, what it asks, and how the markings of parts come to that of the whole.
 * A `Mark` is what one text says; a `State` is what marks come to, and joins. Where nothing is forgotten in between
 * they are the same type. Both are plain values: equal exactly if their JSON is.
 */
export interface Scheme<Mark, State> {
  readonly id: string;
  /** Version of the vocabulary, pinned into every label. */
  readonly version: string;
  /** Reads one marking without its parentheses; lenient, and says everything that is not canonical. */
  read(text: string, form: Form): Reading<Mark>;
  /** Writes a marking in its canonical form, without parentheses. */
  print(mark: Mark, form: Form): string;
  /** Returns the mark with the lists that it leaves to the banner line, if the scheme knows such marks. */
  resolve(mark: Mark, banner: Mark): Mark;
  /** Returns what is wrong with a mark by the rules of the scheme; its spans are those of its printed portion form. */
  check(mark: Mark): readonly MarkingFinding[];
  stateOf(mark: Mark): State;
  /** At least as strict as both: commutative, associative, idempotent. */
  join(one: State, other: State): State;
  /** Returns the mark that says what the state comes to. What it forgets stays in the state. */
  render(state: State): Mark;
  rollUp(marks: readonly Mark[]): RolledUp<State>;
  /** What is asked of a reader; an invalid state asks what nobody has. */
  requirement(state: State, action: Action): Requirement;
  /** The tokens that a reader holds in this scheme. */
  tokens(reader: Reader): readonly string[];
  /** Says in whole sentences what the mark means and who may read it. */
  explain(mark: Mark): readonly string[];
}
