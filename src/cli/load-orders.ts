import { readFile, stat } from 'node:fs/promises';
import { Refusal } from '../errors.ts';
import { listFiles } from '../extract/list-files.ts';
import { errorsAmong, printFinding } from '../query/finding.ts';
import { assembleDesk, type Desk, type DeskAround, type DeskFinding } from '../schema/assemble-desk.ts';
import { counted } from './counted.ts';
import { printable, printableSource, styledError, type Terminal } from './terminal.ts';

/** Reads the order files at `paths` (files, or folders whose `.yaml` and `.yml` files are read) and assembles them. */
export async function loadOrders(paths: readonly string[], around: DeskAround = {}): Promise<Desk> {
  const files = new Map<string, string>();
  for (const path of paths) {
    const isFolder = await stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    );
    for await (const file of listFiles([path])) {
      if (files.has(file) || (isFolder && !/\.ya?ml$/i.test(file))) continue;
      files.set(file, await readOrders(file));
    }
  }
  if (files.size === 0) {
    const message = `There is no .yaml or .yml file in ${paths.join(', ')}. An order file begins with “order:”; docs/order-file.md describes it.`;
    throw new Refusal('not-found', 'order-no-file', message);
  }
  return assembleDesk(
    [...files].map(([path, source]) => ({ path, source })),
    around,
  );
}

async function readOrders(path: string): Promise<string> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal('not-found', 'order-unreadable', `The order file “${path}” cannot be read (${error.code}).`);
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const message = `The order file “${path}” is not UTF-8; save it as UTF-8 text.`;
    throw new Refusal('invalid', 'order-not-utf8', message);
  }
}

/** Prints what was found in order files: place, sentence, and for an expression its line with a caret. */
export function reportFindings(findings: readonly DeskFinding[], terminal: Terminal): void {
  for (const finding of findings) {
    const { path, line, column, severity, message, code, source } = finding;
    const style = severity === 'error' ? 'red' : 'yellow';
    const place = styledError(terminal, 'bold', printable(`${path}:${line}:${column}`));
    const lines = source === undefined ? [] : printFinding(finding, printableSource(source)).split('\n').slice(1);
    const head = `${place}: ${styledError(terminal, style, severity)}: ${printable(message)} (${code})`;
    terminal.error(`${[head, ...lines].join('\n')}\n`);
  }
}

/** Loads orders that are to be used: reports what is found, and refuses where there are errors. */
export async function loadUsableOrders(
  paths: readonly string[],
  terminal: Terminal,
  around: DeskAround = {},
): Promise<Desk> {
  const desk = await loadOrders(paths, around);
  reportFindings(desk.findings, terminal);
  const errors = errorsAmong(desk.findings).length;
  if (errors > 0) {
    const message = `There ${errors === 1 ? 'is' : 'are'} ${counted(errors, 'error')} in the order files, so nothing was matched.`;
    throw new Refusal('invalid', 'order-has-errors', message);
  }
  if (desk.orders.length === 0) {
    const message = `There is no order in ${paths.join(', ')}, only targets; give the file or folder with “order:” as well.`;
    throw new Refusal('invalid', 'order-none', message);
  }
  return desk;
}
