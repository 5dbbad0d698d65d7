import { INFLECTED_LANGUAGES, isInflected } from '../text/inflection.ts';
import type { Span } from '../text/sentences.ts';
import { type Expression, partsOf } from './ast.ts';
import type { Finding } from './finding.ts';
import { resolveTargets, type TargetLookup } from './resolve.ts';

export interface CheckContext {
  /** ISO 639-1 code of the language whose inflected forms bare words take. */
  readonly language: string;
  readonly lookup: TargetLookup;
}

/**
 * Returns what must be said about a parsed expression: targets that do not exist, words whose inflected forms
 * are not known, and that nothing at all must hold. With no error among them the matcher can file it.
 */
export function check(expression: Expression, context: CheckContext): Finding[] {
  const findings = unknownTargets(expression, context.lookup);
  if (findings.length === 0 && !requiresSomething(resolveTargets(expression, context.lookup))) {
    findings.push({
      code: 'query-nothing-required',
      severity: 'error',
      message:
        'Nothing at all must hold for this: every document without the excluded words would match. Add a word or a condition that must be there.',
      span: spanOf(expression),
    });
  }
  const word = isInflected(context.language) ? undefined : firstWord(expression);
  if (word) {
    findings.push({
      code: 'query-no-inflection',
      severity: 'warning',
      message: `Inflected forms are known for ${INFLECTED_LANGUAGES.join(', ')}; in “${context.language}” a bare word matches only as it is written.`,
      span: spanOf(word),
      values: { language: context.language, languages: INFLECTED_LANGUAGES },
    });
  }
  return findings;
}

function spanOf(expression: Expression): Span {
  return expression.span ?? { start: 0, end: 0 };
}

function unknownTargets(expression: Expression, lookup: TargetLookup): Finding[] {
  if (expression.kind === 'target' && lookup(expression.name) === undefined) {
    const message = `There is no target “${expression.name}”; add it to the targets of the order, or of its folder.`;
    const values = { target: expression.name };
    return [{ code: 'query-unknown-target', severity: 'error', message, span: spanOf(expression), values }];
  }
  return partsOf(expression).flatMap((part) => unknownTargets(part, lookup));
}

function firstWord(expression: Expression): Expression | undefined {
  if (expression.kind === 'word') return expression;
  for (const part of partsOf(expression)) {
    const found = firstWord(part);
    if (found) return found;
  }
  return undefined;
}

/** Returns whether something present in the document is needed for `expression` to hold (`holds`) or to fail. */
export function requiresSomething(expression: Expression, holds = true): boolean {
  switch (expression.kind) {
    case 'not':
      return requiresSomething(expression.item, !holds);
    case 'and':
    case 'or': {
      // All parts must, or one is enough; what is found in the first that tells is the answer.
      const all = (expression.kind === 'or') === holds;
      for (const item of expression.items) if (requiresSomething(item, holds) !== all) return !all;
      return all;
    }
    case 'field':
      return requiresSomething(expression.item, holds);
    case 'within':
      return holds && (requiresSomething(expression.subject) || requiresSomething(expression.condition));
    case 'near':
      return holds && (requiresSomething(expression.left) || requiresSomething(expression.right));
    default:
      return holds;
  }
}
