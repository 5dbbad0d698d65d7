import type { Document } from '../domain/document.ts';
import type { Explanation } from '../matcher/explain.ts';
import { cutTo, printable, styled, type Terminal } from './terminal.ts';

const NAMES: Readonly<Partial<Record<Explanation['kind'], string>>> = { and: 'AND', or: 'OR', not: 'NOT' };
const MOST_SHOWN = 4;

/**
 * Returns the operator tree of an explanation, a line for each part: whether it holds, the part, and the words
 * found with how often. Of the branches of an OR that holds, only those that hold are shown.
 */
export function printTree(explanation: Explanation, document: Document, terminal: Terminal, indent = ''): string {
  const lines: string[] = [];
  const visit = (node: Explanation, depth: number): void => {
    const sign = node.holds ? styled(terminal, 'green', '✓') : styled(terminal, 'red', '✗');
    const label = NAMES[node.kind] ?? cutTo(node.expression, 100);
    lines.push(`${indent}${'  '.repeat(depth)}${sign} ${label}${foundIn(node, document, terminal)}`);
    const choice = node.kind === 'or' || node.kind === 'target';
    const shown = choice ? choicesShown(node) : node.parts;
    for (const part of node.kind === 'target' ? shown.flatMap(aliases) : shown) visit(part, depth + 1);
    const hidden = node.parts.length - shown.length;
    if (choice && hidden > 0 && !node.holds) lines.push(`${indent}${'  '.repeat(depth + 1)}… and ${hidden} more`);
  };
  visit(explanation, 0);
  return lines.join('\n');
}

function choicesShown({ holds, parts }: Explanation): readonly Explanation[] {
  return holds ? parts.filter((part) => part.holds) : parts.slice(0, MOST_SHOWN);
}

/** The branches of a target are its aliases: the OR between them goes without saying. */
function aliases(part: Explanation): readonly Explanation[] {
  return part.kind === 'or' ? choicesShown(part) : [part];
}

function foundIn({ spans, kind }: Explanation, document: Document, terminal: Terminal): string {
  if (spans.length === 0) return '';
  const counts = new Map<string, number>();
  for (const { field, start, end } of spans) {
    const word = printable(document[field].slice(start, end));
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const words = [...counts].map(([word, count]) => (count > 1 ? `${word} ×${count}` : word));
  const more = words.length > MOST_SHOWN ? `, … ${words.length - MOST_SHOWN} more` : '';
  const list = words.slice(0, MOST_SHOWN).join(kind === 'amount' ? '; ' : ', ');
  return styled(terminal, 'dim', `  — ${list}${more}`);
}
