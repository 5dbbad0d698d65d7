import { type Footnote, type ReportBlock, type ReportFinding, textsOf } from './report.ts';

const REFERENCE_OR_CODE = /(?<!`)(`{1,8})(?!`)[^`]+\1(?!`)|\[\^([^\]\s]{1,32})\]/g;

const LAST_SPACES = /(?<![ \t])[ \t]+$/;

/** Returns the ids of the footnotes that a text refers to, in its order. */
export function referencesIn(text: string): string[] {
  return [...text.matchAll(REFERENCE_OR_CODE)].flatMap(({ 2: id }) => (id === undefined ? [] : [id]));
}

/** Returns the text with its references numbered anew; one whose footnote has no number goes, with the space before it. */
export function withNumbers(text: string, numbers: ReadonlyMap<string, number>): string {
  let kept = '';
  let at = 0;
  for (const match of text.matchAll(REFERENCE_OR_CODE)) {
    const id = match[2];
    if (id === undefined) continue;
    const before = text.slice(at, match.index);
    const number = numbers.get(id);
    kept += number === undefined ? before.replace(LAST_SPACES, '') : `${before}[^${number}]`;
    at = match.index + match[0].length;
  }
  return kept + text.slice(at);
}

/** Numbers the footnotes that `texts` refer to, and those that these refer to, in the order of their references. */
export function numberFootnotes(
  texts: readonly string[],
  footnotes: ReadonlyMap<string, Footnote>,
): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  const waiting = [...texts];
  // It grows while it is gone through.
  for (const next of waiting) {
    for (const id of referencesIn(next)) {
      const footnote = footnotes.get(id);
      if (!footnote || numbers.has(id)) continue;
      numbers.set(id, numbers.size + 1);
      waiting.push(footnote.text);
    }
  }
  return numbers;
}

/** Says which footnotes are referred to and not there, and which are there twice. */
export function checkFootnotes(blocks: readonly ReportBlock[]): ReportFinding[] {
  const findings: ReportFinding[] = [];
  const ids = new Set<string>();
  for (const block of blocks) {
    if (block.kind !== 'footnote') continue;
    if (ids.has(block.id)) {
      const message = `The footnote [^${block.id}] is there twice; give each its own number.`;
      findings.push({ code: 'report-footnote', severity: 'error', message, line: block.line, column: 1 });
    }
    ids.add(block.id);
  }
  for (const block of blocks) {
    if (block.kind === 'code') continue;
    for (const { text, line } of textsOf(block)) {
      for (const id of referencesIn(text).filter((one) => !ids.has(one))) {
        const message = `There is no footnote [^${id}]; write it at the end, or write the reference as \`code\`.`;
        findings.push({ code: 'report-footnote', severity: 'error', message, line, column: 1 });
      }
    }
  }
  return findings;
}
