/**
 * Who may see something, as Apache Accumulo Access writes it (its SPECIFICATION.md): terms that a reader holds or not,
 * joined by “all of” and “any of”. `all` and `any` make the one canonical form: no operator within the same operator,
 * at least two parts, sorted by their text, none twice. So two values are equal exactly if their JSON is.
 */
export type VisibilityExpression = { readonly kind: 'empty' } | VisibilityPart;

/** An expression that says something. */
export type VisibilityPart =
  | { readonly kind: 'term'; readonly text: string }
  | { readonly kind: 'all' | 'any'; readonly parts: readonly VisibilityPart[] };

/**
 * What the empty expression says. The standard shows it to everybody; here it is as likely to be a label that got
 * lost, so that it is shown to nobody unless the caller states otherwise.
 */
export interface EmptyChoice {
  readonly empty?: 'visible' | 'denied';
}

/** The one term that is never held, whatever a reader is given: how “nobody” is written. */
export const NOBODY = 'vigie:nobody';

const PLAIN_TERM = /^[A-Za-z0-9_\-.:/]+$/;

export function term(text: string): VisibilityPart {
  return { kind: 'term', text };
}

/** Returns what is true where all parts are; of one part, the part. At least one is needed. */
export function all(parts: readonly VisibilityPart[]): VisibilityPart {
  return joined('all', parts);
}

/** Returns what is true where any part is; of one part, the part. At least one is needed. */
export function any(parts: readonly VisibilityPart[]): VisibilityPart {
  return joined('any', parts);
}

function joined(kind: 'all' | 'any', parts: readonly VisibilityPart[]): VisibilityPart {
  const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
  const byText = new Map(flat.map((part) => [printVisibility(part), part]));
  const sorted = [...byText].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, part]) => part);
  return sorted.length === 1 ? sorted[0]! : { kind, parts: sorted };
}

/** Writes the expression: `parseVisibility` reads the same value. Quotes and parentheses stand where they are needed. */
export function printVisibility(expression: VisibilityExpression): string {
  switch (expression.kind) {
    case 'empty':
      return '';
    case 'term':
      return PLAIN_TERM.test(expression.text) ? expression.text : `"${expression.text.replace(/["\\]/g, '\\$&')}"`;
    case 'all':
    case 'any':
      return expression.parts
        .map((part) => (part.kind === 'term' ? printVisibility(part) : `(${printVisibility(part)})`))
        .join(expression.kind === 'all' ? '&' : '|');
  }
}
