import { type AttributeName, type Expression, partsOf } from './ast.ts';
import type { Finding } from './finding.ts';
import { amountCondition, bareWord, dateCondition, phrase } from './leaves.ts';
import type { Lexeme } from './lexer.ts';
import { LONGEST_EXPRESSION, ParserState, SyntaxStop, stop } from './parser-state.ts';

/** The most positions that `NEAR` and `BEFORE` may span; the gap between title and body is wider. */
export const FARTHEST_DISTANCE = 100;

export type ParseResult =
  | { readonly ok: true; readonly expression: Expression; readonly warnings: readonly Finding[] }
  | { readonly ok: false; readonly findings: readonly Finding[] };

const ATTRIBUTES: readonly string[] = ['lang', 'source', 'stage'] satisfies AttributeName[];
const FIELDS: readonly string[] = ['title', 'body'];

/** Returns the expression that `source` says, or the findings that say why it says none. Never throws. */
export function parse(source: string): ParseResult {
  try {
    if (source.length > LONGEST_EXPRESSION) {
      const message = `The expression is longer than ${LONGEST_EXPRESSION} characters.`;
      stop('query-too-long', message, { start: LONGEST_EXPRESSION, end: source.length });
    }
    const state = new ParserState(source);
    if (state.atEnd) {
      stop('query-empty', 'The expression is empty; write what to look for, such as growth AND "euro zone".', state.next.span);
    }
    const expression = or(state);
    if (!state.atEnd) unexpected(state);
    return { ok: true, expression, warnings: state.warnings };
  } catch (error) {
    if (error instanceof SyntaxStop) return { ok: false, findings: [error.finding] };
    throw error;
  }
}

const STARTS_OPERAND = new Set(['word', 'quoted', 'open', 'target', 'not', 'comparison']);

function unexpected(state: ParserState): never {
  const { kind, text, span } = state.next;
  if (kind === 'unclosed') stop('query-unclosed-quotation', 'This quotation mark is never closed.', span);
  if (kind === 'close') stop('query-unopened-parenthesis', 'This parenthesis closes nothing.', span);
  if (kind === 'stray') stop('query-stray-character', `The character “${text}” has no meaning here.`, span);
  if (kind === 'end') stop('query-unfinished', 'The expression ends where a word or a condition is expected.', span);
  if (STARTS_OPERAND.has(kind)) {
    const hint = /^(and|or|not|et|ou|sauf)$/i.test(text) ? ' Operators are written AND, OR, NOT, in capitals.' : '';
    stop('query-missing-operator', `Write AND or OR before this, or put the words in quotation marks.${hint}`, span);
  }
  stop('query-misplaced-operator', `“${text}” needs a word or a condition on both sides.`, span);
}

// or = and ( "OR" and )*      and = not ( "AND" not )*      Mixing the two without parentheses is refused.
function or(state: ParserState): Expression {
  const first = not(state);
  const operator = state.next.kind;
  if (operator !== 'and' && operator !== 'or') return first;
  const items = [first];
  while (state.takeIf(operator)) items.push(not(state));
  if (state.next.kind === 'and' || state.next.kind === 'or') {
    const message = 'AND and OR stand side by side; parentheses must say which belongs together.';
    stop('query-mixed-operators', message, state.next.span);
  }
  return { kind: operator, items, span: { start: startOf(first, state), end: state.reached } };
}

function startOf(expression: Expression, state: ParserState): number {
  return expression.span?.start ?? state.reached;
}

// not = "NOT" not | near
function not(state: ParserState): Expression {
  const word = state.takeIf('not');
  if (!word) return near(state);
  const item = state.nested(() => not(state));
  return { kind: 'not', item, span: { start: word.span.start, end: state.reached } };
}

// near = within ( ( "NEAR/" n | "BEFORE/" n ) within )?
function near(state: ParserState): Expression {
  const left = within(state);
  if (!isProximity(state.next)) return left;
  const operator = state.take();
  const distance = /^\d{1,3}$/.test(operator.text) ? Number(operator.text) : 0;
  if (distance < 1 || distance > FARTHEST_DISTANCE) {
    const message = `Write the distance in words after a slash, from 1 to ${FARTHEST_DISTANCE}, such as NEAR/8.`;
    stop('query-bad-distance', message, operator.span);
  }
  const right = within(state);
  if (isProximity(state.next)) {
    stop('query-chained-proximity', 'Put parentheses around the first NEAR or BEFORE before the second.', state.next.span);
  }
  for (const side of [left, right]) requirePlace(side);
  const span = { start: startOf(left, state), end: state.reached };
  return { kind: 'near', left, right, distance, ordered: operator.kind === 'before', span };
}

