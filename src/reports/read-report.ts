import type { MarkingFinding } from '../markings/finding.ts';
import { type Portion, readPortions } from '../markings/read-portions.ts';
import type { AnyScheme } from '../markings/scheme-set.ts';
import { blankUnread } from './blank-unread.ts';
import { checkBanners } from './check-banners.ts';
import { checkFootnotes } from './footnotes.ts';
import { type Lead, readLead } from './read-lead.ts';
import { cellsOf, findTables, isWhole, type TableLines } from './read-table.ts';
import { type MarkedText, type ReportBlock, type ReportFinding, type TableRow, textsOf } from './report.ts';
import { settleNumerals } from './settle-numerals.ts';

/** A report as its source says it. Where a finding is an error, it must not be cut. */
export interface ReadReport {
  readonly blocks: readonly ReportBlock[];
  readonly findings: readonly ReportFinding[];
}

type AnyPortion = Portion<unknown>;

const UNDERLINE = /^(?:=+|-+)[ \t]*$/;
const STRUCTURE = /^(?:`{3,}|~{3,}|=+[ \t]*$|-+[ \t]*$|([-*_])(?:[ \t]*\1){2,}[ \t]*$)/;
const BARE_TABLE_RULE = /^:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?$/;

/**
 * Reads a report in Markdown whose portions carry marks: paragraphs, headings, list items, table cells, footnotes, and
 * blocks of code by a mark on their first line. Whatever carries none, or one that is not valid, is an error, and so is
 * every place where it is not sure which mark some words stand under.
 */
export function readReport(source: string, scheme: AnyScheme): ReadReport {
  const blanked = blankUnread(source);
  const document = readPortions(blanked.text, scheme);
  const reader = new ReportReader(blanked.text, scheme, document.banners[0]?.mark);
  const blocks = settleNumerals(reader.blocks(document.portions));
  const findings = [...blanked.findings, ...reader.findings];
  // Which portions carry no mark is told here in other words, and of code too.
  const ofMarks = document.findings.filter(({ code }) => code !== 'portion-unmarked');
  findings.push(...ofMarks.map((finding) => reader.placed(finding)));
  const marks = blocks.flatMap(textsOf).map(({ mark }) => mark);
  const clean = !findings.some(({ severity }) => severity === 'error');
  if (clean) {
    findings.push(...checkFootnotes(blocks));
    const printed = document.banners.map(({ mark, span }) => ({ mark, line: reader.lineOf(span.start) }));
    findings.push(...checkBanners(scheme, marks, printed));
  }
  return { blocks, findings: findings.sort((one, other) => one.line - other.line || one.column - other.column) };
}

class ReportReader {
  readonly findings: ReportFinding[] = [];
  readonly #text: string;
  readonly #scheme: AnyScheme;
  readonly #banner: unknown;
  readonly #starts: number[] = [0];

  constructor(text: string, scheme: AnyScheme, banner: unknown) {
    this.#text = text;
    this.#scheme = scheme;
    this.#banner = banner;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1);
  }

  lineOf(offset: number): number {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  placed({ code, severity, message, span }: MarkingFinding): ReportFinding {
    const line = this.lineOf(span.start);
    return { code, severity, message, line, column: span.start - this.#starts[line - 1]! + 1 };
  }

  #error(code: string, message: string, start: number): void {
    this.findings.push(this.placed({ code, severity: 'error', message, span: { start, end: start + 1 } }));
  }

  blocks(portions: readonly AnyPortion[]): ReportBlock[] {
    const code = portions.filter(({ kind }) => kind === 'code');
    const tables = findTables(this.#text, (at) => code.some(({ span }) => at >= span.start && at < span.end));
    const cells = new Map(
      portions.flatMap((portion) => (portion.kind === 'cell' ? [[portion.span.start, portion]] : [])),
    );
    const placed: { readonly start: number; readonly block: ReportBlock | undefined }[] = [
      ...tables.map((table) => ({ start: table.start, block: this.#table(table, cells) })),
      ...portions
        .filter(({ kind }) => kind !== 'cell')
        .map((portion) => ({
          start: portion.span.start,
          block: portion.kind === 'code' ? this.#code(portion) : this.#block(portion),
        })),
    ];
    placed.sort((one, other) => one.start - other.start);
    return placed.flatMap(({ block }) => (block ? [block] : []));
  }

  /** Returns the mark of a portion, or says what is wrong with it. */
  #marked(portion: AnyPortion, text: string): MarkedText | undefined {
    const { mark, markSpan, span } = portion;
    if (markSpan === undefined) {
      const what =
        portion.kind === 'code' ? 'This block of code carries no mark on its first line' : UNMARKED[portion.kind];
      this.#error('report-unmarked', `${what ?? 'This carries no mark'}; unmarked is not unclassified.`, span.start);
      return undefined;
    }
    if (mark === undefined) return undefined;
    const whole = this.#banner === undefined ? mark : this.#scheme.resolve(mark, this.#banner);
    const { findings: lost } = this.#scheme.rollUp([whole]);
    for (const { code, severity, message, rule } of lost) {
      const told = { code, severity, message: message.replace(/^Portion 1 /, 'This portion '), span: markSpan };
      // What is not valid was told when it was read.
      if (code !== 'capco-portion-invalid') this.findings.push(this.placed(rule ? { ...told, rule } : told));
    }
    return { mark: whole, text, line: this.lineOf(span.start) };
  }

  #block(portion: AnyPortion): ReportBlock | undefined {
    const lead = readLead(portion.lead);
    const lines = this.#lines(portion, lead);
    const underline =
      portion.kind === 'paragraph' && lines.length > 1 && UNDERLINE.test(lines.at(-1)!) ? lines.pop() : undefined;
    if (!this.#isClear(portion, lead, lines)) return undefined;
    const marked = this.#marked(portion, lines.join('\n'));
    if (!marked) return undefined;
    const { indent, quotes, heading, footnote } = lead;
    const [sign] = lead.signs;
    if (underline !== undefined || heading > 0) {
      const level = heading || (underline!.startsWith('=') ? 1 : 2);
      return {
        kind: 'heading',
        level,
        sign,
        ...marked,
        text: marked.text.replace(/\n/g, ' ').replace(/(?<![ \t])[ \t]+#+$/, ''),
      };
    }
    if (footnote !== undefined) return { kind: 'footnote', id: footnote, ...marked };
    return sign ? { kind: 'item', sign, indent, quotes, ...marked } : { kind: 'paragraph', indent, quotes, ...marked };
  }

  /** The words of a portion, line by line, without what quotations and indentation put before them. */
  #lines({ markSpan, words }: AnyPortion, { quotes, emphasis }: Lead): string[] {
    const text = this.#text.slice(words.start, words.end);
    const between = markSpan ? this.#text.slice(markSpan.end, words.start) : '';
    const opened = emphasis !== '' && !between.startsWith(emphasis) ? `${emphasis}${text}` : text;
    const lines = opened.split('\n');
    return lines.map((line) => (quotes > 0 ? line.replace(/^[ \t]*(?:>[ \t]?)+/, '') : line).replace(/^[ \t]+/, ''));
  }

  /** Whether the block is one that can be cut apart: what could change the meaning of what follows is refused. */
  #isClear(portion: AnyPortion, { heading, signs, footnote, quotes, rest }: Lead, lines: readonly string[]): boolean {
    const { span } = portion;
    const before = this.findings.length;
    const mixed = signs.length > 1 || (footnote !== undefined && (heading > 0 || signs.length > 0 || quotes > 0));
    if (mixed) {
      this.#error(
        'report-structure',
        'One list sign, or one footnote sign, stands before a portion; write each on a line of its own.',
        span.start,
      );
    }
    if (heading > 0 && quotes > 0) {
      this.#error('report-structure', 'A heading stands outside quotations.', span.start);
    }
    if (lines.some((line) => BARE_TABLE_RULE.test(line))) {
      this.#error(
        'report-structure',
        'The lines of a table begin and end with a bar, |; every cell carries its mark.',
        span.start,
      );
    } else if (lines.slice(1).some((line) => STRUCTURE.test(line))) {
      this.#error(
        'report-structure',
        'A line inside this portion reads like a fence, a rule or an underline; put an empty line around it.',
        span.start,
      );
    }
    if (rest !== '') {
      const message =
        'What stands before this portion is no sign that can be counted anew; begin the line with the mark.';
      this.#error('report-structure', message, span.start);
    }
    return this.findings.length === before;
  }

  #code(portion: AnyPortion): ReportBlock | undefined {
    const { span } = portion;
    const [fence = '', ...rest] = this.#text.slice(span.start, span.end).split('\n');
    const sign = /^ {0,3}(`{3,}|~{3,})/.exec(fence)?.[1] ?? '```';
    const last = rest.pop()?.trim();
    if (last === undefined || !last.startsWith(sign) || last.replaceAll(sign[0]!, '') !== '') {
      this.#error(
        'report-structure',
        `This block of code never closes; close it with ${sign} on a line of its own.`,
        span.start,
      );
      return undefined;
    }
    const indent = fence.length - fence.trimStart().length;
    const lines = rest.map((line) => line.replace(new RegExp(`^ {0,${indent}}`), ''));
    const first = span.start + fence.length + 1;
    const [own] = readPortions(lines[0] ?? '', this.#scheme).portions;
    const from = first + (rest[0]?.length ?? 0) - (lines[0]?.length ?? 0);
    if (own) this.findings.push(...own.findings.map((one) => this.placed(shifted(one, from))));
    const moved = own?.markSpan ? { ...portion, mark: own.mark, markSpan: { start: from, end: from } } : portion;
    const second = lines.findIndex(
      (line, index) => index > 0 && readPortions(line, this.#scheme).portions[0]?.markSpan,
    );
    if (second > 0) this.#error('report-mark-inside', SECOND_MARK, span.start);
    const words = own ? lines[0]!.slice(own.words.start) : (lines[0] ?? '');
    const marked = this.#marked(moved, [words, ...lines.slice(1)].join('\n'));
    return marked && { kind: 'code', fence: fence.trim(), indent, quotes: 0, ...marked };
  }

  #table(table: TableLines, cells: ReadonlyMap<number, AnyPortion>): ReportBlock | undefined {
    if (!isWhole(table)) {
      this.#error(
        'report-structure',
        'Below the first line of a table, and nowhere else, stands a line such as |---|---|.',
        table.start,
      );
      return undefined;
    }
    const rows = table.lines.map((line): TableRow | undefined => this.#row(line, cells));
    const [header, , ...body] = rows;
    if (!header || body.some((row) => row === undefined)) return undefined;
    const columns = cellsOf(table.lines[1]!).map(({ start, end }) => this.#text.slice(start, end).trim());
    return { kind: 'table', columns, header, rows: body.filter((row) => row !== undefined) };
  }

  #row(line: TableLines['lines'][number], cells: ReadonlyMap<number, AnyPortion>): TableRow | undefined {
    const before = this.findings.length;
    const row = cellsOf(line).map(({ start }) => {
      const portion = cells.get(start);
      if (!portion) return undefined;
      const lead = readLead(portion.lead);
      const [text = ''] = this.#lines(portion, lead);
      return this.#isClear(portion, lead, [text]) ? this.#marked(portion, text) : undefined;
    });
    return this.findings.slice(before).some(({ severity }) => severity === 'error') ? undefined : row;
  }
}

const SECOND_MARK = 'A line inside this block of code begins with a mark; a block of code has one, on its first line.';
const UNMARKED: Readonly<Record<string, string>> = {
  heading: 'This heading carries no mark',
  paragraph: 'This paragraph carries no mark',
  'list-item': 'This list item carries no mark',
  quote: 'This quotation carries no mark',
  cell: 'This table cell carries no mark',
};

function shifted(finding: MarkingFinding, by: number): MarkingFinding {
  return { ...finding, span: { start: finding.span.start + by, end: finding.span.end + by } };
}
