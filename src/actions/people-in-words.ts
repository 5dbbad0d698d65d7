import type { Order } from '../domain/order.ts';
import { type Expression, partsOf } from '../query/ast.ts';
import type { TargetSnapshot } from '../store/order-parts.ts';
import { fold } from '../text/fold.ts';
import { isNamed, type PersonName, personName } from './person-names.ts';

/** A word that leaves off so many letters of a name, and goes on with `*`, still means the name. */
const MOST_LEFT_OFF = 2;

/**
 * Returns whether the questions of an order name somebody in plain words: by the title or an alias, in a wording or in
 * the words of an expression. There the case makes no difference, since a bare word finds a name in any case.
 */
export function isNamedInWords(
  { questions }: Pick<Order, 'questions'>,
  { title, aliases }: Pick<TargetSnapshot, 'title' | 'aliases'>,
): boolean {
  const spellings = [{ text: title }, ...aliases];
  const stated = spellings.flatMap(({ text, exact }) => personName(text, exact) ?? []);
  const anyCase = spellings.flatMap(({ text }) => personName(text) ?? []);
  return questions.some(
    ({ wording, expressions }) =>
      isNamed(wording, stated) || expressions.some(({ expression }) => asksFor(expression, anyCase)),
  );
}

/** Operators between the words of a name do not hide it: the words are taken in their order. */
function asksFor(expression: Expression, names: readonly PersonName[]): boolean {
  const leaves = leavesOf(expression);
  if (isNamed(leaves.map(({ text }) => text).join(' '), names)) return true;
  const beginnings = leaves.filter(({ kind }) => kind === 'prefix').map(({ text }) => fold(text));
  return names.some(({ words: [word = '', ...others] }) => {
    if (others.length > 0) return false;
    return beginnings.some((begun) => word.startsWith(begun) && word.length - begun.length <= MOST_LEFT_OFF);
  });
}

interface Leaf {
  readonly kind: Expression['kind'];
  readonly text: string;
}

function leavesOf(expression: Expression): Leaf[] {
  if ('text' in expression) return [{ kind: expression.kind, text: expression.text }];
  return partsOf(expression).flatMap(leavesOf);
}
