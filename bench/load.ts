// Lets analysts work at a desk that is full, and prints one line of JSON: how long they waited for answers.
//   npm run --silent bench:load -- --data FOLDER [--documents 100000] [--analysts 50] [--seconds 120]
// FOLDER holds documents.jsonl and questions-10k.tsv, as for bench:match; the documents come again with a number behind the
// text. There is a hit on each. The desk answers over HTTP on the loopback, on a private PostgreSQL; the analysts are in a
// thread of their own. Each one asks, reads for a second on average, and asks again; each follows what changes, too.
import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { beginSession } from '../src/actions/begin-session.ts';
import type { Desk } from '../src/actions/desk.ts';
import { lexemesOf } from '../src/actions/lexemes.ts';
import { newUuid } from '../src/actions/new-uuid.ts';
import { listenForPeople } from '../src/api/listen.ts';
import { Refusal } from '../src/errors.ts';
import type { MatchDocument } from '../src/matcher/document.ts';
import { type Database, openDatabase } from '../src/store/database/open-database.ts';
import { addDocuments, type NewDocument } from '../src/store/documents.ts';
import { addHits } from '../src/store/found-hits.ts';
import { type ReadableSource, sourceToRead } from '../src/store/source-items.ts';
import { inTransaction } from '../src/store/transaction.ts';
import { readDocuments, readQuestions } from './inputs.ts';
import type { AnalystsTask, Waited } from './load-analysts.ts';
import { dayAndMachine } from './machine.ts';
import { deskOn, makeActor, onCopy, prepare } from './pipeline-desk.ts';

const BATCH = 200;
/** Words that are looked for: some in one document of ten, some in one of a thousand. */
const WORDS = ['government', 'peace', 'harbour', 'treaty', 'railroad', 'budget', 'croissance', 'école'];

function readOptions() {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      documents: { type: 'string', default: '100000' },
      analysts: { type: 'string', default: '50' },
      seconds: { type: 'string', default: '120' },
    },
  });
  if (!values.data) throw new Refusal('invalid', 'bench-missing-input', 'Give --data FOLDER.');
  const { data, documents, analysts, seconds } = values;
  return { data, documents: Number(documents), analysts: Number(analysts), seconds: Number(seconds) };
}

function rowOf({ title = '', text, lang }: MatchDocument, number: number, source: ReadableSource): NewDocument {
  const body = `${text} ${number}`;
  return {
    ...{ id: newUuid(Date.now()), sourceId: source.id, sourceKey: String(number), labelId: source.defaultLabelId },
    ...{ title, body, language: lang ?? null, publishedOn: null, address: null, details: {}, supersedesId: null },
    ...{ receivedAt: new Date(Date.now() - number * 1000), contentHash: Buffer.from(String(number).padStart(32, '0')) },
    lexemes: lexemesOf(title, body),
  };
}

/** Fills the desk with documents, and with a hit on each. */
async function fill(database: Database, source: ReadableSource, given: readonly MatchDocument[], count: number) {
  const { rows } = await database.work.query<{ id: string }>('select id from vigie.question order by id');
  for (let from = 0; from < count; from += BATCH) {
    const documents = Array.from({ length: Math.min(BATCH, count - from) }, (_, index) =>
      rowOf(given[(from + index) % given.length]!, from + index, source),
    );
    await inTransaction(database.work, (client) => addDocuments(client, documents));
    const found = documents.map(({ id: documentId }, index) => {
      return { id: newUuid(Date.now()), questionId: rows[(from + index) % rows.length]!.id, documentId };
    });
    await inTransaction(database.work, (client) => addHits(client, found, new Date(Date.now() - from * 1000)));
  }
  await database.owner.query('vacuum analyze');
}

async function sessionOf(desk: Desk): Promise<string> {
  const { id: accountId } = await makeActor(desk);
  const who = { accountId, method: 'password', client: { address: '127.0.0.1', description: 'bench' } } as const;
  const { secret } = await inTransaction(desk.database.work, (client) =>
    beginSession(desk, { client, now: new Date() }, who),
  );
  return secret;
}

/** Lets them work in their thread, and returns how long they waited for each answer. */
function work(task: AnalystsTask): Promise<readonly Waited[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./load-analysts.js', import.meta.url), { workerData: task });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

function percentile(sorted: readonly number[], share: number): number {
  return Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1));
}

function summary(waited: readonly Waited[]) {
  const sorted = waited.map(({ milliseconds }) => milliseconds).sort((one, other) => one - other);
  const errors = waited.filter(({ status }) => status < 200 || status >= 300).length;
  const [p50_ms, p95_ms, max_ms] = [0.5, 0.95, 1].map((share) => percentile(sorted, share));
  return { requests: waited.length, errors, p50_ms, p95_ms, max_ms };
}

async function measure(database: Database, sourceId: string, options: ReturnType<typeof readOptions>): Promise<void> {
  const desk = deskOn(database);
  const source = (await sourceToRead(database.work, sourceId))!;
  await fill(database, source, readDocuments(join(options.data, 'documents.jsonl')), options.documents);
  const sessions: string[] = [];
  for (let count = 0; count < options.analysts; count++) sessions.push(await sessionOf(desk));
  const failures: unknown[] = [];
  const api = await listenForPeople(
    { host: '127.0.0.1', port: 0 },
    { desk, failed: (_id, error) => failures.push(error) },
  );
  try {
    const waited = await work({ address: api.address, sessions, seconds: options.seconds, words: WORDS });
    const kinds = [...new Set(waited.map(({ kind }) => kind))].sort();
    const line = {
      ...{
        documents: options.documents,
        hits: options.documents,
        analysts: options.analysts,
        seconds: options.seconds,
      },
      ...summary(waited),
      failures: failures.length,
      by_kind: Object.fromEntries(kinds.map((kind) => [kind, summary(waited.filter((one) => one.kind === kind))])),
      rss_mb: Math.round(process.memoryUsage().rss / 1e6),
      ...dayAndMachine(),
    };
    process.stdout.write(`${JSON.stringify(line)}\n`);
    for (const failure of failures.slice(0, 3)) console.error(failure);
  } finally {
    await api.close();
  }
}

async function run(options: ReturnType<typeof readOptions>): Promise<void> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'vigie-load-')));
  chmodSync(folder, 0o711);
  const server = await openDatabase({ dataFolder: folder, systemFolder: folder });
  try {
    const sourceId = await prepare(server, folder, readQuestions(join(options.data, 'questions-10k.tsv')));
    await onCopy(server, (database) => measure(database, sourceId, options));
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

await run(readOptions());
