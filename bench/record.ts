// Runs the matching benchmarks one after the other and writes them, with machine and date, to bench/results/.
//   node dist/bench/record.js --data DIR [--rival SCRIPT]
// DIR holds documents.jsonl and questions-{1k,10k,100k,1m}.tsv. SCRIPT, where given, is run as
// `node SCRIPT QUESTIONS DOCUMENTS LIMIT` right after each benchmark and prints JSON with documents_per_s.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Refusal } from '../src/errors.ts';
import { dayAndMachine } from './machine.ts';

interface Run {
  readonly questions: string;
  readonly limit: number;
  readonly flags: readonly string[];
}

const RUNS_EACH = 3;

/** A million questions are measured on fewer documents, as one pass over all of them adds nothing but time. */
const RUNS: readonly Run[] = ['1k', '10k', '100k', '1m'].flatMap((questions) => {
  const limit = questions === '1m' ? 6_000 : 20_000;
  return [[], ['--threads', '2'], ['--bare']].map((flags) => ({ questions, limit, flags }));
});

const { values } = parseArgs({ options: { data: { type: 'string' }, rival: { type: 'string' } } });
if (!values.data) throw new Refusal('invalid', 'bench-missing-input', 'Give --data DIR.');
const data = values.data;
const documents = join(data, 'documents.jsonl');

function run(script: string, options: readonly string[], node: readonly string[] = []): Record<string, unknown> {
  const output = execFileSync(process.execPath, [...node, script, ...options], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return JSON.parse(output.trim().split('\n').at(-1)!) as Record<string, unknown>;
}

/** Runs one benchmark, and the rival right after it. */
function runOnce({ questions, limit, flags }: Run): Record<string, unknown> {
  const file = join(data, `questions-${questions}.tsv`);
  const options = ['--questions', file, '--documents', documents, '--limit', String(limit), ...flags];
  const own = run(join(here, 'match.js'), options, ['--expose-gc', '--max-old-space-size=12000']);
  if (!values.rival || flags.length > 0) return own;
  const rival = run(values.rival, [file, documents, String(limit)], ['--max-old-space-size=12000']);
  const times = Number(own['documents_per_s']) / Number(rival['documents_per_s']);
  return { ...own, rival_documents_per_s: rival['documents_per_s'], times_rival: Number(times.toFixed(2)) };
}

/** Of several runs the middle one: the machine is shared, and one run in ten is far off. */
function middle(runs: readonly Record<string, unknown>[]): Record<string, unknown> {
  const key =
    ['times_rival', 'times_one_thread', 'times_quoted'].find((ratio) => ratio in runs[0]!) ?? 'documents_per_s';
  const sorted = [...runs].sort((one, other) => Number(one[key]) - Number(other[key]));
  return { ...sorted[Math.floor(sorted.length / 2)]!, [`${key}_of_all_runs`]: sorted.map((one) => one[key]) };
}

const here = import.meta.dirname;
const results = RUNS.map((one) => {
  const line = middle(Array.from({ length: one.questions === '1m' ? 1 : RUNS_EACH }, () => runOnce(one)));
  process.stderr.write(`${JSON.stringify(line)}\n`);
  return line;
});
const naive = run(join(here, 'naive.js'), ['--questions', join(data, 'questions-1k.tsv'), '--documents', documents]);
const { date, machine } = dayAndMachine();
mkdirSync('bench/results', { recursive: true });
writeFileSync(`bench/results/match-${date}.json`, `${JSON.stringify({ date, machine, results, naive }, null, 2)}\n`);
