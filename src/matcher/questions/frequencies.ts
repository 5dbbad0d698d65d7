import { cut } from '../../text/cut.ts';
import { fold } from '../../text/fold.ts';
import { stemOf } from '../../text/inflection.ts';

/** How a word is sought, as far as its frequency goes. */
export type SoughtForm = 'exact' | 'prefix' | 'stem' | 'fuzzy';

/**
 * Estimates in which share of documents (0 to 1) a word occurs. It decides under which word a question is
 * filed, and so what matching costs; it never decides an answer.
 */
export interface Frequencies {
  share(form: SoughtForm, word: string): number;
}

const COMMON = new Set(
  'the of and to a in is it that for on was with as by be at from are this have has had not or an he she they his her its we you i but which were all one their will would been more who out so up said what when there can if about them into than le la les de du des un une et en est que qui dans pour sur pas par au aux ce se ne il elle on nous vous ils son sa ses leur plus avec sont cette ou mais comme a ont d l s c qu n j m'.split(
    ' ',
  ),
);

/** Frequencies for want of a sample: function words are everywhere, and longer words are rarer. */
export const GUESSED_FREQUENCIES: Frequencies = {
  share(form, word) {
    if (form === 'exact' && COMMON.has(word)) return 0.6;
    const guess = 0.2 / (word.length * word.length + 1);
    return form === 'prefix' ? Math.min(1, guess * 8) : form === 'exact' ? guess : guess * 2;
  },
};

/** Frequencies counted in a sample of documents; what the sample does not hold counts as half an occurrence. */
export class SampledFrequencies implements Frequencies {
  readonly #documents: number;
  readonly #counts = new Map<string, number>();
  readonly #stems = new Map<string, Map<string, number>>();
  readonly #sorted: readonly string[];

  constructor(texts: Iterable<string>) {
    let documents = 0;
    for (const text of texts) {
      documents++;
      const seen = new Set<string>();
      cut(text, (start, end) => seen.add(fold(text.slice(start, end))));
      for (const word of seen) this.#counts.set(word, (this.#counts.get(word) ?? 0) + 1);
    }
    this.#documents = Math.max(1, documents);
    this.#sorted = [...this.#counts.keys()].sort();
  }

  share(form: SoughtForm, word: string): number {
    return Math.min(1, Math.max(0.5, this.#count(form, word)) / this.#documents);
  }

  #count(form: SoughtForm, word: string): number {
    if (form === 'exact') return this.#counts.get(word) ?? 0;
    if (form === 'fuzzy') return 2 * (this.#counts.get(word) ?? 0.5);
    return form === 'prefix' ? this.#startingWith(word) : this.#stem(word);
  }

  /** The words of the sample that begin with `prefix` lie side by side in sorted order. */
  #startingWith(prefix: string): number {
    const words = this.#sorted;
    let low = 0;
    let high = words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (words[middle]! < prefix) low = middle + 1;
      else high = middle;
    }
    let count = 0;
    for (; low < words.length && words[low]!.startsWith(prefix); low++) count += this.#counts.get(words[low]!)!;
    return count;
  }

  /** `word` is `language:stem`. */
  #stem(word: string): number {
    const colon = word.indexOf(':');
    const language = word.slice(0, colon);
    let stems = this.#stems.get(language);
    if (!stems) {
      stems = new Map();
      for (const [spelling, count] of this.#counts) {
        const stem = stemOf(spelling, language);
        stems.set(stem, (stems.get(stem) ?? 0) + count);
      }
      this.#stems.set(language, stems);
    }
    return stems.get(word.slice(colon + 1)) ?? 0;
  }
}
