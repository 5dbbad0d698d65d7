// Measures the store: loading, listing, searching and counting documents under policies, beside the same statements with
// the condition written by hand and beside those without any. Prints one line of JSON.
//   npm run --silent bench:store [-- --documents 200000] [--plans]
// A private server in a temporary folder; documents of 300 words drawn by a seeded generator from 20,000 words by a law
// of few frequent and many rare ones. Every document carries one of 5,000 labels; readers may read 20, 1,000 and 5,000.
import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type pg from 'pg';
import { standardSchemes } from '../src/markings/standard-schemes.ts';
import { type Database, openDatabase } from '../src/store/database/open-database.ts';
import {
  addDocuments,
  countDocuments,
  listDocuments,
  type NewDocument,
  searchDocuments,
} from '../src/store/documents.ts';
import { Labels } from '../src/store/labels.ts';
import { migrate } from '../src/store/migrate.ts';
import { inSession, inTransaction, type Session } from '../src/store/transaction.ts';
import { dayAndMachine } from './machine.ts';

const NOW = Date.UTC(2026, 10, 20);
const LABELS = 5_000;
const READABLE = [20, 1_000, 5_000] as const;
const WORDS = 20_000;
const BATCH = 1_000;
const ROUNDS = 41;
const CONDITION = `label_id in (select label_id from vigie.readable where clearance_id = (select vigie.current_clearance())
  and action = 'display' and valid_from <= (select vigie.current_instant()))`;

/** The same numbers each time: xorshift32, from 0 up to 1. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

const draw = random(20261120);
const word = (): string => `w${Math.floor(WORDS ** draw()).toString(36)}`;
const id = (noun: string, number: number): string => {
  const hex = createHash('sha256').update(`${noun} ${number}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

function documentOf(number: number, labelId: number): NewDocument {
  const words = Array.from({ length: 300 }, word);
  return {
    id: id('document', number),
    labelId,
    sourceId: null,
    title: words.slice(0, 8).join(' '),
    body: words.join(' '),
    language: 'en',
    publishedOn: '2026-11-20',
    address: null,
    supersedesId: null,
    receivedAt: new Date(NOW - number * 1000),
    contentHash: createHash('sha256').update(words.join(' ')).digest(),
    lexemes: [...new Set(words)],
  };
}

async function load(database: Database, count: number, labelIds: readonly number[]): Promise<number> {
  const start = performance.now();
  for (let from = 0; from < count; from += BATCH) {
    const documents = Array.from({ length: Math.min(BATCH, count - from) }, (_, index) =>
      documentOf(from + index, labelIds[Math.floor(draw() * LABELS)]!),
    );
    await inTransaction(database.work, (client) => addDocuments(client, documents));
  }
  return count / ((performance.now() - start) / 1000);
}

/**
 * Milliseconds of the middle of several rounds, in which each way takes its turn: what else the machine does meets all. The
 * order is another one in each round, since whoever comes behind one that reads the same pages finds them in memory.
 */
async function middles(ways: ReadonlyMap<string, () => Promise<unknown>>): Promise<Record<string, number>> {
  const times = new Map([...ways.keys()].map((name) => [name, [] as number[]]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, work] of shuffled([...ways])) {
      const start = performance.now();
      await work();
      times.get(name)!.push(performance.now() - start);
    }
  }
  return Object.fromEntries([...times].map(([name, all]) => [name, middleOf(all)]));
}

function shuffled<Item>(items: readonly Item[]): Item[] {
  const left = [...items];
  return items.map(() => left.splice(Math.floor(draw() * left.length), 1)[0]!);
}

function middleOf(times: readonly number[]): number {
  return Number([...times].sort((one, other) => one - other)[times.length >> 1]!.toFixed(2));
}

const LIST = 'select id, title, body, received_at from vigie.document';
const ORDER = 'order by received_at desc, id limit 50';
const LATER = new Date(NOW - 5_000_000);
const RARE = ['wz9', 'w3k'];
const FREQUENT = ['w1a', 'w3k'];

type Statement = (client: pg.ClientBase) => Promise<unknown>;

/** What a surface does: the store's own statements. */
const STORE: Record<string, Statement> = {
  newest_50: (client) => listDocuments(client, {}),
  later_50: (client) => listDocuments(client, { after: { receivedAt: LATER, id: id('document', 0) } }),
  count_all: (client) => countDocuments(client),
  frequent_words: (client) => searchDocuments(client, { all: FREQUENT.map((lexeme) => ({ lexeme })) }),
  rare_words: (client) => searchDocuments(client, { all: RARE.map((lexeme) => ({ lexeme })) }),
};

