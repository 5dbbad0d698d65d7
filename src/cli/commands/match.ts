import type { Readable } from 'node:stream';
import { defaultRates } from '../../amounts/default-rates.ts';
import type { RateTable } from '../../amounts/rates.ts';
import { Refusal } from '../../errors.ts';
import type { Desk } from '../../schema/assemble-desk.ts';
import { counted } from '../counted.ts';
import { EXIT } from '../exit-status.ts';
import { loadUsableOrders } from '../load-orders.ts';
import { matchDocuments } from '../match-documents.ts';
import { type Format, hitPrinter, labelOf } from '../print-hits.ts';
import { Progress } from '../progress.ts';
import { DocumentReader } from '../read-documents.ts';
import { styledError, type Terminal } from '../terminal.ts';
import { isDue, WatchList } from '../watch-list.ts';

export interface MatchOptions {
  readonly orders: readonly string[];
  readonly format?: Format | undefined;
  readonly explain: boolean;
  readonly ignoreWindow: boolean;
  readonly threads: number;
  readonly lang?: string | undefined;
  readonly rates?: string | undefined;
}

/** Holds documents against the questions of orders and prints the hits. Returns the exit status, as grep's. */
export async function match(
  paths: readonly string[],
  options: MatchOptions,
  terminal: Terminal,
  input: Readable,
): Promise<number> {
  const { format = 'table', explain } = options;
  if (explain && format === 'csv') {
    throw new Refusal(
      'invalid',
      'cli-explain-csv',
      'A line of CSV has no room for --explain; take --format jsonl or table.',
    );
  }
  const desk = await loadUsableOrders(options.orders, terminal);
  const rates = await ratesOf(options);
  const watch = new WatchList(desk, rates);
  const printer = hitPrinter(format, terminal, { explain, labelWidth: labelWidth(desk) });
  const progress = new Progress(terminal);
  const reader = new DocumentReader(terminal, progress);
  const tally = { hits: 0, outside: 0, documents: 0 };
  printer.begin();
  const documents = reader.documents({ paths, input, lang: options.lang });
  const matching = { questions: watch.questions, rates, threads: options.threads };
  for await (const { document, ids } of matchDocuments(documents, matching)) {
    const found = watch.hits(document, ids);
    const due = options.ignoreWindow ? found : found.filter(isDue);
    if (due.length > 0) progress.clear();
    for (const hit of due) printer.hit(hit);
    tally.hits += due.length;
    tally.outside += found.length - due.length;
    tally.documents += due.length > 0 ? 1 : 0;
    progress.tick(() => `${counted(reader.read, 'document')} read, ${counted(tally.hits, 'hit')}`);
  }
  progress.clear();
  summarise(terminal, { ...tally, reader, desk });
  if (reader.problems > 0) return EXIT.trouble;
  return tally.hits > 0 ? EXIT.found : EXIT.nothing;
}

async function ratesOf({ rates }: MatchOptions): Promise<RateTable> {
  if (rates === undefined) return defaultRates;
  const { readRates } = await import('../read-rates.ts');
  return readRates(rates);
}

function labelWidth({ orders }: Desk): number {
  const labels = orders.flatMap((order) => order.questions.map((question) => labelOf({ order, question })));
  return Math.max('order question'.length, ...labels.map((label) => label.length));
}

interface Totals {
  readonly hits: number;
  readonly outside: number;
  readonly documents: number;
  readonly reader: DocumentReader;
  readonly desk: Desk;
}

function summarise(terminal: Terminal, { hits, outside, documents, reader, desk }: Totals): void {
  const questions = desk.orders.flatMap((order) => order.questions).length;
  const against = `${counted(questions, 'question')} of ${counted(desk.orders.length, 'order')}`;
  const lines = [
    `${counted(hits, 'hit')} in ${documents} of ${counted(reader.read, 'document')}, held against ${against}.`,
  ];
  if (outside > 0) {
    const verb = outside === 1 ? 'lies' : 'lie';
    lines.push(`${counted(outside, 'more hit')} ${verb} outside the window of the order; --ignore-window shows them.`);
  }
  if (reader.problems > 0) lines.push(`${counted(reader.problems, 'item')} could not be read; see above.`);
  else if (reader.read === 0)
    lines.push('There was nothing to read: give files, folders, or JSON lines on standard input.');
  terminal.error(`${styledError(terminal, 'dim', lines.join('\n'))}\n`);
}
