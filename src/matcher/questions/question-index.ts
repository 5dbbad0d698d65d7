import { Refusal } from '../../errors.ts';
import { requiresSomething } from '../../query/check.ts';
import type { StandingQuestion } from '../document.ts';
import { type Path, pathsTo, rarestWord } from './access.ts';
import { Column } from './column.ts';
import { Compiler } from './compile.ts';
import { type Crossing, Crossings, type CrossingsView, crossingOf, LONGEST_REST } from './crossings.ts';
import { encodePlan, leafCode, OP, operation } from './encode.ts';
import { type Frequencies, GUESSED_FREQUENCIES } from './frequencies.ts';
import { IdTable } from './id-table.ts';
import { ALWAYS, LEAF, LeafTable, type LeafView, markOf } from './leaf-table.ts';
import type { Plan } from './plan.ts';
import { type Freed, LONGEST_RECORD, Postings, type PostingsView } from './postings.ts';
import { pushNegations } from './push-negations.ts';
import { Vocabulary, type VocabularyView } from './vocabulary.ts';
import { WordForms, type WordFormsView } from './word-forms.ts';

/** Everything that matching reads, as arrays on shared memory and plain values: what another thread is given. */
export interface IndexView {
  readonly vocabulary: VocabularyView;
  readonly forms: WordFormsView;
  readonly leaves: LeafView;
  readonly leafCount: number;
  readonly postings: PostingsView;
  readonly crossings: CrossingsView;
  /** One more than the highest number of a question. */
  readonly questions: number;
}

/** Code that several paths of a question share is kept once from this length on. */
const SHARED_FROM = 48;

/**
 * The standing questions, compiled and filed. Each is filed under the rarest thing that it cannot do without
 * (each branch of an OR under its own), and what remains to be checked lies beside it in the file.
 * One writer; any number of readers of its `view`, between changes.
 */
export class QuestionIndex {
  readonly #vocabulary = new Vocabulary();
  readonly #leaves = new LeafTable();
  readonly #forms = new WordForms();
  readonly #postings = new Postings();
  readonly #crossings = new Crossings();
  readonly #compiler: Compiler;
  readonly #numbers = new IdTable();
  /** How many cells each question takes in the file. */
  readonly #cells = new Column();
  #free: number[] = [];
  /** Grows with every change: a reader compares it with the one of its view. */
  version = 0;

