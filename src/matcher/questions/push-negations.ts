import { type Expression, partsOf } from '../../query/ast.ts';

/**
 * Returns an expression that holds exactly where `expression` does, with NOT pushed down as far as it goes: through
 * AND, OR, NOT and fields, to the leaves and stretches. What must be there is then seen without a look behind a NOT.
 */
export function pushNegations(expression: Expression): Expression {
  return hasNegation(expression) ? pushed(expression, true) : expression;
}

function hasNegation(expression: Expression): boolean {
  if (expression.kind === 'not') return true;
  for (const part of partsOf(expression)) if (hasNegation(part)) return true;
  return false;
}

function pushed(expression: Expression, holds: boolean): Expression {
  switch (expression.kind) {
    case 'not':
      return pushed(expression.item, !holds);
    case 'and':
    case 'or': {
      if (holds && !hasNegation(expression)) return expression;
      const kind = (expression.kind === 'and') === holds ? 'and' : 'or';
      return { kind, items: expression.items.map((item) => pushed(item, holds)) };
    }
    case 'field':
      // "Not in the title" is the same as "in the title, not": the words of a field are there in every document.
      return { ...expression, item: pushed(expression.item, holds) };
    default:
      return holds ? withinPushed(expression) : { kind: 'not', item: withinPushed(expression) };
  }
}

/** The parts of a stretch are judged on their own. */
function withinPushed(expression: Expression): Expression {
  if (expression.kind === 'near') {
    return { ...expression, left: pushNegations(expression.left), right: pushNegations(expression.right) };
  }
  if (expression.kind !== 'within') return expression;
  return { ...expression, subject: pushNegations(expression.subject), condition: pushNegations(expression.condition) };
}
