/** A stretch of text, as UTF-16 offsets; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Abbreviations of English and French, folded, whose full stop ends no sentence. */
const ABBREVIATIONS = setOf('prof hon mgr al cf ed av env etc inc ltd corp co vs mm mme mmes mlle mlles messrs mr mrs');
/** The same where they begin with a capital: titles that are words or syllables otherwise. */
const BEFORE_NAMES = setOf('m me ms dr st ste sr jr gen col lt sgt capt gov sen rep pres rev');
/** The same where a figure follows: "No. 5", "art. 3", "Sept. 12". */
const BEFORE_FIGURES = setOf(
  'no nos art vol p pp jan feb mar apr jun jul aug sep sept oct nov dec janv fevr avr juil fig',
);
const ENDING = /[.!?…。！？]+|\n\s*\n/g;
/** Brackets and quotation marks that close behind a stop belong to the sentence that it ends. */
const CLOSERS = /(?:[)\]»”"'’」』）]|[^\S\n]»)*/y;
const BLANKS = /\s*/y;
const NEXT_OPENS = /^(?:[-–—•«“"'(‘]\s*)*[\p{Lu}\p{Lt}\p{Lo}\p{Nd}]/u;
/** The longest run of dashes and quotation marks that may open a sentence. */
const OPENERS_READ = 40;

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

function endOf(sticky: RegExp, text: string, from: number): number {
  sticky.lastIndex = from;
  sticky.test(text);
  return sticky.lastIndex;
}

function isAbbreviation(text: string, stop: number, next: string): boolean {
  if (text[stop] !== '.') return false;
  const word = /[\p{L}\p{N}.]+$/u.exec(text.slice(Math.max(0, stop - 12), stop))?.[0] ?? '';
  // "U.S." and the initial of "F. Hollande": a single letter, or letters with stops between them.
  if (/^\p{L}$/u.test(word) || /^(?:\p{L}\.)+\p{L}$/u.test(word)) return true;
  const folded = word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  if (ABBREVIATIONS.has(folded)) return true;
  if (BEFORE_NAMES.has(folded)) return /^\p{Lu}/u.test(word);
  return BEFORE_FIGURES.has(folded) && /^\p{Nd}/u.test(next);
}

function endsSentence(text: string, stop: number, after: number): boolean {
  const opensAt = endOf(BLANKS, text, after);
  const next = text.slice(opensAt, opensAt + OPENERS_READ);
  return NEXT_OPENS.test(next) && !isAbbreviation(text, stop, next);
}

/** Returns where the sentence ends that the stops `found` may end, or undefined where they end none. */
function sentenceEnd(text: string, found: RegExpExecArray): number | undefined {
  const behind = found.index + found[0].length;
  if (found[0][0] === '\n') return behind;
  const after = endOf(CLOSERS, text, behind);
  // Chinese and Japanese put no blank behind a stop.
  const apart = /[。！？]/.test(text[behind - 1]!) || /\s/.test(text[after] ?? '');
  return apart && endsSentence(text, found.index, after) ? after : undefined;
}

/**
 * Returns the sentences of `text` in order; they cover all of it. A blank line always ends one; a stop ends one
 * where a capital, a digit or a quotation mark follows and no abbreviation or initial stands before it.
 */
export function sentencesOf(text: string): Span[] {
  const sentences: Span[] = [];
  let start = 0;
  for (const found of text.matchAll(ENDING)) {
    const end = sentenceEnd(text, found);
    if (end === undefined || end >= text.length || end <= start) continue;
    sentences.push({ start, end });
    start = end;
  }
  if (start < text.length) sentences.push({ start, end: text.length });
  return sentences;
}
