import { type Document, isNode, isScalar, LineCounter, parseAllDocuments, visit } from 'yaml';
import type { z } from 'zod';
import type { OrderInFile } from '../domain/order.ts';
import type { Question, QuestionExpression } from '../domain/question.ts';
import type { Target } from '../domain/target.ts';
import { aliasProblem } from '../domain/target.ts';
import type { Said, SaidValues } from '../errors.ts';
import type { Finding } from '../query/finding.ts';
import { parse } from '../query/parse.ts';
import { BoundedFindings } from './bounded-findings.ts';
import { issueSentence, issueValues } from './issue-sentence.ts';
import { fieldsAt, type OrderEntry, orderDocumentSchema, targetsDocumentSchema } from './order-file.ts';
import { FIELD_TWICE, type Path, type Place, PlacedYaml, yamlSaid } from './placed-yaml.ts';

/** A finding in an order file: `line` and `column` count from 1; `source` is the expression, where it is about one. */
export interface FileFinding extends Finding {
  readonly line: number;
  readonly column: number;
  readonly source?: string;
}

/** Something read from a file, and the means to say where a part of it stands there. */
export interface Placed<T> {
  readonly item: T;
  readonly placeOf: (path: Path, index?: number) => Place;
}

/** What one order file says, with everything that is wrong with it. */
export interface OrderFile {
  readonly orders: readonly Placed<OrderInFile>[];
  readonly targets: readonly Placed<Target>[];
  readonly findings: readonly FileFinding[];
}

const LARGEST_FILE = 1_000_000;

interface FileSource {
  readonly source: string;
  readonly lines: LineCounter;
  readonly found: BoundedFindings<FileFinding>;
}

interface ReportOptions {
  readonly values?: SaidValues | undefined;
  readonly reason?: Said | undefined;
  readonly offsetOf?: () => number;
}

/** One YAML document on its way to an order or to targets. */
class Reader extends PlacedYaml {
  readonly #found: BoundedFindings<FileFinding>;
  hasErrors = false;

  constructor(file: FileSource, document: Document.Parsed) {
    super(file.source, document, file.lines);
    this.#found = file.found;
  }

  #add(severity: Finding['severity'], work: () => FileFinding): void {
    this.hasErrors ||= severity === 'error';
    this.#found.add(severity, work);
  }

  report(code: string, message: string, path: Path, { values, reason, offsetOf }: ReportOptions = {}): void {
    this.#add('error', () => {
      const offset = offsetOf ? offsetOf() : this.offsetOf(path);
      const span = { start: offset, end: offset + 1 };
      const more = { ...(values && { values }), ...(reason && { reason }) };
      return { code, severity: 'error', message, span, ...more, ...this.placeAt(offset) };
    });
  }

  /** Records what the parser of expressions has to say, at the place of the expression in the file. */
  reportExpression(findings: readonly Finding[], source: string, path: Path): void {
    for (const finding of findings) {
      this.#add(finding.severity, () => ({ ...finding, ...this.placeOf(path, finding.span.start), source }));
    }
  }

  reportYaml({ message, values, pos: [start, end] }: WrongPlace): void {
    const told = { code: 'order-file-yaml', severity: 'error', message, ...(values && { values }) } as const;
    this.#add('error', () => ({ ...told, span: { start, end }, ...this.placeAt(start) }));
  }

  reportIssues(error: z.ZodError): void {
    for (const issue of error.issues) {
      const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
      const offsetOf = () =>
        unknown === undefined ? this.offsetOf(issue.path) : this.offsetOfKey([...issue.path, unknown]);
      const values = issueValues(issue, fieldsAt);
      this.report('order-file-invalid', issueSentence(issue, fieldsAt), issue.path, { values, offsetOf });
    }
  }
}

/**
 * Reads one order file (YAML; several documents are allowed). Nothing is skipped silently: what cannot be read
 * is a finding with its line, and the parts without errors are returned beside it.
 */
export function readOrderFile(source: string): OrderFile {
  if (source.length > LARGEST_FILE) {
    const message = 'An order file has at most 1,000,000 characters; share its targets out to several files.';
    const span = { start: LARGEST_FILE, end: source.length };
    const finding: FileFinding = { code: 'order-file-too-large', severity: 'error', message, span, line: 1, column: 1 };
    return { orders: [], targets: [], findings: [finding] };
  }
  const file = { source, lines: new LineCounter(), found: new BoundedFindings<FileFinding>() };
  const orders: Placed<OrderInFile>[] = [];
  const targets: Placed<Target>[] = [];
  // The check of the parser compares each field with each other one, so that a large file would take hours.
  const documents = parseAllDocuments(source, { lineCounter: file.lines, prettyErrors: false, uniqueKeys: false });
  for (const document of documents) readDocument(document, new Reader(file, document), { orders, targets });
  if (documents.length === 0) {
    const span = { start: 0, end: 0 };
    file.found.addAll([{ code: 'order-file-empty', severity: 'error', message: EMPTY, span, line: 1, column: 1 }]);
  }
  return { orders, targets, findings: file.found.all((a, b) => a.line - b.line || a.column - b.column) };
}

const TOO_MANY_ALIASES = 'The aliases (*name) of the file multiply too much; write the parts out.';
const NO_PLAIN_NAME = 'The name of a field is a plain word, no list, no group of fields and no alias (*name).';
const EMPTY = 'The file is empty; it begins with “order:” or with “targets:”.';

