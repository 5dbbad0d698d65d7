// Measures the matcher on one file of questions and one of documents, and prints one line of JSON.
//   npm run --silent bench:match -- --questions FILE.tsv --documents FILE.jsonl
//       [--limit N] [--threads 1|2] [--pairs OUT.tsv] [--bare]
// Question files hold id<TAB>expression; document files {"id","title","text","lang"?,"date"?} a line.
// --bare takes single quoted words as bare ones, which match inflected. cold_documents_per_s is the first pass of a new
// matcher, whose memo of tokens is empty; documents_per_s the best of the passes after it, which
// counts the answers; with_ids_documents_per_s yields their ids as strings too, as a pool of threads always does.
// What is told as a ratio takes turns with its rival, pass by pass: two threads with one, bare words with quoted ones.
import { closeSync, openSync, writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { defaultRates } from '../src/amounts/default-rates.ts';
import { Refusal } from '../src/errors.ts';
import type { MatchDocument, StandingQuestion } from '../src/matcher/document.ts';
import { Matcher } from '../src/matcher/matcher.ts';
import type { MatchingCost } from '../src/matcher/matching.ts';
import { SampledFrequencies } from '../src/matcher/questions/frequencies.ts';
import { memoryCopier } from '../src/threads/copy-text.ts';
import { MatchPool } from '../src/threads/match-pool.ts';
import { parseQuestions, readDocuments, readQuestions, seconds } from './inputs.ts';

const SAMPLE = 2_000;
const ROUNDS = 6;
const CHANGES = 2_000;

interface Options {
  readonly questions: string;
  readonly documents: string;
  readonly limit: number;
  readonly threads: number;
  readonly pairs: string | undefined;
  readonly bare: boolean;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      questions: { type: 'string' },
      documents: { type: 'string' },
      limit: { type: 'string', default: 'Infinity' },
      threads: { type: 'string', default: '1' },
      pairs: { type: 'string' },
      bare: { type: 'boolean', default: false },
    },
  });
  const { questions, documents, limit, threads, pairs, bare } = values;
  if (!(questions && documents)) {
    throw new Refusal('invalid', 'bench-missing-input', 'Give --questions FILE.tsv and --documents FILE.jsonl.');
  }
  return { questions, documents, limit: Number(limit), threads: Number(threads), pairs, bare };
}

/** Bytes held after what is garbage was given back; shared memory is swept a moment after its collection. */
async function heldBytes(): Promise<number> {
  const { gc } = globalThis as { gc?: () => void };
  for (let round = 0; round < 3; round++) {
    gc?.();
    await pause(50);
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Returns the 99th percentile, in microseconds, of removing a question and of setting it again. */
function changeLatency(matcher: Matcher, questions: readonly StandingQuestion[]): number {
  const times: number[] = [];
  for (let index = 0; index < Math.min(CHANGES, questions.length); index++) {
    const question = questions[(index * 7919) % questions.length]!;
    times.push(seconds(() => matcher.remove(question.id)));
    times.push(seconds(() => matcher.set(question)));
  }
  times.sort((one, other) => one - other);
  return times[Math.floor(times.length * 0.99)]! * 1e6;
}

interface Timed {
  /** Seconds for the first pass over the documents, and for the best of those after it. */
  readonly cold: number;
  readonly pass: number;
  readonly cost: MatchingCost;
  readonly passes: number;
  /** Seconds for the best pass that yields the ids as strings; in a pool every pass does. */
  readonly ids: number;
  /** Seconds for the best pass of what took turns with it. */
  readonly beside?: number;
}

/** Times passes over the documents in this thread, and those of another matcher in turn with them. */
function timeHere(matcher: Matcher, documents: readonly MatchDocument[], beside?: Matcher): Timed {
  const before = { ...matcher.cost };
  const passes: number[] = [];
  const others: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    passes.push(seconds(() => countAll(matcher, documents)));
    if (beside) others.push(seconds(() => countAll(beside, documents)));
  }
  const cost = difference(matcher.cost, before);
  const ids = Math.min(...Array.from({ length: ROUNDS }, () => timeIds(matcher, documents)));
  return { ...timed(passes, cost), ids, ...(beside && { beside: Math.min(...others.slice(1)) }) };
}

function countAll(matcher: Matcher, documents: readonly MatchDocument[]): void {
  for (const document of documents) matcher.count(document);
}

/** Returns the seconds of a pass in this thread that yields the ids too: the work that a pool does. */
function timeIds(matcher: Matcher, documents: readonly MatchDocument[]): number {
  let held: string[][] = [];
  const time = seconds(() => {
    held = documents.map((document) => matcher.match(document));
  });
  if (held.length !== documents.length) throw new Error('A document has no answer.');
  return time;
}

/** Times passes over the documents in a pool of threads, transport both ways included, in turn with this thread alone. */
async function timePool(pool: MatchPool, matcher: Matcher, documents: readonly MatchDocument[]): Promise<Timed> {
  const before = { ...pool.cost };
  const passes: number[] = [];
  const alone: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const start = performance.now();
    await pool.match(documents);
    passes.push((performance.now() - start) / 1000);
    alone.push(timeIds(matcher, documents));
  }
  return { ...timed(passes, difference(pool.cost, before)), beside: Math.min(...alone.slice(1)) };
}

