import { deletionsOf, editsAllowed, isWithinEdits } from '../../text/edits.ts';
import { fold, foldKeepingCase } from '../../text/fold.ts';
import { stemOf } from '../../text/inflection.ts';
import { FORMS, findWord, type VocabularyView } from './vocabulary.ts';

/** Which forms of a token must be looked up, because some question uses them. Plain values: a thread gets a copy. */
export interface WordFormsView {
  /** Grows with every word added: what was looked up before may lack it. */
  readonly version: number;
  readonly cases: boolean;
  readonly prefixLengths: readonly number[];
  readonly languages: readonly string[];
  readonly deletions: readonly (readonly FuzzyWord[])[];
  readonly longestFuzzy: number;
  readonly mostEdits: number;
}

interface FuzzyWord {
  readonly leaf: number;
  readonly word: string;
}

/** Keeps which forms of words the questions of one index use. */
export class WordForms {
  #version = 0;
  #cases = false;
  readonly #prefixLengths = new Set<number>();
  readonly #languages: string[] = [];
  readonly #deletions: FuzzyWord[][] = [];
  #longestFuzzy = 0;
  #mostEdits = 0;

  get view(): WordFormsView {
    return {
      version: this.#version,
      cases: this.#cases,
      prefixLengths: [...this.#prefixLengths].sort((a, b) => a - b),
      languages: this.#languages,
      deletions: this.#deletions,
      longestFuzzy: this.#longestFuzzy,
      mostEdits: this.#mostEdits,
    };
  }

  get version(): number {
    return this.#version;
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

  addDeletion(): number {
    return this.#deletions.push([]) - 1;
  }

  linkDeletion(entry: number, leaf: number, word: string): void {
    this.#deletions[entry]!.push({ leaf, word });
    this.#longestFuzzy = Math.max(this.#longestFuzzy, word.length);
    this.#mostEdits = Math.max(this.#mostEdits, editsAllowed(word));
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
  if (forms.longestFuzzy > 0) leaves.push(...nearlySpelt(folded, forms, words));
  return leaves;
}

function nearlySpelt(folded: string, forms: WordFormsView, words: VocabularyView): number[] {
  if (folded.length > forms.longestFuzzy + forms.mostEdits) return [];
  const found = new Set<number>();
  for (const deletion of deletionsOf(folded, forms.mostEdits)) {
    const entry = findWord(words, FORMS.deletion, deletion);
    if (entry < 0) continue;
    for (const { leaf, word } of forms.deletions[entry]!) {
      if (!found.has(leaf) && isWithinEdits(word, folded, editsAllowed(word))) found.add(leaf);
    }
  }
  return [...found];
}
