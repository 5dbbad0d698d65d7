import type { CurrencyWord } from './currency-words.ts';
import type { NumberWord } from './number-words.ts';

/** A figure in digits, as written; what its separators mean is settled later, with the words around it. */
export interface FigureLexeme {
  readonly kind: 'figure';
  readonly start: number;
  readonly end: number;
}

/** A number word, a scale word or a scale letter. */
export interface NumberLexeme {
  readonly kind: 'number';
  readonly start: number;
  readonly end: number;
  readonly word: NumberWord;
}

/** A currency sign, code, name or subunit. */
export interface CurrencyLexeme {
  readonly kind: 'currency';
  readonly start: number;
  readonly end: number;
  readonly word: CurrencyWord;
}

/** A word or two that say whose currency is meant; `country` is ISO 3166 alpha-2, or `CFA`. */
export interface NationLexeme {
  readonly kind: 'nation';
  readonly start: number;
  readonly end: number;
  readonly country: string;
}

/** Something that looks like a figure or a scale and must not be read: a number next to it is not money. */
export interface BarrierLexeme {
  readonly kind: 'barrier';
  readonly start: number;
  readonly end: number;
}

export type Lexeme = FigureLexeme | NumberLexeme | CurrencyLexeme | NationLexeme | BarrierLexeme;

/** Longest stretch between two lexemes that can still join them. */
const longestGap = 12;

/**
 * The text between two neighbouring lexemes, lower-cased, each white space as one blank and each apostrophe straight;
 * undefined where there is no second lexeme or they are too far apart to belong together.
 */
export function gapBetween(text: string, left: Lexeme | undefined, right: Lexeme | undefined): string | undefined {
  if (left === undefined || right === undefined || right.start < left.end || right.start - left.end > longestGap) {
    return undefined;
  }
  if (right.start === left.end) return '';
  return text.slice(left.end, right.start).replace(/\s/gu, ' ').replace(/’/gu, "'").toLowerCase();
}

/** True for nothing or a few blanks. */
export function isBlankGap(gap: string | undefined): boolean {
  return gap !== undefined && gap.length <= 3 && gap.trim() === '';
}
