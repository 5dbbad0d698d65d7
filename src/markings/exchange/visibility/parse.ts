import type { MarkingFinding } from '../../finding.ts';
import { all, any, term, type VisibilityExpression, type VisibilityPart } from './expression.ts';

/** Limits that keep a hostile expression cheap: UTF-16 units, and parentheses within one another. */
export const LONGEST_VISIBILITY = 100_000;
export const DEEPEST_VISIBILITY = 64;

/** What cannot be seen has no place in a term: two terms that look the same must be the same. */
export const UNSEEN = /[\p{Cc}\p{Cs}]/u;

export type VisibilityReading =
  | { readonly ok: true; readonly expression: VisibilityExpression }
  | { readonly ok: false; readonly findings: readonly MarkingFinding[] };

const TERM = /[A-Za-z0-9_\-.:/]+/y;
const QUOTED = /"((?:[^"\\]|\\["\\])*)"/y;

/** Ends the parse: the finding says why. Thrown and caught within this file only. */
class VisibilityStop extends Error {
  readonly finding: MarkingFinding;

  constructor(finding: MarkingFinding) {
    super(finding.message);
    this.finding = finding;
  }
}

function stop(code: string, message: string, start: number, end = start + 1): never {
  throw new VisibilityStop({ code, severity: 'error', message, span: { start, end } });
}

/** Where the parse has come to, and how many parentheses are open. */
interface Place {
  readonly source: string;
  at: number;
  depth: number;
}

/** Reads an expression in its canonical form, or says why it is none. Never throws. The empty text is `empty`. */
export function parseVisibility(source: string): VisibilityReading {
  try {
    if (source.length > LONGEST_VISIBILITY) {
      const message = `The expression is longer than ${LONGEST_VISIBILITY} characters.`;
      stop('visibility-too-long', message, LONGEST_VISIBILITY, source.length);
    }
    if (source === '') return { ok: true, expression: { kind: 'empty' } };
    const place = { source, at: 0, depth: 0 };
    const expression = expressionAt(place);
    if (place.at < source.length) refuseAfterPart(place);
    return { ok: true, expression };
  } catch (error) {
    if (error instanceof VisibilityStop) return { ok: false, findings: [error.finding] };
    throw error;
  }
}

/** expression = part *( "&" part ) / part *( "|" part ) */
function expressionAt(place: Place): VisibilityPart {
  const parts = [partAt(place)];
  const operator = place.source[place.at];
  if (operator !== '&' && operator !== '|') return parts[0]!;
  while (place.source[place.at] === operator) {
    place.at++;
    parts.push(partAt(place));
  }
  const next = place.source[place.at];
  if (next === '&' || next === '|') {
    stop('visibility-mixed-operators', 'Between & and | parentheses must say which holds together.', place.at);
  }
  return operator === '&' ? all(parts) : any(parts);
}

/** part = "(" expression ")" / 1*( letter / digit / "_" / "-" / "." / ":" / "/" ) / quoted */
function partAt(place: Place): VisibilityPart {
  const { source, at } = place;
  if (source[at] === '(') {
    if (++place.depth > DEEPEST_VISIBILITY) {
      stop('visibility-too-deep', `Parentheses stand more than ${DEEPEST_VISIBILITY} deep.`, at);
    }
    place.at++;
    const inner = expressionAt(place);
    if (place.at === source.length) stop('visibility-unclosed', 'This parenthesis is never closed.', at);
    if (source[place.at] !== ')') refuseAfterPart(place);
    place.at++;
    place.depth--;
    return inner;
  }
  if (source[at] === '"') return quotedAt(place);
  TERM.lastIndex = at;
  const found = TERM.exec(source);
  if (!found) return refuseForPart(place);
  place.at += found[0].length;
  return term(found[0]);
}

function quotedAt(place: Place): VisibilityPart {
  const { source, at } = place;
  QUOTED.lastIndex = at;
  const found = QUOTED.exec(source);
  if (!found) return stop('visibility-unclosed', 'This quotation is never closed, or has a \\ that stands alone.', at);
  const [whole, inner = ''] = found;
  if (inner === '') stop('visibility-empty-term', 'A term has at least one character.', at, at + 2);
  const unseen = UNSEEN.exec(inner);
  if (unseen) {
    const message = 'A term has no control characters and no halves of characters.';
    stop('visibility-unseen-character', message, at + 1 + unseen.index);
  }
  place.at += whole.length;
  return term(inner.replace(/\\(["\\])/g, '$1'));
}

/** Stops where a term or a parenthesis is expected and something else comes. */
function refuseForPart({ source, at }: Place): never {
  const next = source[at];
  if (next === undefined) return stop('visibility-unfinished', 'The expression ends where a term is expected.', at, at);
  if ('&|)'.includes(next)) return stop('visibility-unfinished', `A term is expected before ${next}.`, at);
  return refuseSign(source, at);
}

/** Stops where an operator or the end is expected and something else comes. */
function refuseAfterPart({ source, at }: Place): never {
  const next = source[at]!;
  if (next === ')') stop('visibility-unopened', 'This parenthesis closes nothing.', at);
  if (next === '(' || next === '"') {
    stop('visibility-operator-expected', 'An & or a | is expected between two terms.', at);
  }
  TERM.lastIndex = at;
  if (TERM.test(source)) stop('visibility-operator-expected', 'An & or a | is expected between two terms.', at);
  return refuseSign(source, at);
}

function refuseSign(source: string, at: number): never {
  const message = 'Outside quotation marks, a term has only letters from A to z, digits and the signs _ - . : and /.';
  return stop('visibility-stray-character', message, at, at + (source.codePointAt(at)! > 0xffff ? 2 : 1));
}
