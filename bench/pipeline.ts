// Measures the pipeline from the first byte of a JSON Lines file until the last of its documents is matched and the hits
// are committed, beside plainly inserting the same rows, and prints one line of JSON.
//   npm run --silent bench:pipeline -- --data FOLDER [--documents 200000] [--rounds 3] [--threads 1]
// With --rounds 0 the pipeline runs once and its hits are checked, without the rival: to see what it holds in memory.
// FOLDER holds documents.jsonl and questions-10k.tsv, as for bench:match. Where more documents are asked for than there
// are, they come again with a number behind the text. The server is a private one in a temporary folder, each run has a
// fresh copy of one database with the source and the orders in it. The rival inserts the same rows, documents and hits, by the same
// statements in the same batches, lexemes and answers made before; only its transactions are timed. In `extracted` the pipeline runs once
// more with files that were taken apart before: for as many documents as memory holds.
import { createHash } from 'node:crypto';
import { chmodSync, closeSync, mkdtempSync, openSync, realpathSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { asMatched } from '../src/actions/as-matched.ts';
import { lexemesOf } from '../src/actions/lexemes.ts';
import { RECEIVED_AT_ONCE } from '../src/actions/receive-from-source.ts';
import { defaultRates } from '../src/amounts/default-rates.ts';
import { Refusal } from '../src/errors.ts';
import { type Extracted, isExtractProblem } from '../src/extract/extract-problem.ts';
import type { MatchDocument } from '../src/matcher/document.ts';
import { Matcher } from '../src/matcher/matcher.ts';
import { collect } from '../src/pipeline/collecting.ts';
import { Loop } from '../src/pipeline/loop.ts';
import { MatchRole } from '../src/pipeline/match-role.ts';
import { Receiving } from '../src/pipeline/receiving.ts';
import { RecentDocuments } from '../src/pipeline/recent-documents.ts';
import type { Extract } from '../src/pipeline/understand-item.ts';
import { type Database, openDatabase } from '../src/store/database/open-database.ts';
import { sourceToRead } from '../src/store/source-items.ts';
import { memoryCopier } from '../src/threads/copy-text.ts';
import { ExtractPool } from '../src/threads/extract-pool.ts';
import { parseQuestions, type QuestionSource, readDocuments, readQuestions } from './inputs.ts';
import { dayAndMachine } from './machine.ts';
import { deskOn, onCopy, prepare } from './pipeline-desk.ts';
import { EXTRACTED_AT_ONCE, type Read, readAll, seconds, textKey, worldOf } from './pipeline-reading.ts';
import { type RivalRun, runRival, sumOf } from './pipeline-rival.ts';

/** More than that are not held in memory for the run with files taken apart before. */
const MOST_HELD = 50_000;

interface Options {
  readonly data: string;
  readonly count: number;
  readonly rounds: number;
  readonly threads: number;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      documents: { type: 'string', default: '20000' },
      rounds: { type: 'string', default: '3' },
      threads: { type: 'string', default: '1' },
    },
  });
  if (!values.data) throw new Refusal('invalid', 'bench-missing-input', 'Give --data FOLDER.');
  const { data, documents, rounds, threads } = values;
  return { data, count: Number(documents), rounds: Number(rounds), threads: Number(threads) };
}

/** The same text twice would be one document. */
function distinct(documents: readonly MatchDocument[]): MatchDocument[] {
  return [...new Map(documents.map((document) => [`${document.title}\n${document.text}`, document])).values()];
}

/** Writes so many documents, each with a text of its own. */
function writeLines(path: string, documents: readonly MatchDocument[], count: number): void {
  const file = openSync(path, 'w');
  for (let from = 0; from < count; from += 1000) {
    const lines = Array.from({ length: Math.min(1000, count - from) }, (_, index) => {
      const number = from + index;
      const { id, title, text, lang } = documents[number % documents.length]!;
      const time = Math.floor(number / documents.length);
      const own = time === 0 ? { id, text } : { id: `${id}.${time}`, text: `${text} ${time}` };
      return `${JSON.stringify({ ...own, lang, title })}\n`;
    });
    writeSync(file, lines.join(''));
  }
  closeSync(file);
}

const megabytes = (): number => Math.round(process.memoryUsage().rss / 1e6);

/** How many hits there are, and a sum of their hashes that is the same in whatever order they come. */
class Tally {
  count = 0;
  #sum = 0n;

