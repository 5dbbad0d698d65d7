import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type OpenDesk, openDesk } from '../../src/actions/open-desk.ts';
import type { DatabaseSettings, DatabaseStatus } from '../../src/store/database/open-database.ts';
import { actorOf } from './desk.ts';
import { errorsOfLog } from './fault-findings.ts';
import { onLines, until } from './fault-writer.ts';
import { asking, openOrder, sourceAt } from './pipeline.ts';
import { ROOT } from './source-file.ts';
import { storeOf } from './store.ts';

const EDITOR = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };
const LETTERS = ['A', 'B', 'C', 'D', 'E'];

/** A line of `desk.mjs`. */
interface Line {
  readonly ready?: DatabaseStatus;
  readonly done?: boolean;
  readonly failed?: readonly string[];
  readonly warned?: string;
}

/** A process that collects and matches, and what it said so far. */
export interface DeskAtWork {
  readonly process: ChildProcess;
  readonly status: DatabaseStatus | undefined;
  /** Whether nothing was left to do. */
  readonly isDone: boolean;
  readonly failures: (readonly string[])[];
  /** What it wrote on standard error: nothing, but for a fault of the program. */
  readonly complaint: string;
  kill(): Promise<void>;
  stop(): Promise<number | null>;
}

/** Starts the desk, which may not have said anything yet. */
export function spawnDesk(settings: DatabaseSettings, { folder, late }: Load): DeskAtWork {
  return spawnProgram('desk.mjs', { settings, folder, late });
}

/** Starts a program of `test/faults`, which is told what it works with. */
export function spawnProgram(name: 'desk.mjs' | 'releasing.mjs', told: object): DeskAtWork {
  const child = spawn(process.execPath, [join(ROOT, 'test', 'faults', name), JSON.stringify(told)]);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const desk = {
    process: child,
    status: undefined as DatabaseStatus | undefined,
    isDone: false,
    failures: [] as (readonly string[])[],
    complaint: '',
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      if (child.exitCode === null) child.stdin.write('stop\n');
      await until(() => child.exitCode !== null || child.signalCode !== null, 'a desk stops');
      await ended;
      return child.exitCode;
    },
  };
  // Whoever was killed hears nothing more.
  child.stdin.on('error', () => undefined);
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    desk.complaint += chunk;
  });
  onLines<Line>(child.stdout, ({ ready, done, failed }) => {
    desk.status ??= ready;
    desk.isDone ||= done ?? false;
    if (failed) desk.failures.push(failed);
  });
  return desk;
}

/** Waits until nothing is left to do. */
export async function untilDone(desk: DeskAtWork): Promise<void> {
  await until(() => desk.isDone || desk.process.exitCode !== null, 'the desk has nothing left to do');
  if (!desk.isDone) throw new Error(`The desk ended: ${desk.complaint}`);
}

/** Numbers from 0 to 1 that look like chance, the same for the same seed (mulberry32). */
export function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What there is to collect. */
export interface Load {
  readonly folder: string;
  /** With so many documents the second half of the orders opens. */
  readonly late: number;
}

/** Writes so many documents, most into one file of lines; some lines, files and parts of files are broken. */
export function writeLoad(folder: string, documents: number): Load {
  const draw = chanceOf(documents);
  const word = (): string => `word${Math.floor(draw() ** 2 * 60)}`;
  const text = (): string => Array.from({ length: 30 }, word).join(' ');
  const record = (id: number): string => JSON.stringify({ id: String(id), title: `Report ${id}`, text: text() });
  const lines = Array.from({ length: documents }, (_, at) => (at % 250 === 100 ? `{"broken ${at}` : record(at)));
  // The same text under another name is the same document.
  lines.push(lines[0]!, lines[1]!);
  mkdirSync(join(folder, 'files'), { recursive: true });
  writeFileSync(join(folder, 'lines.jsonl'), `${lines.join('\n')}\n`);
  for (let file = 0; file < 20; file++) {
    const name = join(folder, 'files', `${file}`);
    if (file % 4 === 0) writeFileSync(`${name}.bin`, '\0\0\0');
    else if (file % 4 === 1) writeFileSync(`${name}.jsonl`, `${record(documents + file)}\n{"broken\n`);
    else writeFileSync(`${name}.txt`, text());
  }
  return { folder, late: Math.floor(documents / 2) };
}

