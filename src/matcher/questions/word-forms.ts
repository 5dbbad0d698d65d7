import { deletionsOf, editsAllowed, isWithinEdits } from '../../text/edits.ts';
import { fold, foldKeepingCase } from '../../text/fold.ts';
import { stemOf } from '../../text/inflection.ts';
import { Column } from './column.ts';
import { FORMS, findWord, type VocabularyView } from './vocabulary.ts';

/** Which forms of a token must be looked up, because some question uses them. */
export interface WordFormsView {
  /** Grows with every word added: what was looked up before may lack it. */
  readonly version: number;
  readonly cases: boolean;
  readonly prefixLengths: readonly number[];
  readonly languages: readonly string[];
  readonly longestFuzzy: number;
  readonly mostEdits: number;
  /** By deletion: the first of the links to the fuzzy words that it comes from. */
  readonly deletions: Int32Array;
  /** Links: the fuzzy word, and the next link of the deletion. */
  readonly links: Int32Array;
  /** Fuzzy words: leaf, place of the spelling, length. */
  readonly fuzzy: Int32Array;
  readonly spellings: Int32Array;
}

const FUZZY = 3;

/** Keeps which forms of words the questions of one index use, on shared memory where there may be many. */
export class WordForms {
  #version = 0;
  #cases = false;
  readonly #prefixLengths = new Set<number>();
  readonly #languages: string[] = [];
  #longestFuzzy = 0;
  #mostEdits = 0;
  readonly #deletions = new Column();
  readonly #links = new Column();
  readonly #fuzzy = new Column();
  readonly #spellings = new Column();

  constructor() {
    // A link is never the first: 0 stands for “no more”.
    this.#links.length = 2;
  }

  get view(): WordFormsView {
    return {
      version: this.#version,
      cases: this.#cases,
      prefixLengths: [...this.#prefixLengths].sort((a, b) => a - b),
      languages: this.#languages,
      longestFuzzy: this.#longestFuzzy,
      mostEdits: this.#mostEdits,
      deletions: this.#deletions.cells,
      links: this.#links.cells,
      fuzzy: this.#fuzzy.cells,
      spellings: this.#spellings.cells,
    };
  }

  wordAdded(): void {
    this.#version++;
  }

  needCases(): void {
    this.#cases = true;
  }

  addPrefix(length: number): void {
    this.#prefixLengths.add(length);
  }

  /** Returns the form under which the stems of `language` stand in the vocabulary. */
  stemForm(language: string): number {
    const known = this.#languages.indexOf(language);
    return FORMS.stem + (known >= 0 ? known : this.#languages.push(language) - 1);
  }

  /** Adds a fuzzy word and returns its number. */
  addFuzzy(leaf: number, word: string): number {
    const number = this.#fuzzy.length / FUZZY;
    for (const cell of [leaf, this.#spellings.length, word.length]) this.#fuzzy.push(cell);
    for (let index = 0; index < word.length; index++) this.#spellings.push(word.charCodeAt(index));
    this.#longestFuzzy = Math.max(this.#longestFuzzy, word.length);
    this.#mostEdits = Math.max(this.#mostEdits, editsAllowed(word));
    return number;
  }

  /** Adds a deletion that leads to no word yet. */
  addDeletion(): number {
    return this.#deletions.push(0);
  }

  /** Lets a deletion lead to a fuzzy word. */
  linkDeletion(deletion: number, fuzzy: number): void {
    const link = this.#links.push(fuzzy);
    this.#links.push(this.#deletions.cells[deletion]!);
    this.#deletions.cells[deletion] = link;
  }
}

/**
 * Returns the leaves that a token leads to: the word exactly (first, or -1), then with its case, inflected,
 * by its beginnings, and by spelling nearly so.
 */
export function leavesOfToken(token: string, forms: WordFormsView, words: VocabularyView): number[] {
  const folded = fold(token);
  const leaves = [findWord(words, FORMS.exact, folded)];
  const add = (leaf: number): void => {
    if (leaf >= 0) leaves.push(leaf);
  };
  if (forms.cases) add(findWord(words, FORMS.cased, foldKeepingCase(token)));
  forms.languages.forEach((language, index) => {
    add(findWord(words, FORMS.stem + index, stemOf(token, language)));
  });
  for (const length of forms.prefixLengths) {
    if (length <= folded.length) add(findWord(words, FORMS.prefix, folded.slice(0, length)));
  }
  if (forms.longestFuzzy > 0) nearlySpelt(folded, forms, words).forEach(add);
  return leaves;
}

function nearlySpelt(folded: string, forms: WordFormsView, words: VocabularyView): Set<number> {
  const found = new Set<number>();
  if (folded.length > forms.longestFuzzy + forms.mostEdits) return found;
  const judged = new Set<number>();
  for (const deletion of deletionsOf(folded, forms.mostEdits)) {
    const entry = findWord(words, FORMS.deletion, deletion);
    if (entry < 0) continue;
    for (let link = forms.deletions[entry]!; link > 0; link = forms.links[link + 1]!) {
      const fuzzy = forms.links[link]!;
      if (judged.has(fuzzy)) continue;
      judged.add(fuzzy);
      const word = spellingOf(fuzzy, forms);
      if (isWithinEdits(word, folded, editsAllowed(word))) found.add(forms.fuzzy[fuzzy * FUZZY]!);
    }
  }
  return found;
}

function spellingOf(fuzzy: number, { fuzzy: words, spellings }: WordFormsView): string {
  const start = words[fuzzy * FUZZY + 1]!;
  return String.fromCharCode(...spellings.subarray(start, start + words[fuzzy * FUZZY + 2]!));
}