  /** `key` is that of a text: what a source calls it is for the pipeline to say. */
  add(question: string, key: string): void {
    this.count++;
    const hash = createHash('sha256').update(`${question}\t${key}`).digest();
    this.#sum = BigInt.asUintN(64, this.#sum + hash.readBigUInt64BE());
  }

  get hash(): string {
    return this.#sum.toString(16).padStart(16, '0');
  }
}

interface PipelineRun {
  readonly seconds: number;
  /** When the last document was received; what follows is matching alone. */
  readonly received: number;
  /** For the orders to be read and compiled, before anything is read. */
  readonly loading: number;
  /** MB before the first document and after each quarter. */
  readonly memory: readonly number[];
  readonly hits: Tally;
}

interface PipelineParts extends Options {
  readonly sourceId: string;
  readonly folder: string;
  readonly extract: Extract;
}

async function runPipeline(database: Database, parts: PipelineParts): Promise<PipelineRun> {
  const desk = deskOn(database);
  const recent = new RecentDocuments();
  let matched = 0;
  let allMatched: () => void = () => undefined;
  let fail: (error: unknown) => void = () => undefined;
  const done = new Promise<void>((resolve, reject) => {
    allMatched = resolve;
    fail = reject;
  });
  const opening = performance.now();
  const role = await MatchRole.open({
    ...{ desk, recent, threads: parts.threads },
    matched: ({ documents }) => {
      matched += documents;
      if (matched === parts.count) allMatched();
    },
  });
  // The orders are loaded and held against the archive, which is empty.
  while ((await role.step()) === 0);
  const loading = seconds(opening);
  const loop = new Loop({ step: () => role.step(), failed: fail });
  const receiving = new Receiving({
    desk,
    extract: parts.extract,
    recent,
    atOnce: EXTRACTED_AT_ONCE,
    arrived: () => loop.wake(),
  });
  const source = (await sourceToRead(database.work, parts.sourceId))!;
  const memory = [megabytes()];
  const start = performance.now();
  try {
    const { tally } = await collect({ desk, receiving, world: worldOf(parts.folder) }, source, ({ added }) => {
      if (added >= (parts.count * memory.length) / 4) memory.push(megabytes());
    });
    const received = seconds(start);
    if (tally.added !== parts.count) throw new Error(`Of ${parts.count} documents ${tally.added} were added.`);
    await done;
    const all = seconds(start);
    return { seconds: all, received, loading, memory, hits: await storedHits(database) };
  } finally {
    await loop.stop();
    await role.close();
  }
}

async function storedHits(database: Database): Promise<Tally> {
  const tally = new Tally();
  const { rows } = await database.work.query<{ question: string; key: string }>(
    `select question.wording as question, md5(document.title || E'\\n' || document.body) as key from vigie.hit
     join vigie.question on question.id = hit.question_id join vigie.document on document.id = hit.document_id`,
  );
  for (const { question, key } of rows) tally.add(question, key);
  return tally;
}

/** Each part of the work by itself, and the answers of a matcher alone. */
async function measureParts(path: string, folder: string, extract: Extract, questions: readonly QuestionSource[]) {
  const matcher = new Matcher({ rates: defaultRates, copyText: memoryCopier() });
  matcher.load(parseQuestions(questions));
  const hits = new Tally();
  const held = new Map<string, readonly Extracted[]>();
  const answers = new Map<string, readonly string[]>();
  let [lexemes, matching, number] = [0, 0, 0];
  let batch: Read[] = [];
  const start = performance.now();
  let apart = 0;
  const flush = (): void => {
    const before = performance.now();
    const given = batch.flatMap(({ item, extracted }) => {
      const documents = extracted.flatMap((one) => (isExtractProblem(one) ? [] : [one]));
      if (number++ < MOST_HELD) held.set(item.name, extracted);
      return documents.map((document) => ({ ...document, key: textKey(document) }));
    });
    const lexing = performance.now();
    for (const { title = '', text } of given) lexemesOf(title, text);
    lexemes += seconds(lexing);
    const holding = performance.now();
    const found = given.map(({ key, title = '', text, lang = null }) =>
      matcher.match(
        asMatched({ id: key, title, body: text, language: lang, publishedOn: null, sourceName: null, details: {} }),
      ),
    );
    matching += seconds(holding);
    for (const [at, ids] of found.entries()) {
      answers.set(given[at]!.key, [...ids]);
      for (const id of ids) hits.add(id, given[at]!.key);
    }
    batch = [];
    apart += seconds(before);
  };
  for await (const read of readAll(path, folder, extract)) {
    batch.push(read);
    if (batch.length === RECEIVED_AT_ONCE) flush();
  }
  flush();
  return { extraction: seconds(start) - apart, lexemes, matching, hits, held, answers };
}

