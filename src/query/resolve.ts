import { type Expression, partsOf } from './ast.ts';

/** Finds the expression that a target's name stands for; undefined where there is no such target. */
export type TargetLookup = (name: string) => Expression | undefined;

/**
 * Returns `expression` with each `@target` replaced by what `lookup` gives for it.
 * A target that `lookup` does not know stays as it is: `check` reports it, and it matches nothing.
 */
export function resolveTargets(expression: Expression, lookup: TargetLookup): Expression {
  const inner = (part: Expression): Expression => resolveTargets(part, lookup);
  switch (expression.kind) {
    case 'target': {
      const found = lookup(expression.name);
      if (!found) return expression;
      const bare = bareForm(found);
      const named = bare.kind === 'or' ? { ...bare, target: expression.name } : bare;
      return expression.span ? { ...named, span: expression.span } : named;
    }
    case 'and':
    case 'or':
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

const bareForms = new WeakMap<Expression, Expression>();

/** Spans of the aliases point into other texts, and go. Always the same object, so that a compiler knows it again. */
function bareForm(found: Expression): Expression {
  const known = bareForms.get(found);
  if (known) return known;
  const bare = withoutSpans(found);
  bareForms.set(found, bare);
  return bare;
}

/** Returns the names of the targets in `expression`, each once. */
export function targetsIn(expression: Expression): string[] {
  const own = expression.kind === 'target' ? [expression.name] : [];
  return [...new Set([...own, ...partsOf(expression).flatMap(targetsIn)])];
}

/** Returns the same expression without the spans of the text that it was parsed from. */
export function withoutSpans(expression: Expression): Expression {
  const { span: _, ...bare } = expression;
  switch (bare.kind) {
    case 'and':
    case 'or':
      return { ...bare, items: bare.items.map(withoutSpans) };
    case 'not':
    case 'field':
      return { ...bare, item: withoutSpans(bare.item) };
    case 'near':
      return { ...bare, left: withoutSpans(bare.left), right: withoutSpans(bare.right) };
    case 'within':
      return { ...bare, subject: withoutSpans(bare.subject), condition: withoutSpans(bare.condition) };
    default:
      return bare;
  }
}
