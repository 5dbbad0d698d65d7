import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, chmodSync, existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { DatabaseSettings, DatabaseStatus } from '../../src/store/database/open-database.ts';
import { isServerOf } from '../../src/store/database/running-program.ts';
import { ROOT } from './source-file.ts';

// biome-ignore lint/style/noProcessEnv: switches of the tests alone
const { VIGIE_FAULT_RUNS: runs, VIGIE_FAULT_RECORD: record, VIGIE_FAULT_SEED: seed } = process.env;

function timesFrom1(count: number): readonly number[] {
  return Array.from({ length: count }, (_, run) => run + 1);
}

/** For what comes before and after a test: folders of databases take their time, on a busy machine above all. */
export const HOOK = 60_000;
const PATIENCE = 300_000;
/** Of a test that waits once and again. */
export const FAULT_TIMEOUT = 2 * PATIENCE;

/** How often each kind of fault of the store is tried, from 1: once here, twenty times by `npm run faults`. */
export const RUNS = timesFrom1(Number(runs ?? 1));

const isLong = RUNS.length > 3;
/** How often the pipeline is killed, and how much it has to do: three times here, fifty at least by `npm run faults`. */
export const PIPELINE_RUNS = timesFrom1(isLong ? Math.max(50, RUNS.length) : Number(runs ?? 3));
export const PIPELINE_DOCUMENTS = isLong ? 5000 : 400;

/** To how many recipients a report is released while the program is killed. */
export const RELEASE_COPIES = isLong ? 1000 : 200;

/** By which a run that failed is played again. */
export const SEED = seed === undefined ? undefined : Number(seed);

const isBuilt = existsSync(join(ROOT, 'dist', 'src', 'actions'));
/** What the name of a test ends with that cannot be run without the built program. */
export const whyNotBuilt = isBuilt ? '' : ' - SKIPPED: dist/ is not built, run `npm run build`';

/** An act that was acknowledged: what it was done to and, of orders and hits, which version or place in the history. */
export interface ToldAct {
  readonly act: 'receive' | 'draft' | 'amend' | 'judge';
  readonly id: string;
  readonly place?: number;
}

/** What the pools of a writer were at its end. */
export interface PoolState {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

/** A line of `writer.mjs`. */
interface Line {
  readonly loaded?: boolean;
  readonly ready?: DatabaseStatus;
  readonly told?: ToldAct;
  readonly failed?: readonly string[];
  readonly warned?: string;
  readonly refused?: string;
  readonly stopped?: readonly PoolState[];
}

export interface WriterSettings {
  readonly settings: DatabaseSettings;
  readonly lanes?: number;
  /** Characters of each document. */
  readonly bodyLength?: number;
  /** Whether it opens the desk only when it is told to. */
  readonly waits?: boolean;
}

/** A process that acts without end, and what it said so far. */
export interface Writer {
  readonly process: ChildProcess;
  /** Whether it is ready to open the desk. */
  readonly loaded: boolean;
  readonly acknowledged: ToldAct[];
  /** Codes of what was not done, one list for each act. */
  readonly failures: (readonly string[])[];
  readonly warnings: string[];
  readonly status: DatabaseStatus | undefined;
  readonly refused: string | undefined;
  readonly pools: readonly PoolState[] | undefined;
  /** What it wrote on standard error: nothing, but for a fault of the program. */
  readonly complaint: string;
  tell(word: 'go' | 'cut' | 'stop'): void;
  /** Ends it by force; all that it said has been read then. */
  kill(): Promise<void>;
  /** Lets it end in good order, and returns its exit status. */
  stop(): Promise<number | null>;
}

/** Starts a writer, which may not have said anything yet. */
export function spawnWriter({ settings, lanes = 4, bodyLength = 2000, waits = false }: WriterSettings): Writer {
  const words = JSON.stringify({ settings, lanes, bodyLength, waits });
  const child = spawn(process.execPath, [join(ROOT, 'test', 'faults', 'writer.mjs'), words]);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const writer = {
    process: child,
    loaded: false,
    acknowledged: [] as ToldAct[],
    failures: [] as (readonly string[])[],
    warnings: [] as string[],
    status: undefined as DatabaseStatus | undefined,
    refused: undefined as string | undefined,
    pools: undefined as readonly PoolState[] | undefined,
    complaint: '',
    tell: (word: string) => void child.stdin.write(`${word}\n`),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      if (child.exitCode === null) child.stdin.write('stop\n');
      await until(() => child.exitCode !== null || child.signalCode !== null, 'a writer stops');
      await ended;
      return child.exitCode;
    },
  };
  // Whoever was killed hears nothing more.
  child.stdin.on('error', () => undefined);
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    writer.complaint += chunk;
  });
  onLines<Line>(child.stdout, ({ loaded, ready, told, failed, warned, refused, stopped }) => {
    writer.loaded ||= loaded ?? false;
    writer.status ??= ready;
    writer.refused ??= refused;
    writer.pools ??= stopped;
    if (told) writer.acknowledged.push(told);
    if (failed) writer.failures.push(failed);
    if (warned !== undefined) writer.warnings.push(warned);
  });
  return writer;
}

/** Starts a writer and waits for its first acts. */
export async function startWriter(settings: WriterSettings): Promise<Writer> {
  const writer = spawnWriter(settings);
  await until(() => writer.acknowledged.length > 5 || writer.process.exitCode !== null, 'a writer writes');
  if (writer.process.exitCode !== null) throw new Error(`The writer ended: ${writer.refused ?? writer.complaint}`);
  return writer;
}

/** Waits until the writer has acknowledged so many acts more. */
export async function untilMore(writer: Writer, acts: number): Promise<void> {
  const wanted = writer.acknowledged.length + acts;
  await until(() => writer.acknowledged.length >= wanted || writer.process.exitCode !== null, `${acts} more acts`);
  if (writer.process.exitCode !== null) throw new Error(`The writer ended: ${writer.complaint}`);
}

/** What is waited for comes when the machine comes to it, which may have much else to do. */
export async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = performance.now() + PATIENCE;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`Within five minutes it did not come to this: ${what}.`);
    await pause(10);
  }
}

/** A new folder that the server's user can pass through, where root runs the tests. */
export function newFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `vigie-${name}-`));
  chmodSync(folder, 0o711);
  return folder;
}

/** Removes a folder with databases that nobody has open. */
export function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Number of the server's first program, or undefined while it is not there. */
export function serverPid(root: string): number | undefined {
  try {
    return Number(readFileSync(join(root, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]) || undefined;
  } catch {
    return undefined;
  }
}

/** Ends what a test has left running: the writer, and the server that outlives it. */
export async function sweep(writer: Pick<Writer, 'kill' | 'status'> | undefined): Promise<void> {
  await writer?.kill();
  const root = writer?.status?.dataFolder;
  const pid = root === undefined ? undefined : serverPid(root);
  if (root === undefined || pid === undefined || !isServerOf(pid, join(root, 'cluster'))) return;
  process.kill(pid, 'SIGQUIT');
  await until(() => !isServerOf(pid, join(root, 'cluster')), 'a server that was left ends');
}

/** Adds a line to the record of `npm run faults`, which sums up by kind. */
export function recordFault(kind: string, counts: Readonly<Record<string, number>>): void {
  if (record !== undefined) appendFileSync(record, `${JSON.stringify({ kind, ...counts })}\n`);
}

/** Takes each line of JSON that a process says. */
export function onLines<Said>(stream: NodeJS.ReadableStream, take: (line: Said) => void): void {
  let rest = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    for (const line of lines) take(JSON.parse(line) as Said);
  });
}