function middleOf(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[values.length >> 1]!;
}

function checkHits(found: Tally, right: Tally): void {
  if (found.count === right.count && found.hash === right.hash) return;
  throw new Error(`There are ${found.count} hits (${found.hash}), and ${right.count} (${right.hash}) are right.`);
}

const rounded = (value: number, places = 2): number => Number(value.toFixed(places));

interface Round {
  readonly whole: PipelineRun;
  readonly extracted: PipelineRun | undefined;
  readonly rival: RivalRun;
}

function report(
  options: Options,
  questions: number,
  parts: Awaited<ReturnType<typeof measureParts>>,
  rounds: readonly Round[],
) {
  const { count, threads } = options;
  const ratios = rounds.map(({ whole, rival }) => whole.seconds / sumOf(rival));
  const middle = rounds[ratios.indexOf(middleOf(ratios))]!;
  const { whole, extracted, rival } = middle;
  return {
    ...{ documents: count, questions, threads },
    documents_per_s: Math.round(count / whole.seconds),
    rival_documents_per_s: Math.round(count / sumOf(rival)),
    ratio: rounded(whole.seconds / sumOf(rival)),
    ratio_of_all_rounds: ratios.map((ratio) => rounded(ratio)),
    ratio_extracted_before: extracted && rounded(extracted.seconds / sumOf(rival)),
    ratio_to_documents_alone: rounded(whole.seconds / rival.documents),
    seconds: {
      ...{ pipeline: rounded(whole.seconds), received: rounded(whole.received), rival: rounded(sumOf(rival)) },
      ...{ rival_documents: rounded(rival.documents), rival_hits: rounded(rival.hits) },
      extracted_before: extracted && rounded(extracted.seconds),
      ...{ extraction_alone: rounded(parts.extraction), lexemes_alone: rounded(parts.lexemes) },
      ...{ matching_alone: rounded(parts.matching), loading_orders: rounded(whole.loading) },
    },
    hits: whole.hits.count,
    hits_hash: whole.hits.hash,
    rss_mb: { before: rounds[0]!.whole.memory[0], quarters: rounds[0]!.whole.memory.slice(1) },
    ...dayAndMachine(),
  };
}

async function run(options: Options): Promise<void> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'vigie-bench-')));
  chmodSync(folder, 0o711);
  const path = join(folder, 'documents.jsonl');
  writeLines(path, distinct(readDocuments(join(options.data, 'documents.jsonl'))), options.count);
  const questions = readQuestions(join(options.data, 'questions-10k.tsv'));
  const server = await openDatabase({ dataFolder: folder, systemFolder: folder });
  const pool = new ExtractPool({ threads: 1 });
  try {
    const extract: Extract = (bytes, origin) => pool.extract(bytes, origin);
    const sourceId = await prepare(server, path, questions);
    const parts = { ...options, sourceId, folder, path, extract };
    const wholes: PipelineRun[] = [];
    // Before anything else is held, so that memory is the pipeline's.
    wholes.push(await onCopy(server, (database) => runPipeline(database, parts)));
    const alone = await measureParts(path, folder, extract, questions);
    const known: Extract = async (_, { path: name }) => alone.held.get(name)!;
    const rounds: Round[] = [];
    for (let round = 0; round < options.rounds; round++) {
      const whole = wholes[round] ?? (await onCopy(server, (database) => runPipeline(database, parts)));
      const rival = await onCopy(server, (database) => runRival(database, { ...parts, answers: alone.answers }));
      const isHeld = options.count <= MOST_HELD;
      const again = { ...parts, extract: known };
      const extracted = isHeld ? await onCopy(server, (database) => runPipeline(database, again)) : undefined;
      for (const { hits } of extracted ? [whole, extracted] : [whole]) checkHits(hits, alone.hits);
      rounds.push({ whole, extracted, rival });
    }
    if (rounds.length === 0) {
      const { hits, memory, seconds: took } = wholes[0]!;
      checkHits(hits, alone.hits);
      const line = { documents: options.count, documents_per_s: Math.round(options.count / took), hits: hits.count };
      process.stdout.write(`${JSON.stringify({ ...line, hits_hash: hits.hash, rss_mb: memory })}\n`);
      return;
    }
    process.stdout.write(`${JSON.stringify(report(options, questions.length, alone, rounds))}\n`);
  } finally {
    await pool.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

await run(readOptions());
