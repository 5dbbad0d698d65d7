import { type EmptyChoice, NOBODY, type VisibilityExpression, type VisibilityPart } from './expression.ts';
import { parseVisibility } from './parse.ts';

/** What becomes of a question for access, in the words of the standard; ERROR is that the expression is none. */
export type Access = 'ACCESSIBLE' | 'INACCESSIBLE' | 'ERROR';

/**
 * Returns whether what bears the expression may be seen by somebody for whom every one of the sets must suffice by
 * itself, such as a person's and those of the system that asks for the person. With no set at all nobody is asking,
 * and nothing may be seen.
 */
export function accessTo(
  expression: string,
  authorisationSets: readonly (readonly string[])[],
  choice: EmptyChoice = {},
): Access {
  const reading = parseVisibility(expression);
  if (!reading.ok) return 'ERROR';
  const sets = authorisationSets.map((held) => new Set(held));
  const seen = sets.length > 0 && sets.every((held) => isMet(reading.expression, held, choice));
  return seen ? 'ACCESSIBLE' : 'INACCESSIBLE';
}

/** Returns whether `accessTo` says ACCESSIBLE: an expression that is none gives no access. */
export function isAccessible(
  expression: string,
  authorisationSets: readonly (readonly string[])[],
  choice: EmptyChoice = {},
): boolean {
  return accessTo(expression, authorisationSets, choice) === 'ACCESSIBLE';
}

/** Returns whether one set of authorisations meets the expression. */
export function isMet(expression: VisibilityExpression, held: ReadonlySet<string>, choice: EmptyChoice = {}): boolean {
  return expression.kind === 'empty' ? choice.empty === 'visible' : partIsMet(expression, held);
}

function partIsMet(part: VisibilityPart, held: ReadonlySet<string>): boolean {
  switch (part.kind) {
    case 'term':
      return part.text !== NOBODY && held.has(part.text);
    case 'all':
      return part.parts.every((each) => partIsMet(each, held));
    case 'any':
      return part.parts.some((each) => partIsMet(each, held));
  }
}
