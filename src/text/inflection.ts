import { stemmer as french } from '@orama/stemmers/french';
import { stem as english } from 'porter2';
import { fold, lowerCased } from './fold.ts';

/** A stemmer reads a lower-case word with its diacritics and returns what its inflected forms share. */
export type Stemmer = (word: string) => string;

/** Snowball stemmers by language (ISO 639-1). A language is added here and nowhere else. */
const STEMMERS: Readonly<Record<string, Stemmer>> = { en: english, fr: french };

/** The languages whose inflected forms are known, as ISO 639-1 codes. */
export const INFLECTED_LANGUAGES: readonly string[] = Object.keys(STEMMERS);

/** Returns whether the inflected forms of `language` are known. */
export function isInflected(language: string): boolean {
  return Object.hasOwn(STEMMERS, language);
}

const NUMBER = /\p{N}/u;
/** A longer token is no word of any language; stemmers take time that grows faster than its length. */
const LONGEST_WORD = 64;
const MEMO_ENTRIES = 65_536;
const memos = new Map<string, Map<string, string>>();

/**
 * Returns the folded stem of `token` in `language`: equal for two tokens exactly when one counts as an
 * inflected form of the other. A language without a stemmer gives the folded token itself, and so does a
 * token with a digit in it ("1990s" is a number to the reader, not a plural) or with more than 64 characters.
 */
export function stemOf(token: string, language: string): string {
  const stemmer = Object.hasOwn(STEMMERS, language) ? STEMMERS[language]! : undefined;
  const lower = lowerCased(token);
  if (!stemmer || lower.length > LONGEST_WORD || NUMBER.test(lower)) return fold(lower);
  let memo = memos.get(language);
  if (!memo) {
    memo = new Map();
    memos.set(language, memo);
  }
  const known = memo.get(lower);
  if (known !== undefined) return known;
  if (memo.size >= MEMO_ENTRIES) memo.clear();
  const own = detached(lower);
  const stem = fold(stemmer(own)) || fold(own);
  memo.set(own, stem);
  return stem;
}

/** A copy with its own memory: a slice would keep the whole document that it was cut from as long as the memo lives. */
function detached(slice: string): string {
  return ` ${slice}`.slice(1);
}
