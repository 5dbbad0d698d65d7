import { type Expression, mapParts, partsOf } from './ast.ts';

/** Finds the expression that a target's name stands for; undefined where there is no such target. */
export type TargetLookup = (name: string) => Expression | undefined;

/**
 * Returns `expression` with each `@target` replaced by what `lookup` gives for it.
 * A target that `lookup` does not know stays as it is: `check` reports it, and it matches nothing.
 */
export function resolveTargets(expression: Expression, lookup: TargetLookup): Expression {
  if (expression.kind !== 'target') return mapParts(expression, (part) => resolveTargets(part, lookup));
  const found = lookup(expression.name);
  if (!found) return expression;
  const bare = bareForm(found);
  const named = bare.kind === 'or' ? { ...bare, target: expression.name } : bare;
  return expression.span ? { ...named, span: expression.span } : named;
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
  return mapParts(bare, withoutSpans);
}
