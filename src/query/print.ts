import { tokensOf } from '../text/cut.ts';
import type { Expression } from './ast.ts';
import { lex } from './lexer.ts';

/**
 * Returns the expression as text, in one canonical form: `parse(print(x))` is `x`, spans aside.
 * Parentheses stand exactly where the grammar needs them.
 */
export function print(expression: Expression): string {
  switch (expression.kind) {
    case 'word':
      // A word that reads as an operator (AND, NEAR) keeps a full stop, which the parser drops again.
      return readsAsWord(expression.text) ? expression.text : `${expression.text}.`;
    case 'phrase':
      return printPhrase(expression.text, expression.exactCase);
    case 'prefix':
      return `${expression.text}*`;
    case 'fuzzy':
      return `${expression.text}~`;
    case 'target':
      return `@${expression.name}`;
    case 'near': {
      const operator = `${expression.ordered ? 'BEFORE' : 'NEAR'}/${expression.distance}`;
      return `${printWithin(expression.left)} ${operator} ${printWithin(expression.right)}`;
    }
    case 'within':
      return `${printPrimary(expression.subject)} IN ${expression.scope.toUpperCase()} WITH ${printPrimary(expression.condition)}`;
    case 'field':
      return `${expression.field}:${printPrimary(expression.item)}`;
    case 'attribute':
      return `${expression.attribute}:${printValues(expression.values)}`;
    case 'amount': {
      const { operator, value, currency } = expression.threshold;
      return `amount ${operator} ${printFigure(value)} ${currency}`;
    }
    case 'date':
      return `date ${expression.operator} ${expression.day}`;
    case 'not':
      return `NOT ${printNot(expression.item)}`;
    case 'and':
    case 'or':
      return expression.items.map(printNot).join(expression.kind === 'and' ? ' AND ' : ' OR ');
  }
}

const LEAVES = new Set(['word', 'phrase', 'prefix', 'fuzzy', 'target', 'field', 'attribute', 'amount', 'date']);

function readsAsWord(text: string): boolean {
  return lex(text)[0]?.kind === 'word';
}

function printPhrase(text: string, exactCase: boolean): string {
  if (!exactCase) return `"${text}"`;
  return tokensOf(text)[0] === text && readsAsWord(text) ? `=${text}` : `="${text}"`;
}

function printPrimary(expression: Expression): string {
  return LEAVES.has(expression.kind) ? print(expression) : `(${print(expression)})`;
}

function printWithin(expression: Expression): string {
  return expression.kind === 'within' ? print(expression) : printPrimary(expression);
}

function printNot(expression: Expression): string {
  return expression.kind === 'not' || expression.kind === 'near' ? print(expression) : printWithin(expression);
}

function printValues(values: readonly string[]): string {
  const printed = values.map((value) => (tokensOf(value)[0] === value && readsAsWord(value) ? value : `"${value}"`));
  return printed.length === 1 ? printed[0]! : `(${printed.join(' OR ')})`;
}

const SCALES: readonly (readonly [number, string])[] = [
  [1e12, 'T'],
  [1e9, 'bn'],
  [1e6, 'M'],
  [1e3, 'k'],
];

/** Returns `200M` for 200,000,000: the largest scale that leaves at most two decimals, else the plain figure. */
export function printFigure(value: number): string {
  for (const [scale, suffix] of SCALES) {
    const scaled = Number((value / scale).toPrecision(15));
    if (value >= scale && Math.round(scaled * 100) / 100 === scaled && scaled * scale === value) {
      return `${scaled}${suffix}`;
    }
  }
  // One point before exactly three digits would read as thousands.
  const plain = String(value);
  return /^\d{1,3}\.\d{3}$/.test(plain) ? `${plain}0` : plain;
}