function timed(passes: readonly number[], cost: MatchingCost): Timed {
  const pass = Math.min(...passes.slice(1));
  return { cold: passes[0]!, pass, cost, passes: passes.length, ids: pass };
}

function difference(after: Readonly<MatchingCost>, before: Readonly<MatchingCost>): MatchingCost {
  return {
    documents: after.documents - before.documents,
    records: after.records - before.records,
    notes: after.notes - before.notes,
    steps: after.steps - before.steps,
    candidates: after.candidates - before.candidates,
    matches: after.matches - before.matches,
  };
}

function writePairs(matcher: Matcher, documents: readonly MatchDocument[], path: string): void {
  const file = openSync(path, 'w');
  for (const document of documents) {
    const matched = matcher.match(document);
    if (matched.length > 0) writeSync(file, `${matched.map((id) => `${document.id}\t${id}`).join('\n')}\n`);
  }
  closeSync(file);
}

/** Compiles the loops on another index, so that a cold memo does not also mean cold code. */
function warmUp(questions: readonly StandingQuestion[], documents: readonly MatchDocument[]): void {
  for (let round = 0; round < 2; round++) {
    const matcher = new Matcher({ rates: defaultRates, copyText: memoryCopier() });
    matcher.load(questions.slice(0, 10_000));
    for (const document of documents.slice(0, 2 * SAMPLE)) matcher.count(document);
  }
}

/** The same questions with their words quoted. */
function quotedMatcher(
  options: Options,
  documents: readonly MatchDocument[],
  frequencies: SampledFrequencies,
): Matcher {
  const matcher = new Matcher({ rates: defaultRates, frequencies, copyText: memoryCopier() });
  matcher.load(parseQuestions(readQuestions(options.questions)));
  countAll(matcher, documents.slice(0, SAMPLE));
  return matcher;
}

/** The figures of what took turns: its speed, and how many times as fast the measured one is. */
function besideIt({ beside, pass }: Timed, options: Options, documents: number): Record<string, number> {
  if (beside === undefined) return {};
  const name = options.threads > 1 ? 'one_thread' : 'quoted';
  return {
    [`${name}_documents_per_s`]: Math.round(documents / beside),
    [`times_${name}`]: Number((beside / pass).toFixed(2)),
  };
}

async function run(options: Options): Promise<void> {
  const documents = readDocuments(options.documents, options.limit);
  const sources = readQuestions(options.questions, options.bare);
  let questions: StandingQuestion[] = [];
  const parseSeconds = seconds(() => {
    questions = parseQuestions(sources);
  });
  warmUp(questions, documents);
  const frequencies = new SampledFrequencies(documents.slice(0, SAMPLE).map(({ title, text }) => `${title}\n${text}`));
  const before = await heldBytes();
  const matcher = new Matcher({ rates: defaultRates, frequencies, copyText: memoryCopier() });
  const registerSeconds = seconds(() => matcher.load(questions));
  const bytes = (await heldBytes()) - before;
  let measured: Timed;
  if (options.threads > 1) {
    const pool = new MatchPool({ index: matcher.index, rates: defaultRates, threads: options.threads, withOwn: true });
    measured = await timePool(pool, matcher, documents);
    await pool.close();
  } else {
    measured = timeHere(matcher, documents, options.bare ? quotedMatcher(options, documents, frequencies) : undefined);
  }
  if (options.pairs) writePairs(matcher, documents, options.pairs);
  const perDocument = (count: number): number => Number((count / measured.passes / documents.length).toFixed(2));
  const line = {
    questions: questions.length,
    documents: documents.length,
    threads: options.threads,
    words: options.bare ? 'bare' : 'quoted',
    parse_per_s: Math.round(questions.length / parseSeconds),
    register_per_s: Math.round(questions.length / registerSeconds),
    documents_per_s: Math.round(documents.length / measured.pass),
    with_ids_documents_per_s: Math.round(documents.length / measured.ids),
    ...besideIt(measured, options, documents.length),
    cold_documents_per_s: Math.round(documents.length / measured.cold),
    us_per_document: Number(((measured.pass / documents.length) * 1e6).toFixed(2)),
    matches_per_document: perDocument(measured.cost.matches),
    candidates_per_document: perDocument(measured.cost.candidates),
    notes_per_document: perDocument(measured.cost.notes),
    records_per_document: perDocument(measured.cost.records),
    bytes_per_question: Math.round(bytes / questions.length),
    rss_mb: Math.round(process.memoryUsage().rss / 1e6),
    p99_us: Number(changeLatency(matcher, questions).toFixed(1)),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

await run(readOptions());