/** The same answers by plain SQL, with a condition that somebody wrote into it, or with none. */
function plain(condition: string): Record<string, Statement> {
  const holding = (words: readonly string[]) => (client: pg.ClientBase) =>
    client.query(`${LIST} where ${condition} and lexemes @@ $1::tsquery ${ORDER}`, [
      words.map((one) => `'${one}'`).join(' & '),
    ]);
  return {
    newest_50: (client) => client.query(`${LIST} where ${condition} ${ORDER}`),
    later_50: (client) => client.query(`${LIST} where ${condition} and received_at < $1 ${ORDER}`, [LATER]),
    count_all: (client) => client.query(`select count(*) from vigie.document where ${condition}`),
    frequent_words: holding(FREQUENT),
    rare_words: holding(RARE),
  };
}

/**
 * Each statement under policies; the very same statement by the owner, whom no policy binds; and by the owner in plain
 * SQL with the condition written by hand and with none.
 */
async function measure(database: Database, session: Session): Promise<Record<string, Record<string, number>>> {
  const ways: Record<string, { readonly pool: pg.Pool; readonly statements: Record<string, Statement> }> = {
    policy: { pool: database.app, statements: STORE },
    same_without: { pool: database.owner, statements: STORE },
    by_hand: { pool: database.owner, statements: plain(CONDITION) },
    no_condition: { pool: database.owner, statements: plain('true') },
  };
  const results: Record<string, Record<string, number>> = {};
  for (const statement of Object.keys(STORE)) {
    const turns = Object.entries(ways).map(([name, { pool, statements }]) => {
      const work = () => inSession(pool, session, statements[statement]!);
      return [name, work] as const;
    });
    results[statement] = await middles(new Map(turns));
  }
  return results;
}

/** The plans behind the lists and counts of a surface, as text. */
async function plans(database: Database, session: Session): Promise<string> {
  const explained = [`${LIST} ${ORDER}`, 'select count(*) from vigie.document'];
  const texts: string[] = [];
  for (const sql of explained) {
    const { rows } = await inSession(database.app, session, (client) =>
      client.query<{ 'QUERY PLAN': string }>(`explain (analyze, buffers, costs off) ${sql}`),
    );
    texts.push(`${sql}\n${rows.map((row) => row['QUERY PLAN']).join('\n')}`);
  }
  return texts.join('\n\n');
}

async function run(count: number, showPlans: boolean): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-'));
  chmodSync(folder, 0o711);
  const database = await openDatabase({ dataFolder: folder, systemFolder: folder });
  try {
    const now = new Date(NOW);
    await migrate(database, now);
    const labels = new Labels(database, standardSchemes);
    const sessions: Session[] = [];
    for (const readable of READABLE) {
      const groups = Array.from({ length: readable }, (_, group) => `g${group}`);
      sessions.push({
        actorId: id('actor', readable),
        clearanceId: await inTransaction(database.work, async (client) => {
          await labels.lockClearances(client);
          return labels.clearanceWithin(client, { id: '', groups }, now);
        }),
        now: NOW,
      });
    }
    const labelStart = performance.now();
    const labelIds: number[] = [];
    for (let group = 0; group < LABELS; group++) {
      labelIds.push(
        await labels.idOfLabel(standardSchemes.label('us-capco', 'U', { needToKnow: [[`g${group}`]] }), now),
      );
    }
    const labelsPerSecond = LABELS / ((performance.now() - labelStart) / 1000);
    const documentsPerSecond = await load(database, count, labelIds);
    await database.owner.query('vacuum analyze');
    const size = (await database.status()).sizeInBytes;
    const readers: Record<string, unknown> = {};
    for (const [index, session] of sessions.entries()) {
      const seen = await inSession(database.app, session, (client) =>
        client.query<{ count: string }>('select count(*) from vigie.document'),
      );
      const page = await inSession(database.app, session, (client) => listDocuments(client, {}));
      readers[`${READABLE[index]} labels`] = {
        documents: Number(seen.rows[0]!.count),
        first_page: page.items.length,
        ms: await measure(database, session),
      };
      if (showPlans) process.stderr.write(`${READABLE[index]} labels\n${await plans(database, session)}\n\n`);
    }
    const line = {
      documents: count,
      labels: LABELS,
      labels_per_s: Math.round(labelsPerSecond),
      documents_per_s: Math.round(documentsPerSecond),
      bytes_per_document: Math.round(size / count),
      readers,
      ...dayAndMachine(),
    };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const { values } = parseArgs({
  options: { documents: { type: 'string', default: '200000' }, plans: { type: 'boolean', default: false } },
});
await run(Number(values.documents), values.plans);
