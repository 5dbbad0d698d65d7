import type { Document } from '../domain/document.ts';
import type { Explanation, FoundAmount } from '../matcher/explain.ts';
import { printFigure } from '../query/print.ts';
import { cutTo, printable, styled, type Terminal } from './terminal.ts';

const NAMES: Readonly<Partial<Record<Explanation['kind'], string>>> = { and: 'AND', or: 'OR', not: 'NOT' };
const MOST_SHOWN = 4;
const MOST_LABEL = 100;

/**
 * Returns the operator tree of an explanation, a line for each part: whether it holds, the part, and the words
 * found with how often. Of the branches of an OR that holds, only those that hold are shown.
 */
export function printTree(explanation: Explanation, document: Document, terminal: Terminal, indent = ''): string {
  const lines: string[] = [];
  const visit = (node: Explanation, depth: number): void => {
    const sign = node.holds ? styled(terminal, 'green', '✓') : styled(terminal, 'red', '✗');
    const label = cutTo(labelOf(node), MOST_LABEL);
    const aside = node.aside ? styled(terminal, 'dim', '  (anywhere in the document)') : '';
    lines.push(`${indent}${'  '.repeat(depth)}${sign} ${label}${foundIn(node, document, terminal)}${aside}`);
    const shown = partsShown(node);
    for (const part of shown) visit(part, depth + 1);
    const hidden = node.holds ? 0 : node.parts.length - shown.length;
    if (isChoice(node) && hidden > 0) lines.push(`${indent}${'  '.repeat(depth + 1)}… and ${hidden} more`);
  };
  visit(explanation, 0);
  return lines.join('\n');
}

function labelOf(node: Explanation): string {
  return isShownWhole(node) ? printable(node.expression) : (NAMES[node.kind] ?? printable(node.expression));
}

/** A NOT that holds has nothing to show inside. */
function isShownWhole({ kind, holds }: Explanation): boolean {
  return kind === 'not' && holds;
}

function isChoice({ kind }: Explanation): boolean {
  return kind === 'or' || kind === 'target';
}

function partsShown(node: Explanation): readonly Explanation[] {
  if (isShownWhole(node)) return [];
  if (node.kind !== 'target') return isChoice(node) ? choices(node) : node.parts;
  // The branches of a target are its aliases, and the OR between them goes without saying; so does its only name.
  return node.parts.flatMap((part) => (part.kind === 'or' ? choices(part) : part.parts.length > 0 ? [part] : []));
}

function choices({ holds, parts }: Explanation): readonly Explanation[] {
  return holds ? parts.filter((part) => part.holds) : parts.slice(0, MOST_SHOWN);
}

function foundIn(node: Explanation, document: Document, terminal: Terminal): string {
  const found = node.amounts
    ? node.amounts.map((amount) => amountFound(amount, document))
    : node.spans.map(({ field, start, end }) => printable(document[field].slice(start, end)));
  if (found.length === 0) return '';
  const counts = new Map<string, number>();
  for (const words of found) counts.set(words, (counts.get(words) ?? 0) + 1);
  const list = [...counts].map(([words, count]) => (count > 1 ? `${words} ×${count}` : words));
  const more = list.length > MOST_SHOWN ? `, … ${list.length - MOST_SHOWN} more` : '';
  const shown = list.slice(0, MOST_SHOWN).join(node.amounts ? '; ' : ', ');
  return styled(terminal, 'dim', `  — ${shown}${more}`);
}

/** An amount as it was found, and as it was compared. */
function amountFound({ span, value, upper, currency, converted }: FoundAmount, document: Document): string {
  const words = span ? printable(document[span.field].slice(span.start, span.end)) : 'stated as data';
  const read = `${words} = ${figures(value, upper)} ${currency}`;
  if (!converted) return read;
  const { rate, day } = converted;
  const compared = `${figures(rounded(converted.value), converted.upper && rounded(converted.upper))} ${converted.currency}`;
  return `${read} = ${compared} (1 ${currency} = ${Number(rate.toPrecision(5))} ${converted.currency}, the rate for ${day})`;
}

function figures(value: number, upper: number | undefined): string {
  return upper === undefined ? printFigure(value) : `${printFigure(value)} to ${printFigure(upper)}`;
}

/** Four figures say enough of what a rate has changed. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
