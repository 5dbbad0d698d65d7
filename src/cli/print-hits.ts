import { type FoundSpan, reasonSpans } from '../matcher/explain.ts';
import { printTree } from './print-tree.ts';
import { snippetOf } from './snippet.ts';
import { cutTo, printable, styled, type Terminal } from './terminal.ts';
import type { Hit } from './watch-list.ts';

export const FORMATS = ['table', 'jsonl', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

/** Prints hits as they come: `begin` once, `hit` for each. */
export interface HitPrinter {
  begin(): void;
  hit(hit: Hit): void;
}

export interface PrintOptions {
  readonly explain: boolean;
}

/** Returns the printer of a format. */
export function hitPrinter(format: Format, terminal: Terminal, options: PrintOptions): HitPrinter {
  if (format === 'table') return tablePrinter(terminal, options);
  return format === 'jsonl' ? jsonPrinter(terminal, options) : csvPrinter(terminal);
}

const NO_DATE = 'no date';

function tablePrinter(terminal: Terminal, { explain }: PrintOptions): HitPrinter {
  const width = Math.max(50, Math.min(terminal.width, 140));
  return {
    begin() {},
    hit({ order, question, document, explanation }) {
      const date = (document.date ?? NO_DATE).padEnd(10);
      const label = `${order.id} ${question.letter}`;
      const title = cutTo(printable(document.title) || printable(document.id), width - label.length - 14);
      terminal.out(
        `${styled(terminal, 'dim', date)}  ${styled(terminal, 'cyan', label)}  ${styled(terminal, 'bold', title)}\n`,
      );
      const { pieces } = snippetOf(document, explanation, width - 20);
      const reason = pieces.map(({ text, found }) => (found ? mark(terminal, text) : text)).join('');
      terminal.out(`            ${reason}\n`);
      if (explain) terminal.out(`${printTree(explanation, document, terminal, '            ')}\n`);
    },
  };
}

/** A found word stands out by its style, or between angle quotes where there is none. */
function mark(terminal: Terminal, text: string): string {
  return terminal.hasColour ? styled(terminal, 'found', text) : `«${text}»`;
}

function jsonPrinter(terminal: Terminal, { explain }: PrintOptions): HitPrinter {
  return {
    begin() {},
    hit({ order, question, document, explanation }) {
      const spans = reasonSpans(explanation).map((span) => ({ ...span, text: textOf(document, span) }));
      const line = {
        order: order.id,
        question: question.letter,
        document: document.id,
        date: document.date ?? null,
        title: document.title,
        marking: order.marking,
        spans,
        ...(explain && { explanation }),
      };
      terminal.out(`${JSON.stringify(line)}\n`);
    },
  };
}

function textOf(document: Hit['document'], span: FoundSpan): string {
  return document[span.field].slice(span.start, span.end);
}

function csvPrinter(terminal: Terminal): HitPrinter {
  const row = (cells: readonly string[]): void => terminal.out(`${cells.map(csvCell).join(',')}\r\n`);
  return {
    begin() {
      row(['order', 'question', 'document', 'date', 'title', 'marking', 'reason']);
    },
    hit({ order, question, document, explanation }) {
      const reason = snippetOf(document, explanation, 200).pieces.map(({ text }) => text).join('');
      row([order.id, question.letter, document.id, document.date ?? '', document.title, order.marking, reason]);
    },
  };
}

/** Quotes a cell by RFC 4180; one that a spreadsheet would run as a formula begins with an apostrophe. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
