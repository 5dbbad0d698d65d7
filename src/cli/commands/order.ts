import { errorsAmong } from '../../query/finding.ts';
import { orderFileJsonSchema } from '../../schema/order-file.ts';
import { EXIT } from '../exit-status.ts';
import { loadOrders, reportFindings } from '../load-orders.ts';
import { styled, type Terminal } from '../terminal.ts';

/** Checks order files: prints each finding with its place, and what is there. */
export async function checkOrders(paths: readonly string[], terminal: Terminal): Promise<number> {
  const desk = await loadOrders(paths);
  reportFindings(desk.findings, terminal);
  for (const order of desk.orders) {
    const label = styled(terminal, 'cyan', order.id);
    terminal.out(`${label}  ${order.title}\n`);
    const window = `${order.window.from ?? 'open'} to ${order.window.until ?? 'open'}`;
    const questions = order.questions.map(({ letter }) => letter).join(' ');
    terminal.out(`    ${order.marking}, window ${window}, questions ${questions}, ${order.targets.length} targets\n`);
    for (const unknown of order.unknowns) terminal.out(`    unknown: ${unknown}\n`);
  }
  const errors = errorsAmong(desk.findings).length;
  const warnings = desk.findings.length - errors;
  terminal.error(
    `${desk.orders.length} orders and ${desk.targets.size} targets read: ${errors} errors, ${warnings} warnings.\n`,
  );
  return errors > 0 ? EXIT.trouble : EXIT.found;
}

/** Prints the JSON Schema of order files. */
export function printOrderSchema(terminal: Terminal): number {
  terminal.out(`${JSON.stringify(orderFileJsonSchema(), null, 2)}\n`);
  return EXIT.found;
}
