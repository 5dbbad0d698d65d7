import type { Document } from '../domain/document.ts';
import { documentOf } from './document-of.ts';
import { type Origin, Unreadable } from './extract-problem.ts';
import { readFileName } from './file-name.ts';
import { normalizedLines } from './plain-text-document.ts';

const SEPARATORS = ['\t', ';', ',', '|'];

/**
 * Reads a table in comma-separated values (RFC 4180; tabs, semicolons and bars separate as well) as a text with a line
 * for each row, the heads first, its cells apart by tabs. Throws `Unreadable`.
 */
export function csvDocument(source: string, origin: Origin): Document {
  const rows = readRows(normalizedLines(source));
  const text = rows.map((cells) => cells.join('\t').trimEnd()).join('\n');
  if (text.trim() === '') throw new Unreadable('extract-no-text', 'The file is empty or holds white space only.');
  const { date, title = '' } = readFileName(origin.path);
  const portions = [{ kind: 'table', mark: null, start: 0, end: text.length }];
  return documentOf({ id: origin.path, title, text, lang: origin.lang, date, portions });
}

/** The sign that separates most cells of the first line. */
function separatorOf(source: string): string {
  const first = source.slice(0, source.search(/\n|$/)).replace(/"[^"]*"/g, '');
  const counted = SEPARATORS.map((sign) => first.split(sign).length);
  return SEPARATORS[counted.indexOf(Math.max(...counted))]!;
}

function readRows(source: string): string[][] {
  const separator = separatorOf(source.trimStart());
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < source.length; ) {
    const { cell, end } = readCell(source, at, separator);
    row.push(cell.replace(/\s+/g, ' ').trim());
    at = end + 1;
    if (source[end] === separator) continue;
    if (row.some((one) => one !== '')) rows.push(row);
    row = [];
  }
  if (row.some((one) => one !== '')) rows.push(row);
  return rows;
}

/** A cell in quotation marks may hold separators and line ends; a quotation mark in it is doubled. */
function readCell(source: string, at: number, separator: string): { readonly cell: string; readonly end: number } {
  let end = at;
  const parts: string[] = [];
  if (source[at] === '"') {
    let from = at + 1;
    for (;;) {
      const close = source.indexOf('"', from);
      // One that is not closed takes nothing along: it is a sign like any other.
      if (close < 0)
        return { cell: source.slice(at, lineEnd(source, at, separator)), end: lineEnd(source, at, separator) };
      parts.push(source.slice(from, close));
      end = close + 1;
      if (source[end] !== '"') break;
      parts.push('"');
      from = end + 1;
    }
  }
  const stop = lineEnd(source, end, separator);
  return { cell: parts.join('') + source.slice(end, stop), end: stop };
}

function lineEnd(source: string, from: number, separator: string): number {
  let end = from;
  while (end < source.length && source[end] !== separator && source[end] !== '\n') end++;
  return end;
}
