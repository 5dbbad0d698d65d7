// Measures the matcher on one file of questions and one of documents and prints one line of JSON.
//   npm run --silent bench:match -- --questions FILE.tsv --documents FILE.jsonl [--limit N] [--threads 1|2] [--pairs OUT.tsv] [--bare]
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { defaultRates } from '../src/amounts/default-rates.ts';
import type { MatchDocument, StandingQuestion } from '../src/matcher/document.ts';
import { SampledFrequencies } from '../src/matcher/frequencies.ts';
import { Matcher } from '../src/matcher/matcher.ts';
import { parse } from '../src/query/parse.ts';
import { memoryCopier } from '../src/threads/copy-text.ts';

const SAMPLE = 2_000;
const ROUNDS = 3;

const { values: options } = parseArgs({
  options: {
    questions: { type: 'string' },
    documents: { type: 'string' },
    limit: { type: 'string' },
    threads: { type: 'string', default: '1' },
    pairs: { type: 'string' },
    bare: { type: 'boolean', default: false },
  },
});

function readDocuments(path: string, limit: number): MatchDocument[] {
  const lines = readFileSync(path, 'utf8').trim().split('\n').slice(0, limit);
  return lines.map((line) => JSON.parse(line) as MatchDocument);
}

/** With `bare`, single quoted words become inflected ones; phrases stay. */
function readQuestions(path: string, bare: boolean): { id: string; source: string }[] {
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const tab = line.indexOf('\t');
      const source = line.slice(tab + 1);
      return { id: line.slice(0, tab), source: bare ? source.replace(/"([^"\s]+)"/g, '$1') : source };
    });
}

function parseAll(sources: readonly { id: string; source: string }[]): StandingQuestion[] {
  return sources.map(({ id, source }) => {
    const parsed = parse(source);
    if (!parsed.ok) throw new Error(`${id}: ${parsed.findings[0]!.message}`);
    return { id, expression: parsed.expression };
  });
}

function seconds(work: () => void): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

function collect(): void {
  (globalThis as { gc?: () => void }).gc?.();
}

function heldBytes(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Returns the 99th percentile, in microseconds, of removing one question and adding it again. */
function changeLatency(matcher: Matcher, questions: readonly StandingQuestion[]): number {
  const times: number[] = [];
  for (let index = 0; index < Math.min(2000, questions.length); index++) {
    const question = questions[(index * 7919) % questions.length]!;
    let start = performance.now();
    matcher.remove(question.id);
    times.push(performance.now() - start);
    start = performance.now();
    matcher.set(question);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length * 0.99)]! * 1000;
}

function run(): void {
  const documents = readDocuments(options.documents!, Number(options.limit ?? Number.POSITIVE_INFINITY));
  const sources = readQuestions(options.questions!, options.bare);
  let questions: StandingQuestion[] = [];
  const parseSeconds = seconds(() => {
    questions = parseAll(sources);
  });
  const sample = documents.slice(0, SAMPLE).map(({ title, text }) => `${title}\n${text}`);
  const frequencies = new SampledFrequencies(sample);
  const before = heldBytes();
  const matcher = new Matcher({ rates: defaultRates, frequencies, copyText: memoryCopier() });
  const registerSeconds = seconds(() => {
    matcher.load(questions);
  });
  const bytes = (heldBytes() - before) / questions.length;
  for (const document of documents.slice(0, SAMPLE)) matcher.count(document);
  let best = Number.POSITIVE_INFINITY;
  const costBefore = { ...matcher.cost };
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const taken = seconds(() => {
      for (const document of documents) matcher.count(document);
    });
    rounds.push(taken);
    best = Math.min(best, taken);
  }
  const counted = documents.length * ROUNDS;
  const { cost } = matcher;
  if (options.pairs) writePairs(matcher, documents, options.pairs);
  const p99 = changeLatency(matcher, questions);
  const line = {
    questions: questions.length,
    documents: documents.length,
    parse_per_s: Math.round(questions.length / parseSeconds),
    register_per_s: Math.round(questions.length / registerSeconds),
    documents_per_s: Math.round(documents.length / best),
    us_per_document: Number(((best / documents.length) * 1e6).toFixed(2)),
    matches_per_document: Number(((cost.matches - costBefore.matches) / counted).toFixed(2)),
    candidates_per_document: Number(((cost.candidates - costBefore.candidates) / counted).toFixed(2)),
    records_per_document: Number(((cost.records - costBefore.records) / counted).toFixed(2)),
    bytes_per_question: Math.round(bytes),
    rss_mb: Math.round(process.memoryUsage().rss / 1e6),
    p99_us: Number(p99.toFixed(1)),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function writePairs(matcher: Matcher, documents: readonly MatchDocument[], path: string): void {
  const file = openSync(path, 'w');
  for (const document of documents) {
    const matched = matcher.match(document);
    if (matched.length > 0) writeSync(file, `${matched.map((id) => `${document.id}\t${id}`).join('\n')}\n`);
  }
  closeSync(file);
}

run();
