import { defaultRates } from '../../amounts/default-rates.ts';
import { Refusal } from '../../errors.ts';
import { extractFile } from '../../extract/extract-file.ts';
import { isExtractProblem } from '../../extract/extract-problem.ts';
import { Explainer } from '../../matcher/explain.ts';
import type { Expression } from '../../query/ast.ts';
import { check } from '../../query/check.ts';
import { errorsAmong, type Finding, printFinding } from '../../query/finding.ts';
import { parse } from '../../query/parse.ts';
import { print } from '../../query/print.ts';
import type { TargetLookup } from '../../query/resolve.ts';
import { EXIT } from '../exit-status.ts';
import { loadOrders } from '../load-orders.ts';
import { printTree } from '../print-tree.ts';
import { snippetOf } from '../snippet.ts';
import { printable, styled, type Terminal } from '../terminal.ts';

export interface QueryOptions {
  readonly lang: string;
  /** Order or target files in which `@targets` are found. */
  readonly targets: readonly string[];
}

/** Checks one expression and prints its findings, and its canonical form where it is right. */
export async function checkQuery(source: string, options: QueryOptions, terminal: Terminal): Promise<number> {
  const { expression, findings } = await readQuery(source, options);
  report(findings, source, terminal);
  if (!expression || errorsAmong(findings).length > 0) return EXIT.trouble;
  terminal.out(`${print(expression)}\n`);
  return EXIT.found;
}

/** Holds one expression against the documents of a file and prints the operator tree with what was found. */
export async function explainQuery(
  source: string,
  path: string,
  options: QueryOptions,
  terminal: Terminal,
): Promise<number> {
  const { expression, findings, lookup } = await readQuery(source, options);
  report(findings, source, terminal);
  if (!expression || errorsAmong(findings).length > 0) return EXIT.trouble;
  const explainer = new Explainer(expression, { language: options.lang, lookup, rates: defaultRates });
  let status: number = EXIT.nothing;
  for await (const item of extractFile({ path })) {
    if (isExtractProblem(item)) throw new Refusal('invalid', item.code, item.message);
    const explanation = explainer.explain(item);
    const verdict = explanation.holds ? styled(terminal, 'green', 'matches') : styled(terminal, 'red', 'does not match');
    terminal.out(`${styled(terminal, 'bold', printable(item.title) || item.id)}  ${verdict}\n`);
    terminal.out(`${printTree(explanation, item, terminal, '  ')}\n`);
    if (!explanation.holds) continue;
    status = EXIT.found;
    const { pieces } = snippetOf(item, explanation, Math.min(terminal.width, 140) - 4);
    terminal.out(`  ${pieces.map(({ text, found }) => (found ? styled(terminal, 'found', text) : text)).join('')}\n`);
  }
  return status;
}

interface ReadQuery {
  readonly expression?: Expression;
  readonly findings: readonly Finding[];
  readonly lookup: TargetLookup;
}

async function readQuery(source: string, { lang, targets }: QueryOptions): Promise<ReadQuery> {
  const lookup: TargetLookup = targets.length > 0 ? (await loadOrders(targets)).lookup : () => undefined;
  const parsed = parse(source);
  if (!parsed.ok) return { findings: parsed.findings, lookup };
  const findings = [...parsed.warnings, ...check(parsed.expression, { language: lang, lookup })];
  return { expression: parsed.expression, findings, lookup };
}

function report(findings: readonly Finding[], source: string, terminal: Terminal): void {
  for (const finding of findings) terminal.error(`${printFinding(finding, source)}\n`);
}