function isProximity(lexeme: Lexeme): boolean {
  return lexeme.kind === 'near' || lexeme.kind === 'before';
}

/** Refuses an operand that stands nowhere in the text: only words, and choices between words, have a place. */
function requirePlace(expression: Expression): void {
  if (expression.kind === 'within') return requirePlace(expression.subject);
  if (['and', 'not', 'attribute', 'date'].includes(expression.kind)) {
    const message = 'NEAR and BEFORE join words, phrases, targets, amounts, or a choice of these with OR.';
    stop('query-near-operand', message, expression.span ?? { start: 0, end: 0 });
  }
  if (expression.kind === 'or' || expression.kind === 'field') partsOf(expression).forEach(requirePlace);
}

// within = primary ( "IN" ( "SENTENCE" | "DOCUMENT" ) "WITH" primary )?
function within(state: ParserState): Expression {
  const subject = primary(state);
  const word = state.takeIf('in');
  if (!word) return subject;
  const scope = state.takeIf('sentence') ? 'sentence' : state.takeIf('document') ? 'document' : undefined;
  if (!(scope && state.takeIf('with'))) {
    const message = 'After IN comes SENTENCE WITH or DOCUMENT WITH, and then a word or a parenthesis.';
    stop('query-unfinished-in', message, { start: word.span.start, end: state.next.span.end });
  }
  const condition = primary(state);
  return { kind: 'within', scope, subject, condition, span: { start: startOf(subject, state), end: state.reached } };
}

// primary = "(" or ")" | field | attribute | amount | date | target | phrase | word
function primary(state: ParserState): Expression {
  const { kind, text, span } = state.next;
  if (kind === 'open') return parenthesis(state);
  state.countLeaf();
  if (kind === 'word' && state.afterNext.kind === 'colon') return fieldOrAttribute(state);
  if (kind === 'word' && state.afterNext.kind === 'comparison') {
    if (text === 'amount') return amountCondition(state);
    if (text === 'date') return dateCondition(state);
  }
  if (kind === 'comparison' && text === '=' && ['word', 'quoted'].includes(state.afterNext.kind)) {
    state.take();
    return phrase(state.take(), true, span.start);
  }
  if (kind === 'word') return bareWord(state.take());
  if (kind === 'quoted') return phrase(state.take(), false, span.start);
  if (kind === 'target') return { kind: 'target', name: state.take().text, span };
  if (kind === 'comparison') stop('query-misplaced-comparison', `“${text}” follows amount or date only.`, span);
  return unexpected(state);
}

function parenthesis(state: ParserState): Expression {
  const open = state.take();
  const inner = state.nested(() => or(state));
  if (state.takeIf('close')) return { ...inner, span: { start: open.span.start, end: state.reached } };
  if (state.atEnd) stop('query-unclosed-parenthesis', 'This parenthesis is never closed.', open.span);
  return unexpected(state);
}

// field = ( "title" | "body" ) ":" primary        attribute = ( "lang" | "source" | "stage" ) ":" value
function fieldOrAttribute(state: ParserState): Expression {
  const name = state.take();
  state.take();
  if (ATTRIBUTES.includes(name.text)) return attribute(state, name);
  if (!FIELDS.includes(name.text)) {
    const message = `There is no field “${name.text}”; the fields are title, body, lang, source and stage.`;
    stop('query-unknown-field', message, name.span);
  }
  const item = state.nested(() => primary(state));
  requireWords(item);
  return { kind: 'field', field: name.text as 'title' | 'body', item, span: { start: name.span.start, end: state.reached } };
}

function requireWords(expression: Expression): void {
  if (['field', 'attribute', 'date'].includes(expression.kind)) {
    const message = 'After title: and body: come words, phrases, targets and amounts only.';
    stop('query-field-condition', message, expression.span ?? { start: 0, end: 0 });
  }
  partsOf(expression).forEach(requireWords);
}

// value = word | phrase | "(" value ( "OR" value )* ")"
function attribute(state: ParserState, name: Lexeme): Expression {
  const values: string[] = [];
  if (state.takeIf('open')) {
    do values.push(value(state));
    while (state.takeIf('or'));
    if (!state.takeIf('close')) unexpected(state);
  } else values.push(value(state));
  const span = { start: name.span.start, end: state.reached };
  return { kind: 'attribute', attribute: name.text as AttributeName, values, span };
}

function value(state: ParserState): string {
  if (state.next.kind !== 'word' && state.next.kind !== 'quoted') return unexpected(state);
  state.countLeaf();
  const lexeme = state.take();
  const text = lexeme.text.replace(/["\s]+/g, ' ').trim();
  if (!/[\p{L}\p{N}]/u.test(text)) stop('query-empty-phrase', 'The value holds no letter and no digit.', lexeme.span);
  return text;
}
