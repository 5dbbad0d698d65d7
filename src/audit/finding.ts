/**
 * Something to say about an entry, a note or a log: a stable code and a whole sentence. The sentence never quotes what
 * it is about: that might be marked text, or control characters for a terminal.
 */
export interface AuditFinding {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** A finding about a text, with the line that it is about, from 1. */
export interface LineFinding extends AuditFinding {
  readonly line: number;
}
