/** A stretch of text, as UTF-16 offsets; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Abbreviations of English and French whose full stop ends no sentence, folded. */
const ABBREVIATIONS = new Set(
  'm mm mme mmes mlle mlles me mr mrs ms dr st ste sr jr prof gen col lt sgt capt gov sen rep pres hon rev messrs mgr no nos art al cf vol ed pp p env av etc inc ltd corp co vs jan feb mar apr jun jul aug sep sept oct nov dec janv fevr juil'.split(
    ' ',
  ),
);
const ENDING = /[.!?…。！？](?:[.!?…]*)(?:[)\]»”"'’]|\s»)*(?=\s|$)|\n\s*\n/gu;
const NEXT_OPENS = /^\s*(?:[-–—•«“"'(‘]\s*)*[\p{Lu}\p{Lt}\p{Lo}\p{Nd}]/u;

function isAbbreviation(text: string, stop: number): boolean {
  if (text[stop] !== '.') return false;
  const word = /[\p{L}\p{N}.]+$/u.exec(text.slice(Math.max(0, stop - 12), stop))?.[0] ?? '';
  // "U.S." and the initial of "F. Hollande": a single letter, or letters with stops between them.
  if (/^\p{L}$/u.test(word) || /^(?:\p{L}\.)+\p{L}$/u.test(word)) return true;
  return ABBREVIATIONS.has(word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, ''));
}

function endsSentence(text: string, at: number, after: number): boolean {
  if (text[at] === '\n') return true;
  return !isAbbreviation(text, at) && NEXT_OPENS.test(text.slice(after, after + 40));
}

/**
 * Returns the sentences of `text` in order; they cover all of it. A blank line always ends one; a stop ends one
 * where a capital, a digit or a quotation mark follows and no abbreviation or initial stands before it.
 */
export function sentencesOf(text: string): Span[] {
  const sentences: Span[] = [];
  let start = 0;
  for (const ending of text.matchAll(ENDING)) {
    const after = ending.index + ending[0].length;
    if (after >= text.length || !endsSentence(text, ending.index, after)) continue;
    sentences.push({ start, end: after });
    start = after;
  }
  if (start < text.length) sentences.push({ start, end: text.length });
  return sentences;
}
