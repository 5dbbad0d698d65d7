import type { Readable } from 'node:stream';
import { defaultRates } from '../../amounts/default-rates.ts';
import { Matcher } from '../../matcher/matcher.ts';
import { EXIT } from '../exit-status.ts';
import { loadUsableOrders } from '../load-orders.ts';
import { type Format, hitPrinter } from '../print-hits.ts';
import { readRates } from '../read-rates.ts';
import { DocumentReader } from '../read-documents.ts';
import { styled, type Terminal } from '../terminal.ts';
import { isDue, WatchList } from '../watch-list.ts';

export interface MatchOptions {
  readonly orders: readonly string[];
  readonly format?: Format | undefined;
  readonly explain: boolean;
  readonly ignoreWindow: boolean;
  readonly lang?: string | undefined;
  readonly rates?: string | undefined;
}

const PROGRESS_EVERY = 2_000;

/** Holds documents against the questions of orders and prints the hits. Returns the exit status, as grep's. */
export async function match(
  paths: readonly string[],
  options: MatchOptions,
  terminal: Terminal,
  input: Readable,
): Promise<number> {
  const desk = await loadUsableOrders(options.orders, terminal);
  const rates = options.rates === undefined ? defaultRates : await readRates(options.rates);
  const watch = new WatchList(desk, rates);
  const matcher = new Matcher({ rates });
  matcher.load(watch.questions);
  const printer = hitPrinter(options.format ?? 'table', terminal, { explain: options.explain });
  const reader = new DocumentReader(terminal);
  const tally = { hits: 0, outside: 0, documents: 0 };
  printer.begin();
  for await (const document of reader.documents({ paths, input, lang: options.lang })) {
    const found = watch.hits(document, matcher.match(document));
    const due = options.ignoreWindow ? found : found.filter(isDue);
    for (const hit of due) printer.hit(hit);
    tally.hits += due.length;
    tally.outside += found.length - due.length;
    tally.documents += due.length > 0 ? 1 : 0;
    if (reader.read % PROGRESS_EVERY === 0) progress(terminal, reader.read, tally.hits);
  }
  summarise(terminal, { ...tally, reader, questions: desk.orders.flatMap((order) => order.questions).length, orders: desk.orders.length });
  if (reader.problems > 0) return EXIT.trouble;
  return tally.hits > 0 ? EXIT.found : EXIT.nothing;
}

function progress(terminal: Terminal, read: number, hits: number): void {
  if (terminal.showsProgress) terminal.error(`\r${read} documents, ${hits} hits `);
}

interface Totals {
  readonly hits: number;
  readonly outside: number;
  readonly documents: number;
  readonly reader: DocumentReader;
  readonly questions: number;
  readonly orders: number;
}

function summarise(terminal: Terminal, totals: Totals): void {
  const { hits, outside, documents, reader, questions, orders } = totals;
  const lines = [
    `${count(hits, 'hit')} in ${documents} of ${count(reader.read, 'document')}, held against ${count(questions, 'question')} of ${count(orders, 'order')}`,
  ];
  if (outside > 0) lines.push(`${count(outside, 'hit')} outside the window of the order not shown; --ignore-window shows them`);
  if (reader.problems > 0) lines.push(`${count(reader.problems, 'item')} could not be read; see above`);
  if (reader.read === 0) lines.push('There was nothing to read; give files, folders, or JSON lines on standard input');
  if (terminal.showsProgress) terminal.error('\r\u001b[K');
  terminal.error(`${styled(terminal, 'dim', lines.map((line) => `${line}.`).join('\n'))}\n`);
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}
