import { parseScaledNumber } from '../amounts/parse-figure.ts';
import { tokensOf } from '../text/cut.ts';
import { editsAllowed, FUZZY_SHORTEST } from '../text/edits.ts';
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
    stop('query-short-prefix', `A prefix is one word of at least ${PREFIX_SHORTEST} letters, such as elect*.`, lexeme.span);
  }
  return { kind: 'prefix', text: token, span: lexeme.span };
}

function fuzzy(lexeme: Lexeme): Expression {
  const token = onlyToken(lexeme.text.slice(0, -1));
  if (token === undefined || editsAllowed(fold(token)) === 0) {
    const message = `A word with an edit allowed has at least ${FUZZY_SHORTEST} letters, such as Strauss~.`;
    stop('query-short-fuzzy', message, lexeme.span);
  }
  return { kind: 'fuzzy', text: token, span: lexeme.span };
}

// word = token | token "*" | token "~" | token punctuation token …   (the last is the exact phrase of its tokens)
/** Returns the leaf that a bare word stands for. */
export function bareWord(lexeme: Lexeme): Expression {
  const { text, span } = lexeme;
  if (text.endsWith('*')) return prefix(lexeme);
  if (text.endsWith('~')) return fuzzy(lexeme);
  if (/[*~]/.test(text)) {
    stop('query-misplaced-wildcard', 'The signs * and ~ stand at the end of a word only.', span);
  }
  const tokens = tokensOf(text);
  if (tokens.length === 0) stop('query-empty-word', `“${text}” holds no letter and no digit to look for.`, span);
  if (tokens.length === 1) return { kind: 'word', text: tokens[0]!, span };
  return { kind: 'phrase', text, exactCase: false, span };
}

// phrase = '"' token+ '"' | "=" token | "=" '"' token+ '"'
/** Returns the phrase leaf of a quotation, or of the word after `=`. */
export function phrase(lexeme: Lexeme, exactCase: boolean, start: number): PhraseNode {
  const span = { start, end: lexeme.span.end };
  const text = lexeme.text.replace(/["\s]+/g, ' ').trim();
  if (tokensOf(text).length === 0) {
    stop('query-empty-phrase', 'The quotation marks hold no letter and no digit to look for.', span);
  }
  if (/[*~]/.test(text)) {
    const message = 'Inside quotation marks * and ~ have no meaning; write euro BEFORE/1 zon* instead.';
    stop('query-wildcard-in-phrase', message, span);
  }
  return { kind: 'phrase', text, exactCase, span };
}

interface Figure {
  readonly figure: string;
  readonly currency: string;
  readonly end: number;
}

/** Takes the figure and the currency in either order, with digit groups: `200 000 EUR`, `$200M`, `EUR 1.5bn`. */
function figureAndCurrency(state: ParserState): Figure {
  let figure = '';
  let currency = '';
  let end = state.reached;
  while (!(figure && currency)) {
    const { kind, text } = state.next;
    if (kind === 'stray' && Object.hasOwn(SYMBOLS, text) && !currency) currency = SYMBOLS[text]!;
    else if (kind === 'word' && /^[A-Z]{3}$/.test(text) && !currency) currency = text;
    else if (kind === 'word' && /^\d/.test(text) && (!figure || /^\d{3}$/.test(text))) figure += text;
    else break;
    end = state.take().span.end;
  }
  while (figure && state.next.kind === 'word' && /^\d{3}$/.test(state.next.text)) {
    figure += state.next.text;
    end = state.take().span.end;
  }
  return { figure, currency, end };
}

// amount = "amount" comparison figure currency
/** Returns the amount condition whose word `amount` and comparison come next. */
export function amountCondition(state: ParserState): AmountNode {
  const start = state.take().span.start;
  const operator = COMPARISONS[state.take().text]!;
  const { figure, currency, end } = figureAndCurrency(state);
  const span = { start, end };
  const value = figure ? parseScaledNumber(figure) : undefined;
  if (value === undefined || !currency) {
    const message = 'An amount is a figure and a currency by its ISO 4217 code, such as amount >= 200M USD.';
    stop('query-bad-amount', message, { start, end: Math.max(end, state.next.span.end) });
  }
  return { kind: 'amount', threshold: { operator, value, currency }, span };
}

// date = "date" comparison ( YYYY | YYYY-MM | YYYY-MM-DD )
/** Returns the date condition whose word `date` and comparison come next. */
export function dateCondition(state: ParserState): DateNode {
  const start = state.take().span.start;
  const operator = COMPARISONS[state.take().text]!;
  const lexeme = state.take();
  const span = { start, end: lexeme.span.end };
  if (!isCalendarDay(lexeme.text)) {
    const message = 'A date is a UTC day that exists, such as date >= 2012-04-22; a month (2012-04) or year also serves.';
    stop('query-bad-date', message, span);
  }
  return { kind: 'date', operator, day: lexeme.text, span };
}
