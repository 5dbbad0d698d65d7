import type { QuestionExpression } from '../domain/question.ts';
import { type Expression, mapParts, type PhraseNode } from '../query/ast.ts';
import { parse } from '../query/parse.ts';
import { print } from '../query/print.ts';
import { withoutSpans } from '../query/resolve.ts';
import type { CitingOrder, NamesThen } from '../store/citing-orders.ts';
import type { OrderContent } from '../store/orders.ts';
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
  /** How expressions call it, behind `@`; null in a version where that name, if it stands there, is somebody else's. */
  readonly name: string | null;
  readonly names: readonly PersonName[];
}

/** A name in expressions that is one short word is too common to be looked for in prose. */
const TELLING_LETTERS = 5;

export function namedTarget(name: string | null, { title, aliases }: NamesThen): NamedTarget {
  const isTelling = name !== null && (name.includes('-') || name.length >= TELLING_LETTERS);
  const own = isTelling ? [personName(name)] : [];
  const others = aliases.map(({ text, exact }) => personName(text, exact));
  return { name, names: [personName(title), ...own, ...others].filter((found) => found !== undefined) };
}

/** How an order names a target that it cites or did so. */
export interface NamedInOrder {
  /** By each of its versions, in their order. */
  readonly versions: readonly NamedTarget[];
  /** By what stands beside the versions. */
  readonly beside: NamedTarget;
  /** By the expressions of a question, which are those of the newest version that has it. */
  ofQuestion(letter: string): NamedTarget;
}

/**
 * Returns by which names an order may name a target: those that it had when a version that cites it was written, and
 * none that were given to it later. A version that does not cite it may cite another target of its name.
 */
export function namedInOrder(name: string, versions: CitingOrder<OrderContent>['versions']): NamedInOrder {
  const cited = versions.flatMap(({ names }) => names ?? []);
  const ever: NamesThen = { title: cited[0]?.title ?? '', aliases: cited.flatMap(aliasesOf) };
  const named = versions.map(({ names }) => namedTarget(names ? name : null, ever));
  return {
    versions: named,
    beside: namedTarget(name, ever),
    ofQuestion(letter) {
      const newest = versions.findLastIndex(({ content }) => hasQuestion(content, letter));
      return named[newest] ?? namedTarget(null, ever);
    },
  };
}

function aliasesOf({ title, aliases }: NamesThen): NamesThen['aliases'] {
  return [{ text: title, exact: false }, ...aliases];
}

function hasQuestion({ order }: OrderContent, letter: string): boolean {
  return order.questions.some((question) => question.letter === letter);
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
      return expression.target === target.name ? NOBODY : mapParts(expression, inner);
    default:
      return mapParts(expression, inner);
  }
}
