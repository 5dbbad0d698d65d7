import type { Said, SaidValues } from '../errors.ts';
import type { Span } from '../text/sentences.ts';

/** Something to say about a text that a person wrote: a stable code, a whole sentence, and where it stands. */
export interface Finding {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly span: Span;
  /** What the sentence names, for whoever says it in another language. */
  readonly values?: SaidValues;
  /** What it goes back to, where that has a code of its own. */
  readonly reason?: Said;
}

/** Returns the findings that forbid the use of the text. */
export function errorsAmong(findings: readonly Finding[]): Finding[] {
  return findings.filter((finding) => finding.severity === 'error');
}

/** Tabs, escapes and invisible signs: on a terminal they would move the caret, or worse. */
const UNPRINTABLE = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;

/** How many characters of a long line are shown on either side of the caret. */
const CONTEXT = 60;

/**
 * Returns the finding for a terminal: its sentence, the line of `source` that it is about, and a caret
 * under the place.
 */
export function printFinding(finding: Finding, source: string): string {
  const start = Math.min(finding.span.start, source.length);
  const lineStart = start === 0 ? 0 : source.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = source.indexOf('\n', start) < 0 ? source.length : source.indexOf('\n', start);
  const from = Math.max(lineStart, start - CONTEXT);
  const to = Math.min(lineEnd, Math.max(finding.span.end, start) + CONTEXT);
  const lead = from > lineStart ? '…' : '';
  const shown = lead + source.slice(from, to).replace(UNPRINTABLE, ' ') + (to < lineEnd ? '…' : '');
  const width = Math.max(1, Math.min(finding.span.end, to) - start);
  const caret = ' '.repeat(lead.length + start - from) + '^'.repeat(width);
  return `${finding.severity}: ${finding.message} (${finding.code})\n  ${shown}\n  ${caret}`;
}
