import { cut } from './cut.ts';
import { fold, foldKeepingCase } from './fold.ts';

/** One token of a text: where it stands and the forms under which it is compared. */
export interface Word {
  readonly raw: string;
  readonly folded: string;
  readonly start: number;
  readonly end: number;
}

/** Words that are folded already, one space between two. */
const PLAIN = /^[a-z0-9]+(?: [a-z0-9]+)*$/;

/** Returns the words of `text` with their spans, folded. The n-th word has position n. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  cut(text, (start, end) => {
    const raw = text.slice(start, end);
    words.push({ raw, folded: fold(raw), start, end });
  });
  return words;
}

/** Returns the folded tokens of `text`: what a phrase is compared by. */
export function foldedTokens(text: string): string[] {
  if (PLAIN.test(text)) return text.includes(' ') ? text.split(' ') : [text];
  const tokens: string[] = [];
  cut(text, (start, end) => tokens.push(fold(text.slice(start, end))));
  return tokens;
}

/** Returns the tokens of `text` with diacritics folded and case kept. */
export function casedTokens(text: string): string[] {
  const tokens: string[] = [];
  cut(text, (start, end) => tokens.push(foldKeepingCase(text.slice(start, end))));
  return tokens;
}