interface WrongPlace {
  readonly message: string;
  readonly values?: SaidValues | undefined;
  readonly pos: readonly [number, number];
}

interface ReadParts {
  readonly orders: Placed<OrderInFile>[];
  readonly targets: Placed<Target>[];
}

function readDocument(document: Document.Parsed, reader: Reader, into: ReadParts): void {
  let value: unknown;
  try {
    const [broken] = document.errors;
    const wrong = broken ? { ...yamlSaid(broken), pos: broken.pos } : wrongKey(document);
    // What follows the first error is mostly its consequence.
    if (wrong) {
      reader.reportYaml(wrong);
      return;
    }
    // An alias that multiplies (a "billion laughs" file) is refused by the count.
    value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    const multiplies = error instanceof ReferenceError && error.message.startsWith('Excessive alias count');
    const reason = error instanceof Error ? error.message : String(error);
    const message = multiplies ? TOO_MANY_ALIASES : `This is not YAML: ${reason}.`;
    reader.report('order-file-yaml', message, [], { values: multiplies ? { case: 'aliases' } : undefined });
    return;
  }
  readValue(value, reader, into);
}

/** The first field that is there twice, or that no plain word names: what it says would be overwritten without a word. */
function wrongKey(document: Document.Parsed): WrongPlace | undefined {
  let wrong: WrongPlace | undefined;
  visit(document, {
    Map(_, { items, range: whole }) {
      const names = new Set<string>();
      for (const { key } of items) {
        const name = isScalar(key) ? String(key.value ?? '') : undefined;
        if (name !== undefined && !names.has(name)) {
          names.add(name);
          continue;
        }
        const [start, end] = (isNode(key) ? key.range : whole) ?? [0, 0];
        const said = name === undefined ? { message: NO_PLAIN_NAME, values: { case: 'name' } } : FIELD_TWICE;
        wrong = { ...said, pos: [start, end] };
        return visit.BREAK;
      }
      return undefined;
    },
  });
  return wrong;
}

function readValue(value: unknown, reader: Reader, { orders, targets }: ReadParts): void {
  const root = typeof value === 'object' && value !== null ? value : {};
  if ('targets' in root) {
    const read = targetsDocumentSchema.safeParse(value, { reportInput: true });
    if (!read.success) reader.reportIssues(read.error);
    for (const [index, target] of (read.data?.targets ?? []).entries()) {
      checkAliases(target, index, reader);
      targets.push({ item: target, placeOf: (path, at) => reader.placeOf(['targets', index, ...path], at) });
    }
  } else if ('order' in root) {
    const read = orderDocumentSchema.safeParse(value, { reportInput: true });
    if (!read.success) reader.reportIssues(read.error);
    const order = read.success ? orderOf(read.data.order, reader) : undefined;
    if (order) orders.push({ item: order, placeOf: (path, at) => reader.placeOf(['order', ...path], at) });
  } else {
    const message = 'The file begins neither with “order:” nor with “targets:”, so it is no order file.';
    reader.report('order-file-unknown', message, []);
  }
}

function checkAliases(target: Target, index: number, reader: Reader): void {
  target.aliases.forEach((alias, at) => {
    const problem = aliasProblem(alias);
    if (problem !== undefined) {
      const { message: why, values, reason } = problem;
      const message = `The alias “${alias.text}” cannot be looked for. ${why}`;
      reader.report('target-alias', message, ['targets', index, 'aliases', at, 'text'], {
        values: { alias: alias.text, ...values },
        reason,
      });
    }
    if (alias.from && alias.until && alias.from > alias.until) {
      reader.report(
        'target-alias-window',
        `The alias “${alias.text}” ends before it begins; put the earlier day under “from”.`,
        ['targets', index, 'aliases', at],
        { values: { alias: alias.text } },
      );
    }
  });
}

function orderOf(entry: OrderEntry, reader: Reader): OrderInFile | undefined {
  const { language, questions: entries, ...rest } = entry;
  const questions = entries.map((_, index) => questionOf(entry, index, reader));
  const { from, until } = rest.window;
  if (from && until && until !== 'unknown' && from > until) {
    reader.report('order-window-reversed', 'The window ends before it begins; put the earlier day under “from”.', [
      'order',
      'window',
    ]);
  }
  reportDoubles(
    entries.map((question) => question.letter),
    'questions',
    reader,
  );
  reportDoubles(
    rest.targets.map((target) => target.letter),
    'targets',
    reader,
  );
  return reader.hasErrors ? undefined : { ...rest, questions };
}

function reportDoubles(letters: readonly string[], part: string, reader: Reader): void {
  letters.forEach((letter, index) => {
    if (letters.indexOf(letter) !== index) {
      reader.report(
        'order-double-letter',
        `The letter ${letter} is used twice among the ${part}; each needs its own.`,
        ['order', part, index, 'letter'],
        { values: { letter } },
      );
    }
  });
}

function questionOf(entry: OrderEntry, index: number, reader: Reader): Question {
  const { letter, wording, language, expression, threshold, marking, neededBy } = entry.questions[index]!;
  const path = ['order', 'questions', index, 'expression'];
  if (threshold?.amount !== undefined && !parse(`amount >= ${threshold.amount}`).ok) {
    const message = `“${threshold.amount}” is no amount; write a figure and a currency, such as 200M USD.`;
    const place = ['order', 'questions', index, 'threshold', 'amount'];
    reader.report('order-threshold-amount', message, place, { values: { amount: threshold.amount } });
  }
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
