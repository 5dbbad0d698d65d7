import type { Said, SaidValues } from '../errors.ts';

/** Where something stands in a text: its start, and its end, which is the first place after it; UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Something to say about a marking: a stable code, a whole sentence, where it stands, and the rule behind it. */
export interface MarkingFinding {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly span: Span;
  /** What the sentence names, for whoever says it in another language. */
  readonly values?: SaidValues;
  /** The rule of `docs/markings.md` that says so, such as `L6`. */
  readonly rule?: string;
  /** What would be right in place of the span. */
  readonly canonical?: string;
}

/** Returns a finding as something to tell: what would be right is among what it names. */
export function saidOf({ code, message, values, canonical }: MarkingFinding): Said {
  const named = { ...(canonical !== undefined && { canonical }), ...values };
  return { code, message, ...(Object.keys(named).length > 0 && { values: named }) };
}

/** Returns whether none of the findings is an error. */
export function isValid(findings: readonly MarkingFinding[]): boolean {
  return !findings.some((finding) => finding.severity === 'error');
}