/** Makes a desk with two sources and four orders of five questions. */
export async function furnish(settings: DatabaseSettings, { folder }: Load): Promise<void> {
  const desk = await openDesk({ ...settings, whenOwned: 'refuse' });
  try {
    const store = storeOf(desk.database);
    const [author, editor] = [await actorOf(store, EDITOR), await actorOf(store, EDITOR)];
    await sourceAt(desk, author, 'json-lines', join(folder, 'lines.jsonl'));
    await sourceAt(desk, author, 'folder', join(folder, 'files'));
    for (let order = 0; order < 4; order++) {
      const questions = LETTERS.map((letter, at) => [letter, expressionOf(order * LETTERS.length + at)]);
      await openOrder(desk, author, editor, asking(`order-${order}`, Object.fromEntries(questions)));
    }
    await beginAnew(desk);
  } finally {
    await desk.close();
  }
}

function expressionOf(number: number): string {
  const [one, other, third] = [number, number + 20, number + 40].map((at) => `word${at}`);
  const forms = [`${one} AND ${other}`, `${other} OR ${third}`, `"${one} ${other}"`, `${third} AND NOT ${one}`];
  return forms[number % forms.length]!;
}

/** Takes away all that was collected and found, so that the desk begins anew; the log stays. */
async function beginAnew({ database: { owner } }: OpenDesk): Promise<void> {
  await owner.query('truncate vigie.document, vigie.story, vigie.hit, vigie.quarantined, vigie.back_fill cascade');
  await owner.query('truncate vigie.follower, vigie.watched_order');
  await owner.query(`update vigie.source set state = '{}', due_at = made_at`);
  await owner.query(`update vigie.watch_order set status = 'suspended' where name in ('order-2', 'order-3')`);
}

/** What a desk came to, without ids: the same for every way that led there. */
export interface Outcome {
  readonly documents: readonly string[];
  readonly hits: readonly string[];
  readonly quarantined: readonly string[];
  /** The documents of each story. */
  readonly stories: readonly string[];
  /** States of the runs over the archive. */
  readonly backFills: readonly string[];
  /** How many documents the follower says that it followed, and how many hits all say that they made. */
  readonly counted: { readonly documents: number; readonly hits: number };
  /** Documents that do not stand in exactly one entry of the log. */
  readonly unlogged: readonly string[];
  readonly log: readonly string[];
}

/** Returns what the desk came to, and lets it begin anew. */
export async function takeOutcome(settings: DatabaseSettings): Promise<Outcome> {
  const desk = await openDesk({ ...settings, whenOwned: 'refuse' });
  try {
    const outcome = await readOutcome(desk);
    await beginAnew(desk);
    return outcome;
  } finally {
    await desk.close();
  }
}

async function readOutcome(desk: OpenDesk): Promise<Outcome> {
  const list = async (query: string): Promise<string[]> => {
    const { rows } = await desk.database.owner.query<{ found: string }>(query);
    return rows.map(({ found }) => found).sort();
  };
  const { rows } = await desk.database.owner.query<Outcome['counted']>(COUNTED);
  return {
    documents: await list(`select concat_ws(' ', ${DOCUMENT}, source_key) as found from vigie.document`),
    hits: await list(HITS),
    quarantined: await list(`select concat_ws(' ', item_key, document_id, code, state, length(bytes), reason) as found
      from vigie.quarantined`),
    stories: await list(`select string_agg(${DOCUMENT}, ' ' order by ${DOCUMENT}) as found
      from vigie.story left join vigie.story_member on story_id = story.id
        left join vigie.document on document.id = document_id group by story.id`),
    backFills: await list('select state as found from vigie.back_fill'),
    counted: rows[0]!,
    unlogged: await list(UNLOGGED),
    log: await errorsOfLog(desk),
  };
}

const DOCUMENT = `encode(content_hash, 'hex')`;
const HITS = `select concat_ws(' ', watch_order.name, question.letter, ${DOCUMENT}) as found
  from vigie.hit join vigie.question on question.id = hit.question_id
    join vigie.watch_order on watch_order.id = hit.order_id join vigie.document on document.id = hit.document_id`;
/** Which of the two finds a hit first is a matter of chance. */
const COUNTED = `select (select documents::int from vigie.follower where name = 'match') as documents,
  (select hits::int from vigie.follower where name = 'match') + (select sum(hits)::int from vigie.back_fill) as hits`;
const UNLOGGED = `with named as (
    select (object ->> 'id')::uuid as id, count(*) as entries
    from (select convert_from(content, 'UTF8')::jsonb as content from vigie.audit_entry) entry
    cross join jsonb_array_elements(content -> 'objects') object
    where content ->> 'action' = 'document-receive' and content ->> 'outcome' = 'done' group by 1)
  select document.id::text as found from vigie.document left join named using (id) where entries is distinct from 1`;
