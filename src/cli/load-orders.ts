import { readFile, stat } from 'node:fs/promises';
import { Refusal } from '../errors.ts';
import { listFiles } from '../extract/list-files.ts';
import { errorsAmong, printFinding } from '../query/finding.ts';
import { assembleDesk, type Desk, type DeskFinding } from '../schema/assemble-desk.ts';
import { printable, styled, type Terminal } from './terminal.ts';

/** Reads the order files at `paths` (files, or folders whose `.yaml` and `.yml` files are read) and assembles them. */
export async function loadOrders(paths: readonly string[]): Promise<Desk> {
  const files: { path: string; source: string }[] = [];
  for (const path of paths) {
    const isFolder = await stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    );
    for await (const file of listFiles([path])) {
      if (isFolder && !/\.ya?ml$/i.test(file)) continue;
      files.push({ path: file, source: await readFile(file, 'utf8') });
    }
  }
  if (files.length === 0) {
    const message = `There is no .yaml or .yml file in ${paths.join(', ')}. An order file begins with “order:”; see docs/order-file.md.`;
    throw new Refusal('not-found', 'order-no-file', message);
  }
  return assembleDesk(files);
}

/** Prints what was found in order files: place, sentence, and for an expression its line with a caret. */
export function reportFindings(findings: readonly DeskFinding[], terminal: Terminal): void {
  for (const finding of findings) {
    const { path, line, column, severity, message, code, source } = finding;
    const style = severity === 'error' ? 'red' : 'yellow';
    const place = styled(terminal, 'bold', `${path}:${line}:${column}`);
    const lines = source === undefined ? [] : printFinding(finding, source).split('\n').slice(1);
    const head = `${place}: ${styled(terminal, style, severity)}: ${printable(message)} (${code})`;
    terminal.error(`${[head, ...lines].join('\n')}\n`);
  }
}

/** Loads orders that are to be used: reports what is found, and refuses where there are errors. */
export async function loadUsableOrders(paths: readonly string[], terminal: Terminal): Promise<Desk> {
  const desk = await loadOrders(paths);
  reportFindings(desk.findings, terminal);
  const errors = errorsAmong(desk.findings).length;
  if (errors > 0) {
    const message = `${errors} ${errors === 1 ? 'error' : 'errors'} in the order files: nothing was matched. “vigie order check” shows them alone.`;
    throw new Refusal('invalid', 'order-has-errors', message);
  }
  if (desk.orders.length === 0) {
    throw new Refusal('invalid', 'order-none', `There is no order in ${paths.join(', ')}, only targets.`);
  }
  return desk;
}
