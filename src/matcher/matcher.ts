import type { RateTable } from '../amounts/rates.ts';
import type { MatchDocument, StandingQuestion } from './document.ts';
import { Matching, type MatchingCost } from './matching.ts';
import type { Frequencies } from './questions/frequencies.ts';
import { QuestionIndex } from './questions/question-index.ts';
import type { TextCopier } from './reading/token-keys.ts';

export interface MatcherOptions {
  readonly rates: RateTable;
  /** Where words are frequent or rare; guessed where missing. Answers never depend on it. */
  readonly frequencies?: Frequencies | undefined;
  /** How the platform copies the units of a string fastest; unit by unit where missing. */
  readonly copyText?: TextCopier | undefined;
}

/**
 * Which of many standing questions does a document answer? Questions are added, replaced and removed at any time;
 * the next document is held against them as they then are.
 */
export class Matcher {
  readonly index: QuestionIndex;
  readonly #matching: Matching;
  #seen: number;

  constructor({ rates, frequencies, copyText }: MatcherOptions) {
    this.index = new QuestionIndex(frequencies);
    this.#matching = new Matching(this.index.view, rates, copyText);
    this.#seen = this.index.version;
  }

  get cost(): Readonly<MatchingCost> {
    return this.#matching.cost;
  }

  set(question: StandingQuestion): void {
    this.index.set(question);
  }

  /** Adds many questions at once; see `QuestionIndex.load`. */
  load(questions: Iterable<StandingQuestion>): void {
    this.index.load(questions);
  }

  remove(id: string): boolean {
    return this.index.remove(id);
  }

  settle(): void {
    this.index.settle();
  }

  /** Returns the ids of the questions that `document` matches, in no particular order. */
  match(document: MatchDocument): string[] {
    const count = this.count(document);
    const numbers = this.#matching.found;
    const ids: string[] = new Array(count);
    for (let index = 0; index < count; index++) ids[index] = this.index.idOf(numbers[index]!);
    return ids;
  }

  /** Returns how many questions `document` matches; `numbers` holds them until the next call. */
  count(document: MatchDocument): number {
    if (this.#seen !== this.index.version) {
      this.#matching.use(this.index.view);
      this.#seen = this.index.version;
    }
    return this.#matching.match(document);
  }

  /** How many words are remembered from documents: bounded, however many were seen. */
  get memoWords(): number {
    return this.#matching.memoWords;
  }

  /** The numbers of the questions matched last; as many as `count` returned count. */
  get numbers(): Int32Array {
    return this.#matching.found;
  }
}
