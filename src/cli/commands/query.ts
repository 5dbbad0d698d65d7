import type { Readable } from 'node:stream';
import { Refusal } from '../../errors.ts';
import type { Expression } from '../../query/ast.ts';
import { check } from '../../query/check.ts';
import { errorsAmong, type Finding, printFinding } from '../../query/finding.ts';
import { parse } from '../../query/parse.ts';
import { print } from '../../query/print.ts';
import type { TargetLookup } from '../../query/resolve.ts';
import { EXIT } from '../exit-status.ts';
import {
  highlighted,
  printable,
  printableSource,
  resultWidth,
  styled,
  styledError,
  type Terminal,
} from '../terminal.ts';

export interface QueryOptions {
  /** ISO 639-1 code of the language of the bare words. */
  readonly lang: string;
  /** Order or target files in which `@targets` are found. */
  readonly targets?: readonly string[] | undefined;
}

export interface ExplainOptions extends QueryOptions {
  /** The file with the documents, or `-` for standard input. */
  readonly text: string;
}

/** Checks one expression and prints its findings, and its canonical form where it is right. */
export async function checkQuery(source: string, options: QueryOptions, terminal: Terminal): Promise<number> {
  const { expression } = await readQuery(source, options, terminal);
  if (!expression) return EXIT.trouble;
  terminal.out(`${printable(print(expression))}\n`);
  return EXIT.found;
}

/** Holds one expression against the documents of a file and prints the operator tree with what was found. */
export async function explainQuery(
  source: string,
  options: ExplainOptions,
  terminal: Terminal,
  input: Readable,
): Promise<number> {
  const { expression, lookup } = await readQuery(source, options, terminal);
  if (!expression) return EXIT.trouble;
  const { Explainer, reasonSpans } = await import('../../matcher/explain.ts');
  const { defaultRates } = await import('../../amounts/default-rates.ts');
  const { DocumentReader } = await import('../read-documents.ts');
  const { printTree } = await import('../print-tree.ts');
  const { snippetOf, titleOf } = await import('../../matcher/snippet.ts');
  const explainer = new Explainer(expression, { language: options.lang, lookup, rates: defaultRates });
  const reader = new DocumentReader(terminal);
  let status: number = EXIT.nothing;
  for await (const document of reader.documents({ paths: [options.text], input })) {
    const explanation = explainer.explain(document);
    const reason = explanation.holds ? reasonSpans(explanation) : [];
    const title = highlighted(titleOf(document, reason), terminal) || printable(document.id);
    const verdict = explanation.holds
      ? styled(terminal, 'green', 'matches')
      : styled(terminal, 'red', 'does not match');
    terminal.out(`${title}: ${verdict}\n`);
    if (explanation.holds) {
      status = EXIT.found;
      terminal.out(`  ${highlighted(snippetOf(document, reason, resultWidth(terminal) - 2), terminal)}\n`);
    }
    terminal.out(`${printTree(explanation, document, terminal, '  ')}\n`);
  }
  return reader.problems > 0 ? EXIT.trouble : status;
}

/** An expression that may be used; absent where there were errors, which are then told. */
interface ReadQuery {
  readonly expression?: Expression;
  readonly lookup: TargetLookup;
}

async function readQuery(source: string, { lang, targets = [] }: QueryOptions, terminal: Terminal): Promise<ReadQuery> {
  const lookup = await targetLookup(targets, terminal);
  const parsed = parse(source);
  const findings = parsed.ok
    ? [...parsed.warnings, ...check(parsed.expression, { language: lang, lookup })]
    : parsed.findings;
  for (const finding of findings) report(finding, source, terminal);
  return parsed.ok && errorsAmong(findings).length === 0 ? { expression: parsed.expression, lookup } : { lookup };
}

async function targetLookup(paths: readonly string[], terminal: Terminal): Promise<TargetLookup> {
  if (paths.length === 0) return () => undefined;
  const { loadOrders, reportFindings } = await import('../load-orders.ts');
  const desk = await loadOrders(paths);
  reportFindings(desk.findings, terminal);
  if (errorsAmong(desk.findings).length > 0) {
    throw new Refusal(
      'invalid',
      'cli-targets-have-errors',
      'The files given with --targets have errors; put them right first.',
    );
  }
  return desk.lookup;
}

function report(finding: Finding, source: string, terminal: Terminal): void {
  const [head = '', ...lines] = printFinding(finding, printableSource(source)).split('\n');
  const style = finding.severity === 'error' ? 'red' : 'yellow';
  const sentence = printable(head.slice(finding.severity.length));
  terminal.error(`${[styledError(terminal, style, finding.severity) + sentence, ...lines].join('\n')}\n`);
}
