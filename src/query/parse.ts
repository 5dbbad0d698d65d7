import { tokensOf } from '../text/cut.ts';
import { type AttributeName, type Expression, partsOf } from './ast.ts';
import type { Finding } from './finding.ts';
import { amountCondition, bareWord, dateCondition, phrase, spacedOnce } from './leaves.ts';
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
      stop(
        'query-empty',
        'The expression is empty; write what to look for, such as growth AND "euro zone".',
        state.next.span,
      );
    }
    const expression = or(state);
    if (!state.atEnd) operatorExpected(state);
    return { ok: true, expression, warnings: state.warnings };
  } catch (error) {
    if (error instanceof SyntaxStop) return { ok: false, findings: [error.finding] };
    throw error;
  }
}

/** Words that people type for operators in another language or in small letters. */
const NEARLY_OPERATOR = /^(?:and|or|not|et|ou|sauf|near(?:\/\d*)?|before(?:\/\d*)?|in|with)$/i;

/** Stops where what comes next can neither begin an operand nor join two. */
function refuseEverywhere(state: ParserState): void {
  const { kind, text, span } = state.next;
  if (kind === 'unclosed') stop('query-unclosed-quotation', 'This quotation mark is never closed.', span);
  if (kind === 'close' && !state.insideParentheses) {
    stop('query-unopened-parenthesis', 'This parenthesis closes nothing.', span);
  }
  if (kind === 'stray') {
    const shown = /[\p{C}\p{Z}\p{M}]/u.test(text)
      ? `U+${text.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
      : `“${text}”`;
    const message = `The character ${shown} has no meaning here; words with such signs go in quotation marks.`;
    stop('query-stray-character', message, span, { sign: shown.replace(/[“”]/g, '') });
  }
}

function isExactSign(state: ParserState): boolean {
  return state.next.text === '=' && ['word', 'quoted'].includes(state.afterNext.kind);
}

/** Stops where a word or a condition is expected and something else comes next. */
function operandExpected(state: ParserState): never {
  refuseEverywhere(state);
  const { kind, text, span } = state.next;
  if (kind === 'end') stop('query-unfinished', 'The expression ends where a word or a condition is expected.', span);
  if (kind === 'close') {
    stop('query-unfinished', 'A word or a condition is expected before this parenthesis closes.', span);
  }
  if (kind === 'comparison') {
    const message = `“${text}” follows the word amount or date, in small letters.`;
    stop('query-misplaced-comparison', message, span, { sign: text });
  }
  if (kind === 'not') {
    stop('query-misplaced-operator', 'NOT does not go here; put it and what it excludes in parentheses.', span);
  }
  return operatorAlone(state);
}

/** Stops where AND, OR or the end is expected and something else comes next. */
function operatorExpected(state: ParserState): never {
  refuseEverywhere(state);
  const { kind, text, span } = state.next;
  if (kind === 'comparison' && !isExactSign(state)) {
    const message = `“${text}” follows the word amount or date, in small letters.`;
    stop('query-misplaced-comparison', message, span, { sign: text });
  }
  if (kind === 'in') stop('query-chained-in', 'Put parentheses around the first IN … WITH before the second.', span);
  if (kind === 'near' || kind === 'before') {
    stop('query-chained-proximity', 'Put parentheses around the first NEAR or BEFORE before the second.', span);
  }
  if (!['word', 'quoted', 'open', 'target', 'not', 'comparison'].includes(kind)) return operatorAlone(state);
  const near = [state.next, state.previous].some(
    (lexeme) => lexeme?.kind === 'word' && NEARLY_OPERATOR.test(lexeme.text),
  );
  const hint = near ? ' Operators are written in capitals: AND, OR, NOT, NEAR/8.' : '';
  stop('query-missing-operator', `Write AND or OR before this, or put the words in quotation marks.${hint}`, span);
}

function operatorAlone(state: ParserState): never {
  const { span } = state.next;
  const message = `“${state.written(span)}” has nothing to join here; to look for it as a word, put it in quotation marks.`;
  stop('query-misplaced-operator', message, span, { what: state.written(span) });
}

// or        = and-chain | or-chain | not
// and-chain = not "AND" not ( "AND" not )*
// or-chain  = not "OR" not ( "OR" not )*          Mixing the two without parentheses is refused.
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
    stop(
      'query-chained-proximity',
      'Put parentheses around the first NEAR or BEFORE before the second.',
      state.next.span,
    );
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
  if (['and', 'not', 'attribute', 'date'].includes(expression.kind)) {
    const message = 'NEAR and BEFORE join words, phrases, targets, amounts, or a choice of these with OR.';
    stop('query-near-operand', message, expression.span ?? { start: 0, end: 0 });
  }
  if (expression.kind === 'within') requirePlace(expression.subject);
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
  if (kind === 'comparison' && isExactSign(state)) {
    state.take();
    return phrase(state.take(), true, span.start);
  }
  if (kind === 'word') return bareWord(state.take());
  if (kind === 'quoted') return phrase(state.take(), false, span.start);
  if (kind === 'target') return { kind: 'target', name: state.take().text, span };
  return operandExpected(state);
}

function parenthesis(state: ParserState): Expression {
  const open = state.take();
  const inner = state.parenthesised(() => {
    const held = or(state);
    if (state.next.kind !== 'close' && !state.atEnd) operatorExpected(state);
    return held;
  });
  if (state.takeIf('close')) return { ...inner, span: { start: open.span.start, end: state.reached } };
  stop('query-unclosed-parenthesis', 'This parenthesis is never closed.', open.span);
}

// field     = ( "title" | "body" ) ":" primary
// attribute = ( "lang" | "source" | "stage" ) ":" ( value | "(" value ( "OR" value )* ")" )
function fieldOrAttribute(state: ParserState): Expression {
  const name = state.take();
  state.take();
  if (ATTRIBUTES.includes(name.text)) return attribute(state, name);
  if (!FIELDS.includes(name.text)) {
    const message = `There is no field “${name.text}”; the fields are title, body, lang, source and stage. Words with a colon go in quotation marks.`;
    stop('query-unknown-field', message, name.span, { field: name.text });
  }
  const item = state.nested(() => primary(state));
  requireWords(item);
  return {
    kind: 'field',
    field: name.text as 'title' | 'body',
    item,
    span: { start: name.span.start, end: state.reached },
  };
}

function requireWords(expression: Expression): void {
  if (['field', 'attribute', 'date'].includes(expression.kind)) {
    const message = 'After title: and body: come words, phrases, targets and amounts only.';
    stop('query-field-condition', message, expression.span ?? { start: 0, end: 0 });
  }
  partsOf(expression).forEach(requireWords);
}

function attribute(state: ParserState, name: Lexeme): Expression {
  const values: string[] = [];
  if (state.takeIf('open')) {
    state.parenthesised(() => {
      do values.push(value(state, name.text));
      while (state.takeIf('or'));
      if (!state.takeIf('close')) valueExpected(state);
    });
  } else values.push(value(state, name.text));
  const span = { start: name.span.start, end: state.reached };
  return { kind: 'attribute', attribute: name.text as AttributeName, values, span };
}

function valueExpected(state: ParserState): never {
  const message = 'After lang:, source: and stage: comes one value, or several in parentheses with OR between them.';
  stop('query-bad-value', message, state.next.span);
}

// value = word | quotation
function value(state: ParserState, attribute: string): string {
  const { kind, span } = state.next;
  if (kind === 'unclosed') refuseEverywhere(state);
  if (kind !== 'word' && kind !== 'quoted') return valueExpected(state);
  state.countLeaf();
  const text = spacedOnce(state.take().text);
  if (/[*~]/.test(text)) stop('query-misplaced-wildcard', `The value of ${attribute}: takes no * and no ~.`, span);
  if (tokensOf(text).length === 0)
    stop('query-empty-phrase', 'There is no letter and no digit here to look for.', span);
  if (attribute === 'lang' && !/^[a-z]{2}$/i.test(text)) {
    stop('query-bad-language', 'A language is its ISO 639-1 code of two letters, such as lang:fr.', span);
  }
  return text;
}