  constructor(frequencies: Frequencies = GUESSED_FREQUENCIES) {
    this.#compiler = new Compiler({
      vocabulary: this.#vocabulary,
      leaves: this.#leaves,
      forms: this.#forms,
      frequencies,
    });
  }

  get size(): number {
    return this.#numbers.size;
  }

  get view(): IndexView {
    return {
      vocabulary: this.#vocabulary.view,
      forms: this.#forms.view,
      leaves: this.#leaves.view,
      leafCount: this.#leaves.size,
      postings: this.#postings.view,
      crossings: this.#crossings.view,
      questions: this.#numbers.ids.length,
    };
  }

  /** Returns the id of a question by its number. */
  idOf(number: number): string {
    return this.#numbers.ids[number]!;
  }

  /**
   * Adds a question or replaces the one with its id; the next document is held against it.
   * Refused with `query-nothing-required` where nothing at all must hold for it.
   */
  set(question: StandingQuestion): void {
    this.#set(question);
    this.#changed();
  }

  /** Adds many questions at once, merged at the end: several times as fast as one by one. */
  load(questions: Iterable<StandingQuestion>): void {
    try {
      for (const question of questions) this.#set(question);
    } finally {
      this.settle();
    }
  }

  #set(question: StandingQuestion): void {
    // Before anything is written: a refused question leaves no trace.
    if (!requiresSomething(question.expression)) {
      const message = `Nothing at all must hold for question ${question.id}; add a word or a condition that must be there.`;
      throw new Refusal('invalid', 'query-nothing-required', message);
    }
    const plan = this.#compiler.plan(pushNegations(question.expression), question.language ?? 'en');
    const paths = pathsTo(plan, this.#leaves);
    if (!paths) throw new Error(`Question ${question.id} requires something, and no way to it was found.`);
    const { ids } = this.#numbers;
    const number = this.#free.pop() ?? ids.length;
    this.#bury(this.#numbers.put(question.id, number));
    this.#cells.length = ids.length;
    this.#cells.ensure(ids.length)[number] = this.#file(number, paths);
  }

  /** Takes a question out; returns whether it was there. */
  remove(id: string): boolean {
    const there = this.#bury(this.#numbers.take(id));
    if (there) this.#changed();
    return there;
  }

  /** Merges all that was added, which makes matching fastest and memory smallest; for after loading many questions. */
  settle(): void {
    this.#reuse(this.#postings.settle(this.#leaves.size));
    this.#leaves.trim();
    this.#crossings.trim();
    this.#vocabulary.trim();
    this.#cells.trim();
    this.version++;
  }

  #changed(): void {
    this.version++;
    this.#reuse(this.#postings.advance(this.#leaves.size));
  }

  #reuse({ questions, crossings }: Freed): void {
    if (questions.length > 0) this.#free = this.#free.concat(questions);
    this.#crossings.free(crossings);
  }

  /** Hides the question with a number; returns whether there was one. */
  #bury(number: number): boolean {
    if (number < 0) return false;
    // One cell more: a question that can never hold is filed nowhere, and its number must come back all the same.
    this.#postings.bury(number, this.#crossings.take(number), this.#cells.cells[number]! + 1);
    return true;
  }

  /** Files the question under each path; returns how many cells that took. */
  #file(number: number, paths: readonly Path[]): number {
    const crossing = crossingOf(paths, this.#leaves);
    const besides = crossing && this.#codeOf(crossing.rest);
    if (crossing && besides && besides.length <= LONGEST_REST) return this.#cross(number, crossing, besides);
    const several = paths.length > 1 ? 1 : 0;
    let rest: Path['rest'] | undefined;
    let code: readonly number[] = [];
    let rarest = -1;
    let cells = 0;
    for (const path of paths) {
      // The branches of one OR have the same rest, which is then encoded and looked through once.
      if (rest !== path.rest) {
        rest = path.rest;
        code = this.#encode(rest, several);
        rarest = rarestWord(rest, this.#leaves);
      }
      const second = rarest === path.leaf ? rarestWord(path.rest, this.#leaves, path.leaf) : rarest;
      const head = ((code.length + 2) << 16) | markOf(second < 0 ? ALWAYS : second);
      this.#expect(path.leaf);
      this.#postings.add(path.leaf, head, number * 2 + several, code);
      cells += code.length + 2;
    }
    return cells;
  }

  /** Sees to it that a document finds the leaf without asking for it. */
  #expect(leaf: number): void {
    // The words of a newly filed phrase are looked up again, since a token tells whether it may begin one.
    if (this.#leaves.kindOf(leaf) === LEAF.phrase && this.#leaves.filePhrase(leaf)) this.#forms.wordAdded();
  }

  /** Files a question by notes; returns how many cells that took. */
  #cross(question: number, { sides }: Crossing, besides: readonly number[]): number {
    const number = this.#crossings.add(question, besides);
    for (const side of [0, 1] as const) {
      for (const leaf of sides[side]) {
        this.#expect(leaf);
        this.#postings.note(leaf, number, side);
      }
    }
    return sides[0].length + sides[1].length;
  }

  #codeOf(plans: readonly Plan[]): number[] {
    const code: number[] = [];
    for (const plan of plans) encodePlan(plan, this.#leaves, code);
    return code;
  }

  #encode(items: readonly Plan[], several: number): number[] {
    const code = this.#codeOf(items);
    if (code.length + 2 <= LONGEST_RECORD && (several === 0 || code.length < SHARED_FROM)) return code;
    // Kept once as a leaf of its own, however many paths and questions share it.
    const leaf = this.#leaves.define(LEAF.composite, operation(OP.and, code), () => 0.5);
    return [leafCode(leaf, this.#leaves)];
  }
}
