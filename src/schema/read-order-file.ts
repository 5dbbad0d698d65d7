import { type Document, isNode, LineCounter, parseAllDocuments, type YAMLParseError } from 'yaml';
import type { z } from 'zod';
import type { Order } from '../domain/order.ts';
import type { Question, QuestionExpression } from '../domain/question.ts';
import type { Target } from '../domain/target.ts';
import { aliasExpression } from '../domain/target.ts';
import { errorsAmong, type Finding } from '../query/finding.ts';
import { parse } from '../query/parse.ts';
import { orderDocumentSchema, type OrderEntry, targetsDocumentSchema } from './order-file.ts';

/** A finding in an order file: `line` and `column` count from 1; `source` is the expression, where it is about one. */
export interface FileFinding extends Finding {
  readonly line: number;
  readonly column: number;
  readonly source?: string;
}

type Path = readonly PropertyKey[];

/** Something read from a file, and the means to say where a part of it stands there. */
export interface Placed<T> {
  readonly item: T;
  readonly placeOf: (path: Path) => Place;
}

/** Line and column in a file, both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** What one order file says, with everything that is wrong with it. */
export interface OrderFile {
  readonly orders: readonly Placed<Order>[];
  readonly targets: readonly Placed<Target>[];
  readonly findings: readonly FileFinding[];
}

const LARGEST_FILE = 1_000_000;

/** One YAML document on its way to an order or to targets. */
class Reader {
  readonly findings: FileFinding[] = [];
  readonly #lines: LineCounter;
  readonly #document: Document.Parsed;

  constructor(document: Document.Parsed, lines: LineCounter) {
    this.#document = document;
    this.#lines = lines;
  }

  /** The offset of the node at `path`, or of the nearest one above it that exists. */
  offsetOf(path: Path): number {
    for (let length = path.length; length > 0; length--) {
      const node = this.#document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return node.range[0];
    }
    return this.#document.contents?.range?.[0] ?? 0;
  }

  placeOf(path: Path): Place {
    const { line, col } = this.#lines.linePos(this.offsetOf(path));
    return { line, column: col };
  }

  report(code: string, message: string, path: Path): void {
    const start = this.offsetOf(path);
    this.findings.push({ code, severity: 'error', message, span: { start, end: start + 1 }, ...this.placeOf(path) });
  }

  /** Records what the parser of expressions has to say, at the place of the expression in the file. */
  reportExpression(findings: readonly Finding[], source: string, path: Path): void {
    for (const finding of findings) this.findings.push({ ...finding, ...this.placeOf(path), source });
  }

  reportYaml(problem: YAMLParseError): void {
    const [start, end] = problem.pos;
    const { line, col } = this.#lines.linePos(start);
    const span = { start, end };
    const message = problem.message.split('\n')[0]!;
    this.findings.push({ code: 'order-file-yaml', severity: 'error', message, span, line, column: col });
  }

  reportIssues(error: z.ZodError): void {
    for (const issue of error.issues) {
      const unknown = issue.code === 'unrecognized_keys' ? issue.keys : [];
      const path = unknown.length > 0 ? [...issue.path, unknown[0]!] : issue.path;
      this.report('order-file-invalid', `${issue.path.join('.') || 'file'}: ${issueSentence(issue)}`, path);
    }
  }
}

function issueSentence(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `unknown ${issue.keys.map((key) => `“${key}”`).join(', ')}`;
  if (issue.code === 'invalid_type' && issue.input === undefined) return `is missing (expected ${issue.expected})`;
  return issue.message.replace(/^Invalid input: /, '');
}

/**
 * Reads one order file (YAML; several documents are allowed). Nothing is skipped silently: what cannot be read
 * is a finding with its line, and the parts without errors are returned beside it.
 */
