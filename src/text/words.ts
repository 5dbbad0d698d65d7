import { cut } from './cut.ts';
import { fold, foldKeepingCase } from './fold.ts';

/** One token of a text: where it stands and the forms under which it is compared. */
export interface Word {
  readonly raw: string;
  readonly folded: string;
  readonly start: number;
  readonly end: number;
}

const SPACE = 0x20;

/** How many words there are of small letters and digits alone, one space between two; 0 where there is anything else. */
function plainWords(text: string): number {
  let words = 1;
  let before = SPACE;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit === SPACE) {
      if (before === SPACE) return 0;
      words++;
    } else if (!((unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39))) return 0;
    before = unit;
  }
  return before === SPACE ? 0 : words;
}

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
  const plain = plainWords(text);
  if (plain > 0) return plain > 1 ? text.split(' ') : [text];
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
