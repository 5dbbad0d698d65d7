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
  /** The rule of `docs/markings.md` that says so, such as `L6`. */
  readonly rule?: string;
  /** What would be right in place of the span. */
  readonly canonical?: string;
}

/** Returns whether none of the findings is an error. */
export function isValid(findings: readonly MarkingFinding[]): boolean {
  return !findings.some((finding) => finding.severity === 'error');
}
