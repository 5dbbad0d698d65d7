import { codeList } from '../amounts/currency-table.ts';
import { parseScaledNumber } from '../amounts/parse-figure.ts';
import { tokensOf } from '../text/cut.ts';
import { editsAllowed, FUZZY_LONGEST, FUZZY_SHORTEST } from '../text/edits.ts';
import { fold } from '../text/fold.ts';
import type { AmountNode, Comparison, DateNode, Expression, PhraseNode } from './ast.ts';
import { isCalendarDay } from './days.ts';
import type { Lexeme } from './lexer.ts';
import { type ParserState, stop } from './parser-state.ts';

/** The fewest letters that a prefix must have: below, it would match most of the dictionary. */
export const PREFIX_SHORTEST = 3;

const SYMBOLS: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '£': 'GBP', '¥': 'JPY' };
const COMPARISONS: Readonly<Record<string, Comparison>> = {
  '>=': '>=',
  '≥': '>=',
  '>': '>',
  '<=': '<=',
  '≤': '<=',
  '<': '<',
  '=': '=',
};

function onlyToken(text: string): string | undefined {
  const tokens = tokensOf(text);
  return tokens.length === 1 ? tokens[0] : undefined;
}

function prefix(lexeme: Lexeme): Expression {
  const token = onlyToken(lexeme.text.slice(0, -1));
  if (token === undefined || fold(token).length < PREFIX_SHORTEST) {
    stop(
      'query-short-prefix',
      `A prefix is one word of at least ${PREFIX_SHORTEST} letters, such as elect*.`,
      lexeme.span,
    );
  }
  return { kind: 'prefix', text: token, span: lexeme.span };
}

function fuzzy(lexeme: Lexeme): Expression {
  const token = onlyToken(lexeme.text.slice(0, -1));
  if (token === undefined || editsAllowed(fold(token)) === 0) {
    const message = `A word with an edit allowed has at least ${FUZZY_SHORTEST} letters, such as Strauss~.`;
    stop('query-short-fuzzy', message, lexeme.span);
  }
  if (fold(token).length > FUZZY_LONGEST) {
    stop('query-long-fuzzy', `A word with an edit allowed has at most ${FUZZY_LONGEST} letters.`, lexeme.span);
  }
  return { kind: 'fuzzy', text: token, span: lexeme.span };
}

// word = token | token "*" | token "~" | token punctuation token …   (the last is the exact phrase of its tokens)
/** Returns the leaf that a bare word stands for. */
export function bareWord(lexeme: Lexeme): Expression {
  const { text, span } = lexeme;
  if (/^[-+‐‑]/.test(text) && tokensOf(text).length > 0) {
    stop('query-leading-sign', 'A sign before a word means nothing here; write NOT before what must be absent.', span);
  }
  if (/[*~]/.test(text.slice(0, -1))) {
    stop('query-misplaced-wildcard', 'One * or ~ may stand at the end of a word, and nowhere else.', span);
  }
  if (text.endsWith('*')) return prefix(lexeme);
  if (text.endsWith('~')) return fuzzy(lexeme);
  const tokens = tokensOf(text);
  if (tokens.length === 0) stop('query-empty-word', `“${text}” holds no letter and no digit to look for.`, span);
  if (tokens.length === 1) return { kind: 'word', text: tokens[0]!, span };
  return { kind: 'phrase', text: spacedOnce(text), exactCase: false, span };
}

/** Returns `text` with one space for each stretch of blanks and straight quotation marks, as `print` writes it. */
export function spacedOnce(text: string): string {
  // The byte order mark counts as a blank in patterns and as an invisible part of a word when text is cut.
  return text.replace(/(?:"|[^\S\ufeff])+/g, ' ').trim();
}

// phrase = quotation | "=" token | "=" quotation
/** Returns the phrase leaf of a quotation, or of the word after `=`. */
export function phrase(lexeme: Lexeme, exactCase: boolean, start: number): PhraseNode {
  const span = { start, end: lexeme.span.end };
  const text = spacedOnce(lexeme.text);
  if (tokensOf(text).length === 0) {
    stop('query-empty-phrase', 'There is no letter and no digit here to look for.', span);
  }
  if (/[*~]/.test(text)) {
    const message = 'Exact words and phrases take no * and no ~; write euro BEFORE/1 zon* instead.';
    stop('query-wildcard-in-phrase', message, span);
  }
  return { kind: 'phrase', text, exactCase, span };
}

const CURRENCIES: ReadonlySet<string> = new Set(codeList.split(' '));
/** Beyond these a figure has no exact short form, and no sum of money is meant. */
const LARGEST = 1e15;
const SMALLEST = 1e-3;

/** Takes the figure of an amount: digit groups and a scale, each a word of its own or not (`200 000`, `1,5 milliard`). */
function takeFigure(state: ParserState): string {
  let figure = '';
  while (state.next.kind === 'word' && /^\d/.test(state.next.text)) figure += `${figure && ' '}${state.take().text}`;
  const scale = state.next;
  if (figure && scale.kind === 'word' && !CURRENCIES.has(scale.text)) {
    const scaled = `${figure} ${scale.text}`;
    if (parseScaledNumber(scaled) !== undefined) {
      state.take();
      return scaled;
    }
  }
  return figure;
}

/** Takes a currency by its code or its sign; undefined where none comes next. */
function takeCurrency(state: ParserState): string | undefined {
  const { kind, text, span } = state.next;
  const sign = kind === 'stray' && Object.hasOwn(SYMBOLS, text) ? SYMBOLS[text] : undefined;
  if (sign === undefined && !(kind === 'word' && /^[A-Z]{3}$/.test(text))) return undefined;
  state.take();
  if (sign === undefined && !CURRENCIES.has(text)) {
    const message = `“${text}” is no currency code of ISO 4217, such as USD, EUR or GBP.`;
    stop('query-unknown-currency', message, span, { what: text });
  }
  return sign ?? text;
}

// amount = "amount" comparison ( figure currency | currency figure )
/** Returns the amount condition whose word `amount` and comparison come next. */
export function amountCondition(state: ParserState): AmountNode {
  const start = state.take().span.start;
  const operator = COMPARISONS[state.take().text]!;
  const before = takeCurrency(state);
  const figure = takeFigure(state);
  const currency = before ?? takeCurrency(state);
  const value = parseScaledNumber(figure);
  if (value === undefined || currency === undefined || value > LARGEST || (value !== 0 && value < SMALLEST)) {
    const end = value === undefined || currency === undefined ? state.next.span.end : state.reached;
    const message =
      'An amount is a figure that can be read in one way and a currency code, such as amount >= 200M USD.';
    stop('query-bad-amount', message, { start, end });
  }
  return { kind: 'amount', threshold: { operator, value, currency }, span: { start, end: state.reached } };
}

// date = "date" comparison ( YYYY | YYYY-MM | YYYY-MM-DD )
/** Returns the date condition whose word `date` and comparison come next. */
export function dateCondition(state: ParserState): DateNode {
  const start = state.take().span.start;
  const operator = COMPARISONS[state.take().text]!;
  const lexeme = state.take();
  const span = { start, end: lexeme.span.end };
  if (!isCalendarDay(lexeme.text)) {
    const message =
      'A date is a UTC day that exists, such as date >= 2012-04-22; a month (2012-04) or year also serves.';
    stop('query-bad-date', message, span);
  }
  return { kind: 'date', operator, day: lexeme.text, span };
}
