import { printable } from './terminal.ts';

// What a spreadsheet reads as the start of a formula, full-width forms too.
const STARTS_FORMULA = /^[=+\-@＝＋－＠]/;

/**
 * Returns a line of CSV by RFC 4180, with cells that are safe to print. A cell that a spreadsheet would run as a
 * formula begins with an apostrophe; one with a semicolon is quoted too, since many spreadsheets part cells there.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(text: string): string {
  const plain = printable(text);
  const safe = STARTS_FORMULA.test(plain) ? `'${plain}` : plain;
  return /[",;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
