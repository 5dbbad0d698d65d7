import { type Span, sentencesOf } from '../text/sentences.ts';

/** A sentence of more units than this is a list, a table or text without stops, and is cut at its line ends. */
const LONGEST_SENTENCE = 1_000;
const WHITE = /\s+/g;

/** The passages of two texts, with a number for each different one that is the same in both. */
export interface NumberedPassages {
  readonly before: readonly Span[];
  readonly after: readonly Span[];
  /** For each passage of `before` its number, from 0. */
  readonly beforeNumbers: Int32Array;
  readonly afterNumbers: Int32Array;
  /** How many different passages there are. */
  readonly different: number;
}

/**
 * Returns the passages of `text` in order: its sentences without the white space around them, a sentence of more than
 * 1,000 units cut at its line ends. All that is not white space lies in one of them.
 */
export function passagesOf(text: string): Span[] {
  const passages: Span[] = [];
  for (const { start, end } of sentencesOf(text)) {
    if (end - start <= LONGEST_SENTENCE) addTrimmed(passages, text, start, end);
    else addLines(passages, text, start, end);
  }
  return passages;
}

function addLines(passages: Span[], text: string, start: number, end: number): void {
  let from = start;
  while (from < end) {
    const found = text.indexOf('\n', from);
    const to = found < 0 || found >= end ? end : found + 1;
    addTrimmed(passages, text, from, to);
    from = to;
  }
}

function addTrimmed(passages: Span[], text: string, start: number, end: number): void {
  const piece = text.slice(start, end);
  const from = start + piece.length - piece.trimStart().length;
  const to = start + piece.trimEnd().length;
  if (from < to) passages.push({ start: from, end: to });
}

/** Returns the passages of two texts; two have the same number where they differ in nothing but white space. */
export function numberPassages(before: string, after: string): NumberedPassages {
  const numbers = new Map<string, number>();
  const numberAll = (text: string, passages: readonly Span[]): Int32Array =>
    Int32Array.from(passages, ({ start, end }) => {
      const words = text.slice(start, end).replace(WHITE, ' ');
      const known = numbers.get(words);
      if (known !== undefined) return known;
      numbers.set(words, numbers.size);
      return numbers.size - 1;
    });
  const [beforePassages, afterPassages] = [passagesOf(before), passagesOf(after)];
  const beforeNumbers = numberAll(before, beforePassages);
  const afterNumbers = numberAll(after, afterPassages);
  return {
    before: beforePassages,
    after: afterPassages,
    beforeNumbers,
    afterNumbers,
    different: numbers.size,
  };
}
