// Runs the matching benchmarks one after the other and writes them, with machine and date, to bench/results/.
//   node dist/bench/record.js --data DIR [--rival SCRIPT]
// DIR holds documents.jsonl and questions-{1k,10k,100k,1m}.tsv. SCRIPT, where given, is run as
// `node SCRIPT QUESTIONS DOCUMENTS LIMIT` right after each benchmark and prints JSON with documents_per_s.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Refusal } from '../src/errors.ts';

interface Run {
  readonly questions: string;
  readonly limit: number;
  readonly flags: readonly string[];
}

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

const here = import.meta.dirname;
const results = RUNS.map(({ questions, limit, flags }) => {
  const file = join(data, `questions-${questions}.tsv`);
  const memory = ['--expose-gc', '--max-old-space-size=12000'];
  const own = run(
    join(here, 'match.js'),
    ['--questions', file, '--documents', documents, '--limit', String(limit), ...flags],
    memory,
  );
  const rival =
    values.rival && flags.length === 0
      ? run(values.rival, [file, documents, String(limit)], ['--max-old-space-size=12000'])
      : undefined;
  const times = rival && {
    rival_documents_per_s: rival['documents_per_s'],
    times_rival: Number((Number(own['documents_per_s']) / Number(rival['documents_per_s'])).toFixed(2)),
  };
  const line = { ...own, ...times };
  process.stderr.write(`${JSON.stringify(line)}\n`);
  return line;
});
const naive = run(join(here, 'naive.js'), ['--questions', join(data, 'questions-1k.tsv'), '--documents', documents]);
const date = new Date().toISOString().slice(0, 10);
const machine = {
  cpu: cpus()[0]?.model,
  cores: cpus().length,
  memory_gb: Math.round(totalmem() / 2 ** 30),
  node: process.version,
};
mkdirSync('bench/results', { recursive: true });
writeFileSync(`bench/results/match-${date}.json`, `${JSON.stringify({ date, machine, results, naive }, null, 2)}\n`);
