import { NOT_CLASSIFIED, type ReportFinding } from './report.ts';

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const RULE = /^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$/;
const DEFINITION = /^ {0,3}\[(?!\^)[^[\]]+\]:[ \t]*\S+(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*$/;

/** A source in which what is no part of any portion is blank; every line keeps its number. */
export interface BlankedSource {
  readonly text: string;
  readonly findings: readonly ReportFinding[];
}

/**
 * Blanks what a reader does not see or what says nothing: comments, link definitions, rules across the page, and the
 * lines around the banner of an earlier cut. Inside code fences everything stays.
 */
export function blankUnread(source: string): BlankedSource {
  const blanker = new Blanker();
  const plain = source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  plain.split('\n').forEach((line, index) => {
    blanker.take(line, index + 1);
  });
  blanker.close();
  return { text: blanker.lines.join('\n'), findings: blanker.findings };
}

class Blanker {
  readonly lines: string[] = [];
  readonly findings: ReportFinding[] = [];
  #fence: string | undefined;
  /** Line on which a comment opened that is not closed yet. */
  #comment: number | undefined;

  take(source: string, number: number): void {
    if (this.#fence !== undefined) {
      // As `cutBlocks` sees it, so that both know the same lines as code.
      if (FENCE.exec(source)?.[1]?.startsWith(this.#fence)) this.#fence = undefined;
      this.lines.push(source);
      return;
    }
    const line = this.#withoutComments(source, number);
    this.#fence = FENCE.exec(line)?.[1];
    this.lines.push(this.#saysNothing(line) ? '' : line);
  }

  #withoutComments(source: string, number: number): string {
    let line = source;
    if (this.#comment !== undefined) {
      const end = line.indexOf('-->');
      if (end < 0) return '';
      this.#comment = undefined;
      line = line.slice(end + 3);
      // What follows would join the text before the comment, with that text's mark.
      if (line.trim() !== '') this.#unclear(number, end + 4);
    }
    line = withoutWholeComments(line);
    const start = line.indexOf('<!--');
    if (start < 0) return line;
    this.#comment = number;
    const before = line.slice(0, start);
    if (before.trim() !== '') this.#unclear(number, start + 1);
    return before;
  }

  #unclear(line: number, column: number): void {
    const message = 'A comment of several lines stands on lines of its own; put it so, or take it out.';
    this.findings.push({ code: 'report-comment', severity: 'error', message, line, column });
  }

  #saysNothing(line: string): boolean {
    const begins = (this.lines.at(-1) ?? '').trim() === '';
    if (line.trim() === NOT_CLASSIFIED) return begins;
    if (RULE.test(line)) return begins || !line.includes('-');
    return begins && DEFINITION.test(line);
  }

  close(): void {
    if (this.#comment === undefined) return;
    const message = 'A comment opens here and never closes; close it with --> or take it out.';
    this.findings.push({ code: 'report-comment', severity: 'error', message, line: this.#comment, column: 1 });
  }
}

/** Takes out the comments that end on their line, with the space before them. */
function withoutWholeComments(line: string): string {
  let kept = '';
  let at = 0;
  for (let start = line.indexOf('<!--'); start >= 0; start = line.indexOf('<!--', at)) {
    const end = line.indexOf('-->', start + 4);
    if (end < 0) break;
    kept += line.slice(at, start).trimEnd();
    at = end + 3;
  }
  return kept + line.slice(at);
}
