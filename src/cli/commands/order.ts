import type { Order } from '../../domain/order.ts';
import { errorsAmong } from '../../query/finding.ts';
import { counted } from '../counted.ts';
import { EXIT } from '../exit-status.ts';
import { loadOrders, reportFindings } from '../load-orders.ts';
import { printable, resultWidth, styled, type Terminal, wrapped } from '../terminal.ts';

/** Checks order files: prints each finding with its place, and what is there. */
export async function checkOrders(paths: readonly string[], terminal: Terminal): Promise<number> {
  const desk = await loadOrders(paths);
  reportFindings(desk.findings, terminal);
  for (const order of desk.orders) describe(order, terminal);
  const errors = errorsAmong(desk.findings).length;
  const warnings = desk.findings.length - errors;
  const read = `${counted(desk.orders.length, 'order')} and ${counted(desk.targets.size, 'target')} read`;
  terminal.error(`${read}: ${counted(errors, 'error')}, ${counted(warnings, 'warning')}.\n`);
  return errors > 0 ? EXIT.trouble : EXIT.found;
}

function describe(order: Order, terminal: Terminal): void {
  const { window, replay, questions, targets, unknowns } = order;
  terminal.out(`${styled(terminal, 'cyan', order.id)}  ${styled(terminal, 'bold', printable(order.title))}\n`);
  const facts = [
    `marked ${printable(order.marking)}`,
    windowText(window.from, window.until),
    `${order.status}${replay ? ', a replay' : ''}`,
    counted(targets.length, 'target'),
  ];
  terminal.out(`    ${facts.join('; ')}\n`);
  const width = resultWidth(terminal);
  for (const { letter, wording, expressions } of questions) {
    const languages = expressions.map(({ language }) => language).join(', ');
    const line = `${printable(wording)} (${languages})`;
    terminal.out(
      `    ${styled(terminal, 'cyan', letter.padEnd(3))} ${wrapped(line, width - 8).join(`\n${' '.repeat(8)}`)}\n`,
    );
  }
  for (const unknown of unknowns) {
    terminal.out(`    not known: ${wrapped(printable(unknown), width - 15).join(`\n${' '.repeat(15)}`)}\n`);
  }
}

function windowText(from: string | undefined, until: string | undefined): string {
  if (from === undefined && until === undefined) return 'no window';
  const end = until === 'unknown' ? 'an unknown end' : (until ?? 'no end');
  return `from ${from ?? 'any day'} to ${end}`;
}