export function readOrderFile(source: string): OrderFile {
  if (source.length > LARGEST_FILE) {
    const message = `An order file has at most ${LARGEST_FILE} characters.`;
    const span = { start: LARGEST_FILE, end: source.length };
    const finding: FileFinding = { code: 'order-file-too-large', severity: 'error', message, span, line: 1, column: 1 };
    return { orders: [], targets: [], findings: [finding] };
  }
  const lines = new LineCounter();
  const orders: Placed<Order>[] = [];
  const targets: Placed<Target>[] = [];
  const findings: FileFinding[] = [];
  for (const document of parseAllDocuments(source, { lineCounter: lines, prettyErrors: false })) {
    const reader = new Reader(document, lines);
    readDocument(document, reader, orders, targets);
    findings.push(...reader.findings);
  }
  return { orders, targets, findings };
}

function readDocument(document: Document.Parsed, reader: Reader, orders: Placed<Order>[], targets: Placed<Target>[]): void {
  for (const problem of document.errors) reader.reportYaml(problem);
  if (document.errors.length > 0) return;
  let value: unknown;
  try {
    // An alias that multiplies (a "billion laughs" file) is refused by the count.
    value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    return reader.report('order-file-yaml', error instanceof Error ? error.message : String(error), []);
  }
  const root = typeof value === 'object' && value !== null ? value : {};
  if ('targets' in root) {
    const read = targetsDocumentSchema.safeParse(value, { reportInput: true });
    if (!read.success) return reader.reportIssues(read.error);
    read.data.targets.forEach((target, index) => {
      checkAliases(target, index, reader);
      targets.push({ item: target, placeOf: (path) => reader.placeOf(['targets', index, ...path]) });
    });
  } else if ('order' in root) {
    const read = orderDocumentSchema.safeParse(value, { reportInput: true });
    if (!read.success) return reader.reportIssues(read.error);
    const order = orderOf(read.data.order, reader);
    if (order) orders.push({ item: order, placeOf: (path) => reader.placeOf(['order', ...path]) });
  } else {
    reader.report('order-file-unknown', 'The file holds neither “order:” nor “targets:” at its top.', []);
  }
}

function checkAliases(target: Target, index: number, reader: Reader): void {
  target.aliases.forEach((alias, at) => {
    if (aliasExpression(alias) === undefined) {
      reader.report('target-empty-alias', `The alias “${alias.text}” holds nothing to look for.`, ['targets', index, 'aliases', at]);
    }
    if (alias.from && alias.until && alias.from > alias.until) {
      reader.report('target-alias-window', 'The alias ends before it begins.', ['targets', index, 'aliases', at]);
    }
  });
}

function orderOf(entry: OrderEntry, reader: Reader): Order | undefined {
  const { language, questions: entries, ...rest } = entry;
  const questions = entries.map((_, index) => questionOf(entry, index, reader));
  const { from, until } = rest.window;
  if (from && until && until !== 'unknown' && from > until) {
    reader.report('order-window-reversed', 'The window ends before it begins.', ['order', 'window']);
  }
  reportDoubles(entries.map((question) => question.letter), 'questions', reader);
  reportDoubles(rest.targets.map((target) => target.letter), 'targets', reader);
  return errorsAmong(reader.findings).length > 0 ? undefined : { ...rest, questions };
}

function reportDoubles(letters: readonly string[], part: string, reader: Reader): void {
  letters.forEach((letter, index) => {
    if (letters.indexOf(letter) !== index) {
      reader.report('order-double-letter', `The letter ${letter} is used twice among the ${part}.`, ['order', part, index]);
    }
  });
}

function questionOf(entry: OrderEntry, index: number, reader: Reader): Question {
  const { letter, wording, language, expression, threshold, marking, neededBy } = entry.questions[index]!;
  const path = ['order', 'questions', index, 'expression'];
  const own = language ?? entry.language;
  const sources = typeof expression === 'string' ? { [own]: expression } : expression;
  const expressions: QuestionExpression[] = [];
  for (const [code, source] of Object.entries(sources)) {
    const parsed = parse(source);
    const place = typeof expression === 'string' ? path : [...path, code];
    reader.reportExpression(parsed.ok ? parsed.warnings : parsed.findings, source, place);
    if (parsed.ok) expressions.push({ language: code, source, expression: parsed.expression });
  }
  return { letter, wording, expressions, threshold, marking, neededBy, state: 'open' };
}
