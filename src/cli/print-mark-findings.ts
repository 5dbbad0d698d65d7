import type { MarkingFinding } from '../markings/finding.ts';
import { printFinding } from '../query/finding.ts';
import { printable, printableSource, styled, type Terminal } from './terminal.ts';

/** Returns the findings of a marking for a person: each sentence, and a caret below the place that it is about. */
export function markFindingLines(findings: readonly MarkingFinding[], source: string, terminal: Terminal): string[] {
  return findings.flatMap((finding) => {
    const [head = '', ...carets] = printFinding(finding, printableSource(source)).split('\n');
    const { severity, canonical, rule } = finding;
    const style = severity === 'error' ? 'red' : 'yellow';
    const right = canonical === undefined ? '' : ` Right: ${printable(canonical)}`;
    const by = rule === undefined ? '' : ` [${rule}]`;
    return [`${styled(terminal, style, severity)}${printable(head.slice(severity.length))}${by}${right}`, ...carets];
  });
}

/** Returns a finding as it stands in a line of JSON. */
export function findingRecord({ code, severity, message, span, rule, canonical }: MarkingFinding): object {
  return { code, severity, message, span, ...(rule && { rule }), ...(canonical !== undefined && { canonical }) };
}
