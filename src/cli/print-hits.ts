import type { Document } from '../domain/document.ts';
import { type FoundSpan, reasonSpans } from '../matcher/explain.ts';
import { cutPieces, snippetOf, titleOf } from '../matcher/snippet.ts';
import { csvLine } from './csv.ts';
import { printTree } from './print-tree.ts';
import { highlighted, printable, printableJson, resultWidth, styled, type Terminal } from './terminal.ts';
import type { Hit } from './watch-list.ts';

export const FORMATS = ['table', 'jsonl', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

/** Prints hits as they come; `begin` once, before the first document. */
export interface HitPrinter {
  begin(): void;
  hit(hit: Hit, queued?: QueueNote): void;
}

/** What a queue says of a hit beside its reason. */
export interface QueueNote {
  readonly id: string;
  readonly score: number | null;
  readonly suggestion?: string;
  /** How many more hits there are on the same story. */
  readonly further?: number;
}

export interface PrintOptions {
  readonly explain: boolean;
  /** Columns of the widest order and question, so that titles stand below each other. */
  readonly labelWidth: number;
}

/** Returns the printer of a format. */
export function hitPrinter(format: Format, terminal: Terminal, options: PrintOptions): HitPrinter {
  if (format === 'table') return tablePrinter(terminal, options);
  return format === 'jsonl' ? jsonPrinter(terminal, options) : csvPrinter(terminal);
}

/** Returns how a table names the order and the question of a hit. */
export function labelOf({ order, question }: Pick<Hit, 'order' | 'question'>): string {
  return `${order.id} ${question.letter}`;
}

const NO_DATE = 'no date';
const INDENT = ' '.repeat(12);
const CSV_REASON = 200;

function tablePrinter(terminal: Terminal, { explain, labelWidth }: PrintOptions): HitPrinter {
  const width = resultWidth(terminal);
  let isFirst = true;
  return {
    begin() {},
    hit(hit, queued) {
      const { document, explanation } = hit;
      if (isFirst) terminal.out(`${styled(terminal, 'dim', heading(labelWidth, terminal))}\n`);
      isFirst = false;
      const reason = reasonSpans(explanation);
      const date = styled(terminal, 'dim', (document.date ?? NO_DATE).padEnd(10));
      const label = styled(terminal, 'cyan', labelOf(hit).padEnd(labelWidth));
      const title = titleOf(document, reason);
      const shown = title.length > 0 ? title : [{ text: printable(document.id), found: false }];
      const head = highlighted(cutPieces(shown, width - labelWidth - 14), terminal);
      terminal.out(`${date}  ${label}  ${head}\n`);
      const text = highlighted(snippetOf(document, reason, width - INDENT.length), terminal);
      if (text) terminal.out(`${INDENT}${text}\n`);
      const notes = queued ? notesOf(queued) : '';
      if (notes) terminal.out(`${INDENT}${styled(terminal, 'yellow', notes)}\n`);
      if (explain) terminal.out(`${printTree(explanation, document, terminal, INDENT)}\n`);
    },
  };
}

function notesOf({ suggestion, score, further = 0 }: QueueNote): string {
  const suggested = suggestion ? [`suggested: ${suggestion} (score ${score?.toFixed(2)})`] : [];
  return [...suggested, ...(further > 0 ? [`${further} more on this story`] : [])].join('; ');
}

function heading(labelWidth: number, terminal: Terminal): string {
  const legend = highlighted([{ text: 'found words', found: true }], terminal);
  return `${'date'.padEnd(10)}  ${'order question'.padEnd(labelWidth)}  title, and below it why, with the ${legend}`;
}

function jsonPrinter(terminal: Terminal, { explain }: PrintOptions): HitPrinter {
  return {
    begin() {},
    hit({ order, question, document, explanation }, queued) {
      const line = {
        ...(queued && { hit: queued.id }),
        order: order.id,
        question: question.letter,
        document: document.id,
        date: document.date ?? null,
        title: document.title,
        marking: order.marking,
        spans: reasonSpans(explanation).map(({ field, start, end }) => ({
          field,
          start,
          end,
          text: textOf(document, { field, start, end }),
        })),
        ...(queued && { score: queued.score, suggestion: queued.suggestion ?? null }),
        ...(queued?.further !== undefined && { further: queued.further }),
        ...(explain && { explanation }),
      };
      terminal.out(`${printableJson(line)}\n`);
    },
  };
}

function textOf(document: Document, { field, start, end }: FoundSpan): string {
  return document[field].slice(start, end);
}

function csvPrinter(terminal: Terminal): HitPrinter {
  return {
    begin() {
      terminal.out(csvLine(['order', 'question', 'document', 'date', 'title', 'marking', 'reason']));
    },
    hit({ order, question, document, explanation }) {
      const pieces = snippetOf(document, reasonSpans(explanation), CSV_REASON);
      const reason = highlighted(pieces, { ...terminal, hasColour: false });
      terminal.out(
        csvLine([order.id, question.letter, document.id, document.date ?? '', document.title, order.marking, reason]),
      );
    },
  };
}
