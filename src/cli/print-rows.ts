import { printable, styled, type Terminal } from './terminal.ts';

/** Prints names and what they are, in two columns. */
export function printRows(terminal: Terminal, rows: readonly (readonly [name: string, value: string])[]): void {
  const width = Math.max(...rows.map(([name]) => name.length));
  for (const [name, value] of rows) {
    terminal.out(`${styled(terminal, 'dim', name.padEnd(width))}  ${printable(value)}\n`);
  }
}
