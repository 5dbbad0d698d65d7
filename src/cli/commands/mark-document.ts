import type { Readable } from 'node:stream';
import type { MarkingFinding, Span } from '../../markings/finding.ts';
import { type Portion, readPortions } from '../../markings/read-portions.ts';
import type { BannerReason } from '../../markings/scheme.ts';
import type { AnyScheme } from '../../markings/scheme-set.ts';
import { counted } from '../counted.ts';
import { EXIT } from '../exit-status.ts';
import { type SchemeChoice, schemeFor } from '../mark-schemes.ts';
import { findingRecord, markFindingLines } from '../print-mark-findings.ts';
import { bytesOf, type MarkedSource, markedSources } from '../read-marked-text.ts';
import { cutTo, printable, printableJson, resultWidth, styled, type Terminal, wrapped } from '../terminal.ts';

export interface MarkDocumentOptions extends SchemeChoice {
  readonly format?: 'jsonl' | 'table' | undefined;
}

interface Place {
  readonly line: number;
  readonly column: number;
}

/** What the marks in one document are and what they come to. */
interface Judged {
  readonly source: MarkedSource;
  readonly portions: readonly Portion<unknown>[];
  readonly printed: readonly (Place & { readonly banner: string | null })[];
  readonly banner: string | null;
  readonly reasons: readonly BannerReason[];
  readonly findings: readonly MarkingFinding[];
  readonly differs: boolean;
}

/** Prints the portions of a document, what is wrong with their marks, and the banner that they come to. */
export async function markDocument(
  path: string,
  options: MarkDocumentOptions,
  terminal: Terminal,
  input: Readable,
): Promise<number> {
  const scheme = await schemeFor(options);
  const bytes = await bytesOf(path, input);
  const format = options.format ?? 'table';
  let status: number = EXIT.found;
  for await (const source of markedSources(bytes, path === '-' ? 'stdin' : path)) {
    const judged = judge(scheme, source);
    if (judged.findings.length > 0 || judged.differs) status = EXIT.nothing;
    terminal.out(format === 'jsonl' ? record(scheme, judged) : described(scheme, judged, terminal));
  }
  return status;
}

function judge(scheme: AnyScheme, source: MarkedSource): Judged {
  const read = readPortions(source.text, scheme);
  const placeOf = placesIn(source.text);
  const given = read.banners.find(({ mark }) => mark !== undefined)?.mark;
  const marked = read.portions.filter(({ markSpan }) => markSpan !== undefined);
  const printed = read.banners.map(({ mark, span }) => ({
    ...placeOf(span.start),
    banner: mark === undefined ? null : scheme.print(mark, 'banner'),
  }));
  const invalid = marked.some(({ mark, findings }) => mark === undefined || hasError(findings));
  const base = { source, portions: read.portions, printed };
  if (marked.length === 0 || invalid) {
    const differs = false;
    return { ...base, banner: null, reasons: [], findings: read.findings, differs };
  }
  const marks = marked.map(({ mark }) => (given === undefined ? mark : scheme.resolve(mark, given)));
  const { state, reasons, findings } = scheme.rollUp(marks);
  const own = findings.map((finding): MarkingFinding => ({ ...finding, span: { start: 0, end: 0 } }));
  const banner = hasError(findings) ? null : scheme.print(scheme.render(state), 'banner');
  const differs = banner !== null && printed.some((one) => one.banner !== banner);
  return { ...base, banner, reasons, findings: [...read.findings, ...own], differs };
}

function hasError(findings: readonly MarkingFinding[]): boolean {
  return findings.some(({ severity }) => severity === 'error');
}

function placesIn(text: string): (offset: number) => Place {
  let [line, start, at] = [1, 0, 0];
  return (offset) => {
    // Asked mostly in the order of the text.
    if (offset < at) [line, start, at] = [1, 0, 0];
    for (let end = text.indexOf('\n', start); end >= 0 && end < offset; end = text.indexOf('\n', start)) {
      line++;
      start = end + 1;
    }
    at = offset;
    return { line, column: offset - start + 1 };
  };
}

function firstWords(text: string, { start, end }: Span, width: number): string {
  return cutTo(printable(text.slice(start, Math.min(end, start + 4 * width))), width);
}

const SHOWN_WORDS = 60;

function record(scheme: AnyScheme, { source, portions, printed, banner, reasons, findings, differs }: Judged): string {
  const placeOf = placesIn(source.text);
  const value = {
    document: source.id,
    portions: portions.map(({ span, kind, mark, words }) => ({
      line: placeOf(span.start).line,
      kind,
      mark: mark === undefined ? null : scheme.print(mark, 'portion'),
      words: firstWords(source.text, words, SHOWN_WORDS),
    })),
    printed,
    banner,
    differs,
    reasons,
    findings: findings.map((finding) => ({ ...placeOf(finding.span.start), ...findingRecord(finding) })),
  };
  return `${printableJson(value)}\n`;
}

function described(scheme: AnyScheme, judged: Judged, terminal: Terminal): string {
  const { source, portions, printed, banner, reasons, findings, differs } = judged;
  const marked = portions.filter(({ markSpan }) => markSpan !== undefined);
  const head = styled(terminal, 'bold', printable(source.id));
  if (marked.length === 0 && printed.length === 0 && findings.length === 0) {
    return `${head}: no marks of ${scheme.id} in ${counted(portions.length, 'block')} of text.\n`;
  }
  const width = resultWidth(terminal);
  const placeOf = placesIn(source.text);
  const lines = [head];
  for (const portion of portions) lines.push(portionLine(scheme, portion, { source, width, placeOf, terminal }));
  for (const finding of findings) {
    const { line, column } = placeOf(finding.span.start);
    const [sentence = '', ...carets] = markFindingLines([finding], source.text, terminal);
    lines.push(`${printable(source.id)}:${line}:${column}: ${sentence}`, ...carets);
  }
  lines.push(`Banner by roll-up: ${banner ?? 'none, until the marks are put right'}`);
  for (const { sentence, rule } of reasons) {
    lines.push(
      ...wrapped(`${sentence}${rule === undefined ? '' : ` [${rule}]`}`, width - 2).map((line) => `  ${line}`),
    );
  }
  for (const one of printed) lines.push(`Printed in line ${one.line}: ${one.banner ?? 'not understood'}`);
  if (differs) lines.push(styled(terminal, 'red', 'What is printed differs from what the portions come to.'));
  return `${lines.join('\n')}\n`;
}

interface PortionView {
  readonly source: MarkedSource;
  readonly width: number;
  readonly placeOf: (offset: number) => Place;
  readonly terminal: Terminal;
}

function portionLine(
  scheme: AnyScheme,
  { span, markSpan, mark, words }: Portion<unknown>,
  { source, width, placeOf, terminal }: PortionView,
): string {
  const line = String(placeOf(span.start).line).padStart(5);
  const written = markSpan === undefined ? '—' : source.text.slice(markSpan.start, markSpan.end);
  const shown = mark === undefined ? printable(written) : scheme.print(mark, 'portion');
  const label = shown.padEnd(12);
  return `${line}  ${styled(terminal, 'cyan', label)}  ${firstWords(source.text, words, Math.max(20, width - 9 - label.length))}`;
}
