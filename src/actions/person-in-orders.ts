import type { QuestionExpression } from '../domain/question.ts';
import { type Expression, type PhraseNode, partsOf } from '../query/ast.ts';
import { parse } from '../query/parse.ts';
import { print } from '../query/print.ts';
import { withoutSpans } from '../query/resolve.ts';
import type { OrderContent } from '../store/orders.ts';
import type { StoredTarget } from '../store/targets.ts';
import {
  ERASED,
  isNamed,
  type NamedPlace,
  namedPlaces,
  type PersonName,
  personName,
  valueWithoutNames,
  withoutNames,
} from './person-names.ts';

/** A target as orders may name it. */
export interface NamedTarget {
  /** How expressions call it, behind `@`. */
  readonly name: string;
  readonly names: readonly PersonName[];
}

/** A name in expressions that is one short word is too common to be looked for in prose. */
const TELLING_LETTERS = 5;

export function namedTarget({ name, title, aliases }: Pick<StoredTarget, 'name' | 'title' | 'aliases'>): NamedTarget {
  const own = name.includes('-') || name.length >= TELLING_LETTERS ? [personName(name)] : [];
  const others = aliases.map(({ text, exact }) => personName(text, exact === true));
  return { name, names: [personName(title), ...own, ...others].filter((found) => found !== undefined) };
}

/** Returns whether an order cites the target: among its targets, or in an expression. */
export function cites({ order }: OrderContent, { name }: NamedTarget): boolean {
  if (order.targets.some(({ target }) => target === name)) return true;
  return order.questions.some(({ expressions }) =>
    expressions.some(({ source }) => {
      const parsed = parse(source);
      return parsed.ok && mentions(parsed.expression, name);
    }),
  );
}

function mentions(expression: Expression, name: string): boolean {
  if (expression.kind === 'target') return expression.name === name;
  return partsOf(expression).some((part) => mentions(part, name));
}

/** Returns the letters of the questions whose expressions name the target, by `@` or by its words. */
export function lettersNaming({ order }: OrderContent, target: NamedTarget): string[] {
  return order.questions
    .filter(({ expressions }) => expressions.some(({ source }) => sourceWithout(source, target) !== source))
    .map(({ letter }) => letter);
}

/** Returns where an order names the target. */
export function placesNaming({ order }: OrderContent, target: NamedTarget): NamedPlace[] {
  const listed = order.targets.flatMap(({ target: cited }, index) =>
    cited === target.name ? [{ path: `targets/${index}/target`, text: cited }] : [],
  );
  // The parsed form of an expression says nothing that its source does not say.
  const questions = order.questions.map(({ expressions, ...question }) => ({
    ...question,
    expressions: expressions.map(({ language, source }) => ({ language, source })),
  }));
  const places = namedPlaces({ ...order, questions }, target.names);
  const called = order.questions.flatMap(({ expressions }, at) =>
    expressions.flatMap(({ source }, index) => {
      const path = `questions/${at}/expressions/${index}/source`;
      const isTold = places.some((place) => place.path === path);
      return isTold || sourceWithout(source, target) === source ? [] : [{ path, text: source }];
    }),
  );
  return [...listed.filter(({ path }) => !places.some((place) => place.path === path)), ...places, ...called];
}

/** Returns an order without the target, and with `[erased]` for its names. */
export function contentWithout(content: OrderContent, target: NamedTarget): OrderContent {
  const { questions, targets, ...rest } = content.order;
  const others = targets.filter(({ target: cited }) => cited !== target.name);
  const prose = valueWithoutNames({ ...rest, targets: others }, target.names);
  return {
    ...content,
    order: {
      ...prose,
      questions: questions.map(({ expressions, ...question }) => ({
        ...valueWithoutNames(question, target.names),
        expressions: expressions.map((expression) => expressionWithout(expression, target)),
      })),
    },
  };
}

function expressionWithout(expression: QuestionExpression, target: NamedTarget): QuestionExpression {
  const { language, source } = expression;
  const erased = sourceWithout(source, target);
  const parsed = parse(erased);
  if (erased === source && namedPlaces(expression, target.names).length === 0) return expression;
  // Spans would point into what was there before.
  const tree = parsed.ok ? withoutSpans(parsed.expression) : without(expression.expression, target);
  return { language, source: erased, expression: tree };
}

/** Returns the source of an expression with the phrase `"[erased]"` for the target; the same where it does not name it. */
export function sourceWithout(source: string, target: NamedTarget): string {
  const parsed = parse(source);
  if (!parsed.ok) return withoutNames(source, target.names);
  const tree = withoutSpans(parsed.expression);
  const erased = print(without(tree, target));
  return erased === print(tree) ? source : erased;
}

const NOBODY: PhraseNode = { kind: 'phrase', text: ERASED, exactCase: false };

function without(expression: Expression, target: NamedTarget): Expression {
  const inner = (part: Expression): Expression => without(part, target);
  switch (expression.kind) {
    case 'target':
      return expression.name === target.name ? NOBODY : expression;
    case 'word':
    case 'prefix':
    case 'fuzzy':
      return isNamed(expression.text, target.names) ? NOBODY : expression;
    case 'phrase':
      return isNamed(expression.text, target.names)
        ? { ...NOBODY, text: withoutNames(expression.text, target.names) }
        : expression;
    case 'attribute':
      return { ...expression, values: expression.values.map((value) => withoutNames(value, target.names)) };
    case 'or':
      return expression.target === target.name ? NOBODY : { ...expression, items: expression.items.map(inner) };
    case 'and':
      return { ...expression, items: expression.items.map(inner) };
    case 'not':
    case 'field':
      return { ...expression, item: inner(expression.item) };
    case 'near':
      return { ...expression, left: inner(expression.left), right: inner(expression.right) };
    case 'within':
      return { ...expression, subject: inner(expression.subject), condition: inner(expression.condition) };
    default:
      return expression;
  }
}
